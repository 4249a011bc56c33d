"""How often do the parts of Vietnamese names occur? Weights in hundredths of a per cent or plain ranks.

* Surnames: mean of two counts of 57,000 people, the fifty most frequent.
* Middle and given names: our own lists by gender, most frequent first, weights falling off by rank.
"""

from __future__ import annotations

from camket.kernel.text import fold

SLOTS = 1024


def parse_weights(table: str) -> dict[str, int]:
    """ "Trần 953; Lê 849" as a dictionary."""
    return {part: int(weight) for part, _, weight in (row.rpartition(" ") for row in table.split("; "))}


SURNAMES = parse_weights(
    "Nguyễn 2620; Trần 953; Lê 849; Phạm 611; Võ 341; Huỳnh 336; Phan 291; Bùi 254; Trương 231; "
    "Hoàng 227; Đặng 220; Đỗ 214; Vũ 212; Hồ 184; Ngô 181; Dương 143; Đoàn 126; Đinh 118; Trịnh 99; "
    "Mai 99; Cao 95; Đào 89; Lâm 84; Lương 78; Lưu 70; Hà 69; Lý 57; Thái 51; Tạ 43; Phùng 42; Tô 37; "
    "Châu 37; Vương 34; Văn 32; Chu 22; Quách 22; Tăng 21; Từ 20; Tống 18; Lại 17; Tôn 17; La 15; "
    "Đồng 15; Diệp 14; Đàm 14; Hứa 14; Kiều 13; Triệu 11; Thạch 9; Nông 7"
)
_FEMALE_MIDDLE = (
    "Thị Ngọc Thanh Thu Kim Minh Phương Bích Hồng Mỹ Bảo Khánh Diễm Xuân Thùy Hoài Quỳnh Như Tuyết Lan"
)
_MALE_MIDDLE = (
    "Văn Minh Hoàng Đức Quốc Hữu Quang Thanh Đình Xuân Ngọc Thành Duy Gia Anh Công Trọng Tuấn Bá Nhật"
)
_FEMALE_GIVEN = (
    "Linh Trang Anh Hương Hà Thảo Lan Ngọc Hằng Nhung Mai Hoa Thủy Phương Huyền Yến Vân Nga Dung Hạnh Thu Trinh My "
    "Nhi Vy Châu Trâm Hiền Tuyết Loan Quỳnh Ngân Giang Oanh Thúy Đào Liên Diệp Uyên Thư Tâm Chi Xuân Cúc Bình Hân"
)
_MALE_GIVEN = (
    "Anh Tuấn Huy Minh Hùng Nam Long Dũng Hiếu Khoa Đức Phúc Sơn Thành Hải Trung Cường Quân Bảo Khang Phong Việt Tùng "
    "Hoàng Kiên Tài Đạt Thắng Lâm Toàn Vinh Nghĩa Nhân Quang Hưng Khánh Tiến Tân Duy Trí Bình Lộc Thịnh Vũ Hậu Ân"
)


def spread(weights: dict[str, int]) -> tuple[str, ...]:
    """1,024 slots in proportion to the weights: one random number picks a part."""
    total, reached = sum(weights.values()), 0
    slots: list[str] = []
    for part, weight in weights.items():
        reached += weight
        slots += [part] * (reached * SLOTS // total - len(slots))
    return tuple(slots)


def _by_rank(parts: str, steepness: int) -> tuple[str, ...]:
    return spread({part: 1000 // (rank + steepness) for rank, part in enumerate(parts.split())})


SURNAME_SLOTS = spread(SURNAMES)
MIDDLE_SLOTS = {"female": _by_rank(_FEMALE_MIDDLE, 2), "male": _by_rank(_MALE_MIDDLE, 2)}
GIVEN_SLOTS = {"female": _by_rank(_FEMALE_GIVEN, 12), "male": _by_rank(_MALE_GIVEN, 12)}
FOLDED = {part: fold(part) for part in {*SURNAME_SLOTS, *GIVEN_SLOTS["female"], *GIVEN_SLOTS["male"]}}
