"""Do the words above the columns find their fields? Labels first, then names, then what shops usually write."""

from __future__ import annotations

import pytest

from camket.imports.core.mapping import check_mapping, propose_mapping
from camket.imports.data import Certainty, Column, Mapping, Use
from camket.imports.errors import ColumnUnknown, FieldUnknown
from camket.policy.data import FieldType, Label
from tests.rooms.imports_core.made_up_fields import make_field, make_fields

FIELDS = make_fields()


def use_of(header: str) -> tuple[Use, str]:
    column = propose_mapping([header], FIELDS).columns[0]
    return column.use, column.field


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("full_name", "Họ và tên|HỌ TÊN|ho_ten|Ho va ten|Tên khách hàng|Tên KH|Khách hàng|full name|Họ & tên"),
        ("phone", "SĐT|SDT|sdt|Số điện thoại|so_dien_thoai|Điện thoại|ĐT|Di động|Mobile|Phone|Số ĐT 2|SĐT (Zalo)"),
        ("email", "Email|E-mail|Thư điện tử|Mail|EMAIL *"),
        ("birthday", "Ngày sinh|Sinh nhật|NS|dob|Ngày sinh (dd/mm/yyyy)|birthday"),
        ("gender", "Giới tính|GT|Nam/Nữ|gender|sex"),
        ("delivery_address", "Địa chỉ|Địa chỉ giao|Đ/c|ĐC|dia_chi|address|Tỉnh/Thành|Quận/Huyện|Phường/Xã"),
        ("tax_code", "MST|Mã số thuế|ma_so_thue|tax code"),
        ("company", "Tên công ty|Công ty|Đơn vị|company"),
        ("note", "Ghi chú|note|Diễn giải"),
    ],
)  # fmt: skip
def test_words_find_their_field(field: str, headers: str) -> None:
    for header in headers.split("|"):
        assert use_of(header) == (Use.FIELD, field), header


@pytest.mark.parametrize("header", ["Mã KH", "Mã khách hàng", "Mã khách", "ID", "code", "MaKH"])
def test_customer_code(header: str) -> None:
    assert use_of(header) == (Use.CODE, "")


@pytest.mark.parametrize("header", ["Đồng ý", "Đồng ý nhận KM", "Nhận quảng cáo", "consent"])
def test_consent_has_no_purpose_until_one_is_known(header: str) -> None:
    assert use_of(header) == (Use.CONSENT, "")
    asks = {"ads": Label("Gửi quảng cáo")}
    assert propose_mapping([header], FIELDS, asks=asks).columns[0].field == "ads"
    asks |= {"survey": Label("Khảo sát")}
    assert propose_mapping([header, "Khảo sát"], FIELDS, asks=asks).columns[0].field == ""
    assert propose_mapping([header, "Khảo sát"], FIELDS, asks=asks).columns[1].field == "survey"


def test_other_columns_are_left_out() -> None:
    for header in ("STT", "Tổng chi tiêu", "", "CCCD", "Ngày đồng ý xyz"):
        assert use_of(header) == (Use.IGNORED, "")
    assert use_of("Ngày đồng ý") == (Use.CONSENT_DATE, "")


def test_the_policy_s_own_label_wins_over_synonyms() -> None:
    fields = FIELDS | {"zalo": make_field("zalo", "Số Zalo", FieldType.PHONE)}
    found = propose_mapping(["Số Zalo", "SĐT", "Điện thoại"], fields).columns
    assert [(column.field, column.certainty) for column in found] == [
        ("zalo", Certainty.LABEL),
        ("phone", Certainty.PART),
        ("phone", Certainty.LABEL),
    ]


def test_parts_join_the_field_they_are_parts_of() -> None:
    headers = ["Họ đệm", "Tên", "SĐT", "SĐT 2", "Số nhà", "Phường/Xã", "Tỉnh/Thành"]
    found = propose_mapping(headers, FIELDS).columns
    assert [column.field for column in found] == [
        *["full_name"] * 2,
        *["phone"] * 2,
        *["delivery_address"] * 3,
    ]


def test_second_column_of_the_same_kind_is_not_merged_without_reason() -> None:
    found = propose_mapping(["Họ tên", "Người nhận", "Email", "Mail"], FIELDS).columns
    assert [column.use for column in found] == [Use.FIELD, Use.IGNORED, Use.FIELD, Use.IGNORED]


def test_one_code_only() -> None:
    assert [c.use for c in propose_mapping(["Mã KH", "ID"], FIELDS).columns] == [Use.CODE, Use.IGNORED]


def test_a_mapping_of_the_user_s_is_checked() -> None:
    headers = ["A", "B"]
    check_mapping(Mapping((Column(1, "B", Use.FIELD, "phone"),)), headers, FIELDS)
    with pytest.raises(FieldUnknown):
        check_mapping(Mapping((Column(1, "B", Use.FIELD, "fax"),)), headers, FIELDS)
    with pytest.raises(ColumnUnknown):
        check_mapping(Mapping((Column(2, "C", Use.IGNORED),)), headers, FIELDS)
