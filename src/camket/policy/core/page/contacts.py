"""Who publishes the page, and how are they reached? Names, addresses, numbers and hours lifted from its words.

* Only what the page says: no number is completed, no name is guessed from an address.
* Hours are the ones that stand in the same line: "(7h – 20h)" is "07:00-20:00".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from camket.kernel.text import fold, squeeze
from camket.policy.core.page.draft import FoundBusiness, FoundContact, Piece, Role
from camket.policy.core.page.signs import read_signs

_EMAIL = re.compile(
    r"(?<![\w@.])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9](?:[\w-]{0,62}\.){1,5}[A-Za-z]{2,24}(?![\w@])", re.ASCII
)
_PHONE = re.compile(
    r"(?<![\d.,/@\w+])(?:\(?(?:\+|00)?84\)?[\s.-]?\(?0?\)?[1-9]|0[1-9])(?:[\s.-]?\d){7,9}(?![\d/]|[.,]\d)"
    r"|(?<![\d.,/@\w])1[89]00[\s.-]?(?:\d[\s.-]?){3,5}\d(?!\d)"
)
_NOT_PHONE = re.compile(
    r"(?:mst|mã số thuế|tài khoản|stk|fax|cmnd|cccd|gpkd|đkkd|số\s*gp)[^\d]{0,30}$", re.IGNORECASE
)
_ONLINE = re.compile(
    r"(?:website|trang web|liên hệ (?:tại|qua)|biểu mẫu)\s*:?\s*((?:https?://|www\.)[^\s,;)\"<>]{4,120})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:địa chỉ(?: trụ sở| liên hệ| đăng ký)?|trụ sở(?: chính| công ty)?|văn phòng|address)\s*:\s*"
    r"(.{8,160}?)(?=\.?\s*$|(?<!tp)(?<!\W[pqtđx])[.;]\s+[^\W\d_]|\s+[-–|]\s+|\s*[|•]"
    r"|[,.;]?\s*(?:hotline|email|điện thoại|tel|mst|mã số thuế|website)\b)",
    re.IGNORECASE,
)
_TAX = re.compile(
    r"(?:mst|mã số thuế|mã số doanh nghiệp|tax code)[^\d\n]{0,25}(\d{10}(?:-\d{3})?|\d{12})(?!\d)",
    re.IGNORECASE,
)
_KIND_OF_FIRM = re.compile(
    r"(?:công ty|hộ kinh doanh|doanh nghiệp tư nhân|hợp tác xã|cửa hàng|siêu thị)"
    r"(?:\s+(?:tnhh|trách nhiệm hữu hạn|cổ phần|cp|mtv|một thành viên|tm|dv|-|&))*(?=\s)",
    re.IGNORECASE,
)
_SMALL_IN_NAMES = frozenset(read_signs("inside_names"))
_LONGEST_NAME = 14  # words
_TIME = r"(\d{1,2})\s*(?:h|g|giờ|:)\s*(\d{2})?\s*(sáng|chiều|tối|am|pm)?"
_HOURS = re.compile(rf"{_TIME}\s*(?:-|–|—|~|đến|tới|to)\s*(?:hết\s*)?{_TIME}", re.IGNORECASE)
_DAY_NAMES = {
    "2": "mon",
    "hai": "mon",
    "3": "tue",
    "ba": "tue",
    "4": "wed",
    "tư": "wed",
    "5": "thu",
    "năm": "thu",
}
_DAY_NAMES |= {"6": "fri", "sáu": "fri", "7": "sat", "bảy": "sat", "cn": "sun", "chủ nhật": "sun"}
_DAY = r"(2|3|4|5|6|7|hai|ba|tư|năm|sáu|bảy|cn|chủ nhật)"
_DAYS = re.compile(
    rf"(?<!\w)(?:thứ\s*|t){_DAY}\s*(?:-|–|—|đến|tới)\s*(?:hết\s*)?(?:thứ\s*|t)?{_DAY}(?!\w)", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"[{}<>]|\$|^\[|^địa chỉ|^email", re.IGNORECASE)
_MOST = 20
_FAR = 4_000  # characters of one paragraph; contacts stand in short ones


def find_business(pieces: Sequence[Piece]) -> FoundBusiness:
    """What the pieces say about the business; empty strings where they say nothing."""
    texts = [piece.text[:_FAR] for piece in pieces]
    contacts = tuple(_distinct(contact for piece in pieces for contact in find_contacts(piece)))[:_MOST]
    return FoundBusiness(_name(texts), _first(_ADDRESS, texts), _first(_TAX, texts), contacts)


def find_contacts(piece: Piece) -> Iterator[FoundContact]:
    """The ways of contact one piece names."""
    text, clause = piece.text[:_FAR], piece.anchor if piece.role is Role.CLAUSE else ""
    hours, days = find_hours(text), find_days(text)
    for match in _PHONE.finditer(text):
        if not _NOT_PHONE.search(text[: match.start()]):
            yield FoundContact("hotline", _number(match.group()), hours, days, clause)
    for match in _EMAIL.finditer(text):
        yield FoundContact("email", match.group(), "", "", clause)
    for match in _ADDRESS.finditer(text):
        if _PLACEHOLDER.search(match.group(1)):
            continue
        yield FoundContact("counter", squeeze(match.group(1)).rstrip(" .,;"), hours, days, clause)
    for match in _ONLINE.finditer(text):
        yield FoundContact("online", match.group(1).rstrip("."), "", "", clause)


def _number(written: str) -> str:
    value = squeeze(written).rstrip(" .-")
    return value if value.count("(") == value.count(")") else value.replace("(", "").replace(")", "")


def find_hours(text: str) -> str:
    """The first span of hours in a line as "07:00-20:00", or ""."""
    for match in _HOURS.finditer(text):
        start = _minutes(match.group(1), match.group(2), match.group(3))
        end = _minutes(match.group(4), match.group(5), match.group(6))
        if start is not None and end is not None and start < end:
            return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    return ""


def find_days(text: str) -> str:
    """The first span of days in a line as "mon-fri", or ""."""
    match = _DAYS.search(text)
    if match is None:
        return ""
    return f"{_DAY_NAMES[match.group(1).lower()]}-{_DAY_NAMES[match.group(2).lower()]}"


def _minutes(hour: str, minute: str | None, part: str | None) -> int | None:
    value = int(hour)
    if part and part.lower() in ("chiều", "tối", "pm") and value < 12:
        value += 12
    total = 60 * value + int(minute or 0)
    return total if total <= 24 * 60 and int(minute or 0) < 60 else None


def _name(texts: Iterable[str]) -> str:
    """The company name the page says most often; the first of those said equally often."""
    said: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in texts:
        for match in _KIND_OF_FIRM.finditer(text):
            name = _own_name(text[match.end() :])
            if name:
                whole = f"{match.group()} {name}"
                said[fold(whole)] += 1
                written.setdefault(fold(whole), whole)
    if not said:
        return ""
    found = written[said.most_common(1)[0][0]]
    return found[0].upper() + found[1:]


def _own_name(rest: str) -> str:
    """The words with capitals that follow, up to the last one; "" when there is none, or only a letter."""
    kept: list[str] = []
    last = 0
    for word in rest.split()[:_LONGEST_NAME]:
        bare = word.strip("“”\"'(),.;:")
        if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare in _SMALL_IN_NAMES or bare == "&"):
            break
        kept.append(bare)
        if bare[0].isupper():
            last = len(kept)
        if word[-1] in ',.;:)”"':
            break
    name = " ".join(kept[:last])
    return name if len(name) > 1 else ""


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> str:
    for text in texts:
        match = pattern.search(text)
        if match and not _PLACEHOLDER.search(match.group(1)):
            return squeeze(match.group(1)).rstrip(" .,;")
    return ""


def _distinct(contacts: Iterable[FoundContact]) -> Iterator[FoundContact]:
    """Each contact once: the one with hours and a clause before the bare one."""
    best: dict[tuple[str, str], FoundContact] = {}
    for contact in contacts:
        digits = re.sub(r"\W", "", contact.value)
        key = (
            contact.kind,
            digits.removeprefix("84").removeprefix("0") if contact.kind == "hotline" else fold(contact.value),
        )
        held = best.get(key)
        if held is None or (bool(contact.hours), bool(contact.clause)) > (
            bool(held.hours),
            bool(held.clause),
        ):
            best[key] = contact
    return iter(best.values())
