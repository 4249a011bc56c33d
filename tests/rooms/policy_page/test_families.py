"""Does a clause's wording point to the rule family that keeps it? A table made by hand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.policy.core.page.families import MOST, family_names, suggest_families

# The family that must be among the hints; the first ones stand where only one family can keep the clause.
FIRST = [
    ("Tiệm ghi lại họ tên, ngày sinh, số điện thoại và địa chỉ của khách.", "data"),
    ("Thông tin thu thập gồm: họ tên, email, mã số thuế.", "data"),
    ("Tên, điện thoại của khách được dùng để giao hàng đúng hẹn.", "purposes"),
    ("We use your details in order to improve our service.", "purposes"),
    ("Chỉ nhân viên cần biết mới mở được số điện thoại của khách.", "roles"),
    ("Inside the shop only staff who need to know see your number.", "roles"),
    ("Tiệm chỉ ghi sổ thủ công khi khách gọi đến đặt hàng.", "collection"),
    ("Khách được từ chối cung cấp ngày sinh.", "collection"),
    ("Cuộc gọi đến tổng đài được ghi âm để xem lại khi có phàn nàn.", "records"),
    ("Tiệm không chia sẻ số của khách cho bên thứ ba.", "recipients"),
    ("Công an có văn bản thì tiệm mới tiết lộ, theo lệnh của cơ quan nhà nước.", "recipients"),
    ("Order carriers are our partners; we share your address with them only.", "recipients"),
    ("Đơn hàng được lưu giữ trong 24 tháng.", "retention"),
    ("Khách lâu năm không còn liên hệ thì hồ sơ được tự động loại bỏ.", "retention"),
    ("Data is kept for three years and deleted after that.", "retention"),
    ("Mọi dữ liệu được lưu trữ tại trụ sở, không ở nơi khác.", "storage"),
    ("Our servers in Hà Nội hold everything; it is stored in Việt Nam.", "storage"),
    ("Khách có quyền yêu cầu xóa thông tin của mình bất cứ lúc nào.", "rights"),
    ("Tiệm trả lời yêu cầu trong vòng 24 giờ.", "rights"),
    ("You have the right to withdraw at any time.", "rights"),
    ("Tiệm gửi lời chúc mừng sinh nhật cho khách đã đồng ý.", "messages"),
    ("Khách nhận bản tin khuyến mãi và hủy đăng ký được ngay.", "messages"),
    ("Promotions and newsletters are sent after you agree.", "messages"),
    ("Trang này dùng cookie và Google Analytics.", "measurement"),
    ("Tiệm đếm lượt truy cập của trang.", "measurement"),
    ("Nếu máy chủ bị tấn công, tiệm báo cơ quan điều tra.", "incidents"),
    ("Có sự cố rò rỉ, khách được báo trong 72 giờ.", "incidents"),
    ("After a breach we notify those affected.", "incidents"),
    ("Dữ liệu được mã hóa; số thẻ không bao giờ được giữ.", "security"),
    ("Payment follows industry standards and card numbers are encrypted.", "security"),
    ("Khi thay đổi chính sách, tiệm đăng phiên bản mới.", "changes"),
    ("Changes to this policy appear on this page.", "changes"),
    ("Vui lòng liên hệ hotline của tiệm khi có thắc mắc.", "business"),
    ("Contact us at our registered office.", "business"),
]
AMONG = [
    ("Quảng cáo được chọn theo điều khách quan tâm, nhằm mục đích cá nhân hóa.", "purposes"),
    ("Khách xem, cập nhật thông tin của mình bằng cách đăng nhập.", "rights"),
    ("Khách đăng ký tài khoản phải chịu trách nhiệm về tính chính xác của lời khai.", "collection"),
    ("Đối tác giao hàng chỉ nhận tên và địa chỉ.", "recipients"),
    ("Thông tin lưu cho đến khi khách yêu cầu xóa.", "retention"),
    ("Tiệm xác minh danh tính trước khi đọc thông tin qua điện thoại.", "rights"),
    ("Công cụ phân tích của bên thứ ba chỉ chạy khi khách bấm đồng ý.", "measurement"),
    ("Ứng viên đăng ký thì nhận thông tin tuyển dụng.", "messages"),
]


@pytest.mark.parametrize(("clause", "family"), FIRST)
def test_the_best_hint(clause: str, family: str) -> None:
    assert suggest_families(clause)[0] == family


@pytest.mark.parametrize(("clause", "family"), AMONG)
def test_among_the_hints(clause: str, family: str) -> None:
    assert family in suggest_families(clause)


@pytest.mark.parametrize("clause", ["", "Xin chào quý vị.", "Hello there."])
def test_no_word_no_hint(clause: str) -> None:
    assert suggest_families(clause) == []


def test_every_family_is_hinted_at_by_the_table() -> None:
    assert {family for _, family in FIRST} == set(family_names())


def test_decomposed_text_gives_the_same_hints() -> None:
    for clause, _ in FIRST:
        assert suggest_families(unicodedata.normalize("NFD", clause)) == suggest_families(clause.upper())


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from([clause for clause, _ in FIRST]), max_size=6).map(" ".join)
    | st.text(max_size=200)
)
def test_at_most_three_known_families_none_twice(text: str) -> None:
    hints = suggest_families(text)
    assert len(hints) <= MOST
    assert len(set(hints)) == len(hints)
    assert set(hints) <= set(family_names())
