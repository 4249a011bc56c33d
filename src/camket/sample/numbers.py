"""Which numbers look right and belong to nobody? See the README for what makes them recognisable."""

from __future__ import annotations

_SPACE = 10_000_000
_STEP = 7_368_787  # prime to ten million: every number of the block comes once before one comes again
_OFFSET = 1_234_577
_AREAS = ("0236", "0251", "0274", "0225", "0292", "0258", "0234", "0203")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def mobile(seed: int, number: int) -> str:
    """ "095" and seven digits; no two alike within ten million numbers of one seed."""
    return f"095{(number * _STEP + seed * _OFFSET) % _SPACE:07d}"


def fixed_line(seed: int, number: int) -> str:
    """Area code, then a subscriber number beginning with 0."""
    place = (number * 387_403 + seed * _OFFSET) % 1_000_000
    return f"{_AREAS[number % len(_AREAS)]}0{place:06d}"


def old_mobile(number: int) -> str:
    """An eleven-digit number of before 2018; today 059 0xx xxxx."""
    return f"01990{number % 1_000_000:06d}"


def tax_code(seed: int, number: int) -> str:
    """Ten digits with the check digit of Circular 105/2020/TT-BTC, beginning with 99, 98 or 97."""
    middle = (number * 7_368_787 + seed * _OFFSET) % (_SPACE - 1) + 1
    for prefix in ("99", "98", "97"):
        head = f"{prefix}{middle:07d}"
        rest = sum(w * int(d) for w, d in zip(_WEIGHTS, head, strict=True)) % 11
        if rest:
            return f"{head}{10 - rest}"
    raise AssertionError("a step of 29 can't meet 0 modulo 11 twice")
