"""Was this text typed in an old Vietnamese code page, or read in the wrong one?

* A word counts when it is no Vietnamese syllable as it stands, but is one after decoding it by TCVN3 (ABC) or
  VNI-Windows. So "naïve" or "Müller" pass, while the old spellings of Nguyễn, Bùi, Lê do not.
* UTF-8 read as Windows-1252 is recognised by reading it back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵăâêôơưđ",
        strict=True,
    )
)
_VNI_MARKS = {
    "a": ("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ"),
    "e": ("øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
    "o": ("øùûõïâàáåãä", "òóỏõọôồốổỗộ"),
    "ô": ("øùûõï", "ờớởỡợ"),
    "u": ("øùûõï", "ùúủũụ"),
    "ö": ("øùûõï", "ừứửữự"),
    "y": ("øùûõ", "ỳýỷỹ"),
}
_VNI = {
    base + mark: to for base, (marks, tos) in _VNI_MARKS.items() for mark, to in zip(marks, tos, strict=True)
}
_VNI |= {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_UNIT = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_FOREIGN = "¡-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ"
_WORD = re.compile("[A-Za-zĂăĐđĨĩŨũƠơƯưÀ-ÿ¡-¿×÷\xad]+")
_SUSPECT = re.compile(f"[{_FOREIGN}\ufffd]|[aeoAEO][àáãâèéúêÀÁÃÂÈÉÚÊ]|[aeouyôAEOUYÔ][ùõÙÕ]|[a-z][À-Þ]")
_MISREAD = re.compile("[ÃÂÄÆ][\x80-¿ƒŒœŠšŸŽž–—‘’‚“”„†‡•…‰‹›€™ˆ˜]|á[º»]")

_CONSONANTS = "bcdđghklmnpqrstvx"
_INITIAL = "(?:ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|q|[bcdđghklmnprstvx])?"
_RIMES = (
    "a c ch i m n ng nh o p t u y|ă c m n ng p t|â c m n ng p t u y|e c m n ng o p t|ê _ ch m n nh p t u|"
    "i _ ch m n nh p t u a|iê c m n ng p t u|y _ t|yê m n ng t u|o _ c i m n ng p t|oa _ c ch i m n ng nh o p t y|"
    "oă c m n ng t|oe _ n o t|oo c ng|ô _ c i m n ng p t|ơ _ i m n p t|u _ c i m n ng p t a|uâ n ng t y|"
    "uê _ ch n nh|uô c i m n ng t|uơ _|uy _ a ch n nh p t u|uyê n t|ư _ c i n ng t u a|ươ c i m n ng p t u"
)


def _spell_rimes() -> str:
    found = []
    for group in _RIMES.split("|"):
        nucleus, *finals = group.split()
        found += [nucleus + ("" if final == "_" else final) for final in finals]
    return "|".join([*found, "a", "e"])


_SYLLABLE = re.compile(f"{_INITIAL}(?:{_spell_rimes()})")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of a Vietnamese syllable: initial, rime, at most one tone mark."""
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word.casefold()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def _decode_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(c, c) for c in word).casefold()


def _decode_vni(word: str) -> str:
    return _VNI_UNIT.sub(lambda unit: _VNI[unit[0]], word.casefold())


@lru_cache(maxsize=2048)
def _is_legacy_word(word: str) -> bool:
    # An upper-case letter of Latin-1 inside a lower-case word is TCVN3's; a syllable spelt as one is none.
    shouted = re.search("[a-z][À-Þ]", word) is not None and word[1:] != word[1:].upper()
    if is_syllable(word) and not shouted:
        return False
    decoded = (_decode_tcvn3(word), _decode_vni(word))
    return any(text != word.casefold() and is_syllable(text) and _tells(text) for text in decoded)


def _tells(decoded: str) -> bool:
    """Whether a decoded word is long enough to be no accident: "µm" would be one."""
    return len(decoded) > 1 and (decoded[0] in _CONSONANTS or len(decoded) > 3)


def _was_utf8(text: str) -> bool:
    for page in ("cp1252", "latin-1"):
        try:
            return text.encode(page).decode("utf-8") != text
        except UnicodeError:
            continue
    return False


def is_legacy(text: str) -> bool:
    """Whether the text (NFC) holds a word of TCVN3 or VNI-Windows, or is UTF-8 read as Windows-1252."""
    if text.isascii():
        return False
    if "\ufffd" in text or (_MISREAD.search(text) and _was_utf8(text)):
        return True
    return _SUSPECT.search(text) is not None and any(map(_is_legacy_word, _WORD.findall(text)))
