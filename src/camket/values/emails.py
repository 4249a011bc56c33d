"""Is this an address a mail can be sent to? Local part as given, domain in lower case.

* "Lan <lan@shop.example>" and "mailto:" are understood; of two addresses in a cell none is guessed.
* Shape by RFC 5321 and 5322: dot-atom local part of at most 64 characters, labels of at most 63, 254 in all.
* Well-known providers misspelt are refused with the right name, before a letter goes to a stranger.
"""

from __future__ import annotations

import re

from .plain import plain
from .reasons import refuse

_LIMIT = 254
_BRACKETED = re.compile(r"[^<>@]*<\s*([^<>]+?)\s*>")
_PLAIN_SHAPE = re.compile(r"[\w.+\-]+@[\w.\-]*\w")
_USUAL = re.compile(r"[A-Za-z0-9_+\-]+(?:\.[A-Za-z0-9_+\-]+)*@((?:[A-Za-z0-9]{1,63}\.)+[A-Za-z]{2,63})")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]+")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?")
_MISSPELT = {
    "gmail.com": "gmai.com gmial.com gamil.com gmal.com gmaill.com gmali.com gnail.com gmil.com gmaiil.com "
    "gmail.con gmail.co gmail.cm gmail.om gmail.comm gmail.cim gmail.vom gmail.vn gmail.com.vn gmai.con",
    "yahoo.com": "yaho.com yahooo.com yhoo.com yaoo.com yahoo.con yahoo.co yahoo.cm yahoo.comm yahoo.vn",
    "hotmail.com": "hotmai.com hotmal.com hotmial.com hormail.com hotmail.con hotmail.co hotmail.cm hotmail.comm",
    "outlook.com": "outlok.com outloo.com outlook.con outlook.co outlook.cm outlook.comm",
    "icloud.com": "iclould.com icoud.com iclound.com icloud.con icloud.co icloud.cm",
}
_TYPOS = {wrong: right for right, all_wrong in _MISSPELT.items() for wrong in all_wrong.split()}
_ENDLESS = {"gmail": "gmail.com", "yahoo": "yahoo.com", "hotmail": "hotmail.com", "outlook": "outlook.com"}


def _bare(text: str) -> str:
    """Without display name, "mailto:", and the punctuation of a sentence around it, until nothing changes."""
    if _PLAIN_SHAPE.fullmatch(text):
        return text
    while True:
        found = _BRACKETED.fullmatch(text)
        bare = (found[1] if found else text).strip(' ,;:<>"()[]')
        bare = bare[7:] if bare[:7].lower() == "mailto:" else bare
        bare = bare.rstrip(".")
        if bare == text:
            return bare
        text = bare


def normalise_email(raw: object) -> str:
    """`local@domain`. Raises `ValueRefused` with a `why` of the email family or of `plain`."""
    text = plain(raw, limit=_LIMIT)
    if (usual := _USUAL.fullmatch(text)) and usual.start(1) <= 65 and usual[1].lower() not in _TYPOS:
        return text[: usual.start(1)] + usual[1].lower()
    text = _bare(text)
    if not text:
        refuse("email_none")
    if text.count("@") != 1:
        refuse("email_several" if "@" in text else "email_none")
    local, domain = text.split("@")
    if not local or not domain:
        refuse("email_none")
    if " " in text:
        refuse("email_space")
    if not local.isascii():
        refuse("email_letters")
    if not _LOCAL.fullmatch(local):
        refuse("email_several" if re.search("[;,]", local) else "email_letters")
    if local[0] == "." or local[-1] == "." or ".." in text or len(local) > 64:
        refuse("email_dots")
    return f"{local}@{_check_domain(domain.lower())}"


def _check_domain(domain: str) -> str:
    meant = _TYPOS.get(domain) or _ENDLESS.get(domain)
    if meant:
        refuse("email_typo", meant=meant)
    labels = domain.split(".")
    if (
        len(labels) < 2
        or not all(map(_LABEL.fullmatch, labels))
        or not re.fullmatch("[a-z]{2,}|xn--.+", labels[-1])
    ):
        refuse("email_domain")
    return domain
