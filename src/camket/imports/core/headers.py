"""Which words do shops write above their columns? Compared after folding: no marks, no spaces, no punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from camket.kernel.text import fold
from camket.policy.data import FieldType

_SIGNS = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\*")
_TAIL = re.compile(r"(?:\d+|(?:cua)?(?:khachhang|khach|kh|nguoinhan|nguoimua))$")


@lru_cache(maxsize=4096)
def fold_header(text: str) -> str:
    """ "Số ĐT (Zalo)" -> "sodtzalo"."""
    return _SIGNS.sub("", fold(text))


def read_variants(header: str) -> tuple[str, ...]:
    """The folded header, then without what stands in brackets, then without "2" or "khách hàng" at its end."""
    whole, bare = fold_header(header), fold_header(_BRACKETS.sub(" ", header))
    return tuple(dict.fromkeys(v for v in (whole, bare, _TAIL.sub("", bare)) if v))


def _fold_all(words: str) -> frozenset[str]:
    return frozenset(map(fold_header, words.split("; ")))


SYNONYMS: dict[FieldType, frozenset[str]] = {
    FieldType.PERSON_NAME: _fold_all(
        "Họ và tên; Họ tên; Tên khách hàng; Tên KH; Tên khách; Khách hàng; Khách; Tên; Họ tên khách hàng; Họ tên KH; "
        "Tên người nhận; Người nhận; Người mua; Người liên hệ; Tên người liên hệ; Tên đầy đủ; "
        "full name; fullname; name; "
        "customer name; customer; contact name; recipient"
    ),
    FieldType.ORGANISATION_NAME: _fold_all(
        "Tên công ty; Công ty; Đơn vị; Tên đơn vị; Doanh nghiệp; Tên doanh nghiệp; Tổ chức; Tên tổ chức; Cơ quan; "
        "company; company name; organisation; organization; business"
    ),
    FieldType.PHONE: _fold_all(
        "SĐT; SDT; Số điện thoại; Điện thoại; ĐT; Số ĐT; Di động; ĐTDĐ; DĐ; Số di động; Điện thoại di động; Mobile; "
        "Mobile phone; Phone; Phone number; Tel; Telephone; Điện thoại người nhận; Số máy; Số Zalo; Zalo; "
        "Hotline; Số đt liên hệ; "
        "Điện thoại liên hệ; Liên hệ; cell; cellphone; phone no"
    ),
    FieldType.EMAIL: _fold_all(
        "Email; E-mail; Thư điện tử; Mail; Địa chỉ email; Hộp thư; email address; Gmail"
    ),
    FieldType.ADDRESS: _fold_all(
        "Địa chỉ; Địa chỉ giao; Địa chỉ giao hàng; Địa chỉ nhận hàng; Đ/c; ĐC; Nơi ở; Thường trú; Tạm trú; "
        "Địa chỉ liên hệ; Địa chỉ thường trú; address; shipping address; delivery address; street"
    ),
    FieldType.TAX_CODE: _fold_all(
        "MST; Mã số thuế; Mã thuế; MSDN; Mã số doanh nghiệp; tax code; tax id; tax number; vat"
    ),
}

# Synonyms that depend on what the field is about, whatever its type: names the policy may use -> headers.
TOPICS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (_fold_all(names), _fold_all(names + "; " + headers))
    for names, headers in (
        (
            "birthday; birthdate; birth date; date of birth; dob; ngày sinh; sinh nhật",
            "NS; ngày tháng năm sinh; năm sinh; ngày/tháng/năm sinh; ngày tháng sinh; bday",
        ),
        ("gender; sex; giới tính", "GT; Nam/Nữ; phái; Giới"),
        ("note; notes; remark; ghi chú", "diễn giải; ghi chú KH; lưu ý; comment; memo; mô tả"),
        (
            "group; segment; tier; nhóm khách; nhóm",
            "nhóm khách hàng; hạng; phân loại; hạng thẻ; loại khách; loại KH",
        ),
        ("source; nguồn", "nguồn khách; kênh; biết qua"),
        ("branch; store; chi nhánh", "cửa hàng; cơ sở; shop"),
        ("province; city; tỉnh; tỉnh thành", "tỉnh/thành phố; thành phố; tỉnh/TP; TP"),
        ("ward; commune; phường; phường xã", "xã; phường/xã/thị trấn"),
        ("contact name; contact; người liên hệ", "tên người liên hệ; đại diện; người đại diện; đầu mối"),
    )
)

NAME_PARTS = _fold_all(
    "Họ; Họ đệm; Họ lót; Họ và tên đệm; Họ và tên lót; Họ và đệm; Tên đệm; Tên lót; "
    "first name; last name; surname"
)
ADDRESS_PARTS = _fold_all(
    "Phường; Xã; Phường/Xã; Phường/Xã/Thị trấn; Quận; Huyện; Quận/Huyện; Tỉnh; Thành phố; Tỉnh/Thành; Tỉnh/Thành phố; "
    "Tỉnh/TP; Khu vực; Số nhà; Đường; ward; district; province; city"
)
CODE = _fold_all(
    "Mã KH; Mã khách hàng; Mã khách; ID; code; Mã; Mã số khách hàng; Số thẻ khách hàng; "
    "customer code; customer id; MaKH"
)
CONSENT = _fold_all(
    "Đồng ý; Đồng ý nhận KM; Đồng ý nhận khuyến mãi; Nhận KM; "
    " Nhận quảng cáo; Đồng ý nhận quảng cáo; Nhận tin; Nhận tin nhắn; "
    "Đồng ý nhận tin; Đồng ý quảng cáo; Cho phép liên hệ; consent; opt in; marketing consent; accepts marketing"
)
CONSENT_DATE = _fold_all("Ngày đồng ý; Thời điểm đồng ý; Ngày nhận đồng ý; consent date; opt in date")
ORDINAL = _fold_all("STT; TT; Số TT; Số thứ tự; No; #; index")

KNOWN: frozenset[str] = frozenset().union(
    *SYNONYMS.values(),
    *(headers for _, headers in TOPICS),
    NAME_PARTS,
    ADDRESS_PARTS,
    CODE,
    CONSENT,
    CONSENT_DATE,
    ORDINAL,
)


def is_known(header: str) -> bool:
    """Whether the words are some shop's header for something."""
    return any(variant in KNOWN for variant in read_variants(header))
