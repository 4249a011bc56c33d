"""What did somebody type into the search box: an email address, a phone number, a tax code or a name? Pure."""

from __future__ import annotations

from dataclasses import dataclass

from camket.policy.data import FieldType
from camket.values.api import index_terms, normalise
from camket.values.errors import ValueRefused
from camket.vault.data import IndexName

_SHORT_NAME = 2


@dataclass(frozen=True, slots=True)
class Query:
    """The kinds of value it may be, and the (index, term) pairs to look up."""

    types: frozenset[FieldType]
    terms: tuple[tuple[IndexName, str], ...]


def read_query(text: str) -> Query:
    """Total: whatever is typed gives a query, perhaps one without terms."""
    if "@" in text:
        return _query(text, (FieldType.EMAIL,))
    if sum(c.isdigit() for c in text) * 2 > len(text.replace(" ", "")):
        return _query(text, (FieldType.PHONE, FieldType.TAX_CODE))
    return _name_query(text)


def _query(text: str, candidates: tuple[FieldType, ...]) -> Query:
    terms: list[tuple[IndexName, str]] = []
    types: set[FieldType] = set()
    for candidate in candidates:
        try:
            value = normalise(type=candidate, raw=text)
        except ValueRefused:
            continue
        types.add(candidate)
        terms += [
            (IndexName(index), term) for index, term in index_terms(type=candidate, value=value).items()
        ]
    return Query(frozenset(types or candidates), tuple(terms))


def _name_query(text: str) -> Query:
    """A whole name by the whole-name index; one or two syllables by the index over the last two."""
    both = frozenset({FieldType.PERSON_NAME, FieldType.ORGANISATION_NAME})
    try:
        value = normalise(type=FieldType.PERSON_NAME, raw=text)
    except ValueRefused:
        return Query(both, ())
    terms = index_terms(type=FieldType.PERSON_NAME, value=value)
    wanted = ("name", "name_tail") if len(value.split()) <= _SHORT_NAME else ("name",)
    return Query(both, tuple((IndexName(name), terms[name]) for name in wanted if name in terms))
