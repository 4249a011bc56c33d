"""Which list mark does a line begin with? "1.", "1.2", "Điều 3.", "IV.", "a)", "•", "*.", "–", "#", a picture sign.

* Several marks in a row ("• a)") are one: the numbered one counts, all are kept as written.
* A mark needs a space or a letter after it; "24/7" and "1.000 đồng" are words, not marks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from camket.policy.core.page.draft import Mark, Style

BULLETS = "•·●○◦▪▫■□☐☑✓✔✅❌✗➢➤►▶‣⁃∙❖◆◇★☆→⇒➔\uf0b7\uf0a7\uf0d8\uf076\uf02d"
DASHES = "-–—−‐*+"
_ALPHABET = "abcdđeghiklmnopqrstuvxy"  # the order of Vietnamese lists
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})$")
_VALUES = {"X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}

_BULLET = re.compile(rf"([{re.escape(BULLETS)}]\ufe0f?)\s*(?=\S)")
_DASH = re.compile(
    rf"([{re.escape(DASHES)}]\.?|o(?=\s{{2,}}))(?:\s+(?=\S)|(?<=[*+–—-]\.)(?=\w)|(?<=[–—-])(?=[^\W\d_]))"
)
_ARTICLE = re.compile(
    r"((?:điều|mục|phần|chương|khoản|article|section|part)\s+(\d{1,3}|[IVX]{1,6}))(?=\s|[.:)–-])\s*[.:)–-]?\s*(?=\S)",
    re.IGNORECASE,
)
_PATH = re.compile(r"(\(?(\d{1,3}(?:\.\d{1,3}){1,4})[.):]?\)?)(?:\s+(?=\S)|(?<=[.):])(?=[^\W\d_]))")
_DECIMAL = re.compile(r"(\(?(\d{1,3})(?:[.):/]|\s?[-–](?=\s))\.?\)?)(?:\s+(?=\S)|(?=[^\W\d_]))")
_KEYCAP = re.compile(r"((?:(\d)\ufe0f?\u20e3)+)\s*(?=\S)")
_PADDED = re.compile(r"(0(\d))\s+(?=[^\W\d_])")
_ROMAN_MARK = re.compile(r"(\(?([IVX]{1,5})(?:[.):/]|\s?[-–](?=\s)))\s*(?=\S)")
_LETTER = re.compile(r"(\(?([a-zđ])[.)]\)?)(?:\s+(?=\S)|(?=[^\W\d_a-zđ]))")
_UPPER = re.compile(r"(\(?([A-ZĐ])[.)]\)?)\s+(?=\S)")
_SIGN = re.compile(
    r"((?:[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d]*)+)\s*(?=\S)"
)


def read_mark(text: str) -> tuple[Mark, str]:
    """The mark a line begins with, and the rest; an empty mark when there is none."""
    first, rest = _one_mark(text)
    if first.style not in (Style.BULLET, Style.SIGN):
        return first, rest
    second, after = _one_mark(rest)
    if second.style is Style.NONE:
        return first, rest
    written = text[: len(text) - len(after)].strip()
    numbered = second if second.style not in (Style.BULLET, Style.SIGN) else first
    return replace(numbered, text=written, other=None), after


def _one_mark(text: str) -> tuple[Mark, str]:
    for find in (_article, _path, _decimal, _roman, _letter, _upper, _bullet, _sign):
        found = find(text)
        if found is not None:
            return found
    return Mark(), text


def _article(text: str) -> tuple[Mark, str] | None:
    match = _ARTICLE.match(text)
    if match is None:
        return None
    label = match.group(2)
    number = int(label) if label.isdigit() else roman_value(label.upper())
    if not number:
        return None
    word = match.group(1).split()[0].casefold()
    return _made(match, Mark(style=Style.ARTICLE, numbers=(number,), label=str(number), glyph=word), text)


def _path(text: str) -> tuple[Mark, str] | None:
    match = _PATH.match(text)
    if match is None:
        return None
    numbers = tuple(int(part) for part in match.group(2).split("."))
    label = ".".join(str(number) for number in numbers)
    if len(numbers) == 2 and numbers[1] == 0:  # "1.0" names a version as often as a section
        return None
    return _made(match, Mark(style=Style.PATH, numbers=numbers, label=label), text)


def _decimal(text: str) -> tuple[Mark, str] | None:
    match = _DECIMAL.match(text) or _KEYCAP.match(text) or _PADDED.match(text)
    if match is None:
        return None
    digits = "".join(c for c in match.group(1) if c.isdigit())
    return _made(match, Mark(style=Style.DECIMAL, numbers=(int(digits),), label=str(int(digits))), text)


def _roman(text: str) -> tuple[Mark, str] | None:
    match = _ROMAN_MARK.match(text)
    value = roman_value(match.group(2)) if match else 0
    if match is None or not value:
        return None
    letter = match.group(2)
    other = _upper_mark(letter) if len(letter) == 1 else None
    return _made(match, Mark(style=Style.ROMAN, numbers=(value,), label=str(value), other=other), text)


def _letter(text: str) -> tuple[Mark, str] | None:
    match = _LETTER.match(text)
    if match is None:
        return None
    letter = match.group(2)
    return _made(match, Mark(style=Style.LETTER, numbers=(letter_value(letter),), label=letter), text)


def _upper(text: str) -> tuple[Mark, str] | None:
    match = _UPPER.match(text)
    return None if match is None else _made(match, _upper_mark(match.group(2)), text)


def _upper_mark(letter: str) -> Mark:
    return Mark(style=Style.UPPER, numbers=(letter_value(letter.lower()),), label=letter)


def _bullet(text: str) -> tuple[Mark, str] | None:
    match = _BULLET.match(text) or _DASH.match(text)
    if match is None:
        return None
    glyph = match.group(1).strip("\ufe0f.")
    return _made(match, Mark(style=Style.BULLET, glyph=glyph), text)


def _sign(text: str) -> tuple[Mark, str] | None:
    match = _SIGN.match(text)
    return None if match is None else _made(match, Mark(style=Style.SIGN, glyph="sign"), text)


def _made(match: re.Match[str], mark: Mark, text: str) -> tuple[Mark, str]:
    return replace(mark, text=match.group().strip()), text[match.end() :]


def roman_value(letters: str) -> int:
    """Value of a Roman number up to 39, 0 when it is none."""
    match = _ROMAN.fullmatch(letters)
    if match is None:
        return 0
    ones = match.group(2)
    value = 10 * len(match.group(1))
    if ones in ("IX", "IV"):
        return value + _VALUES[ones]
    return value + sum(_VALUES[letter] for letter in ones)


def letter_value(letter: str) -> int:
    """Place in the alphabet Vietnamese lists use (a b c d đ e g …); f, j, w, z stand where English has them."""
    if letter in _ALPHABET:
        return _ALPHABET.index(letter) + 1
    return _ENGLISH.index(letter) + 1


def follows(mark: Mark, number: int) -> bool:
    """Whether a mark is the next of its list after `number`; lists skip f, j and đ as they like."""
    if mark.style in (Style.LETTER, Style.UPPER):
        return number < mark.numbers[-1] <= number + 2
    return mark.numbers[-1] == number + 1
