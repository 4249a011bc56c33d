"""Which Vietnamese numbers are people's numbers? The numbering plan as a table, to spare the slow parser.

* Keys are the first three digits after the trunk 0 (the "national significant number").
* Mobile: 9 digits follow the 0; fixed line: 10 digits. Source: libphonenumber 9.0.43, region VN; a test holds
  the table to the installed `phonenumbers`, so a new block shows itself when the library is raised.
* Eleven-digit mobiles ended in 2018: their prefixes moved one for one.
"""

from __future__ import annotations


def _digits(place: str) -> str:
    """ "0-35" -> "01235"; "*" is every digit."""
    if place == "*":
        return "0123456789"
    found = ""
    for number, sign in enumerate(place):
        if sign == "-":
            first, last = int(place[number - 1]) + 1, int(place[number + 1])
            found += "".join(str(digit) for digit in range(first, last))
        else:
            found += sign
    return found


def _spell(*rows: str) -> frozenset[str]:
    found: set[str] = set()
    for row in rows:
        first, second, third = map(_digits, row.split())
        found |= {a + b + c for a in first for b in second for c in third}
    return frozenset(found)


# Each row names the digits of the three places.
MOBILE = _spell(
    "3 * *",
    "5 1689 *",
    "5 2 238",
    "5 5 9",
    "7 06-9 *",
    "8 1-8 *",
    "8 9 6-9",
    "9 0-8 *",
    "9 9 013-9",
)
FIXED = _spell(
    "2 0 3-9",
    "2 1 0-689",
    "2 2 0-25-9",
    "2 38 2-9",
    "2 4 2-8",
    "2 5 124-9",
    "2 6 0-39",
    "2 7 0-7",
    "2 9 0-4679",
)

# old eleven-digit prefix (with its 0) -> ten-digit prefix
MOVED = {f"016{d}": f"03{d}" for d in range(2, 10)} | {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0126": "076",
    "0128": "078",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0127": "081",
    "0129": "082",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
