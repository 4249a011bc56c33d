"""Which column is which field of the policy? A proposal, for the user to confirm.

1. Best match first, one column a field: the policy's own label, the field's name, words for the same topic,
   words for the same type. Equal matches go to the column and the field that stand first.
2. What is left joins a field already found: a second phone number, parts of a name, parts of an address.
3. Then the shop's customer code, consent columns, and the rest is ignored until the user says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table

from camket.imports.data import Certainty, Column, Mapping, Use
from camket.imports.errors import ColumnUnknown, FieldUnknown
from camket.policy.data import Field, FieldType, Label

from .headers import (
    ADDRESS_PARTS,
    CODE,
    CONSENT,
    CONSENT_DATE,
    NAME_PARTS,
    SYNONYMS,
    TOPICS,
    fold_header,
    read_variants,
)

_RANKS = (Certainty.LABEL, Certainty.NAME, Certainty.SYNONYM, Certainty.SYNONYM)
_EXTRA_NAME_PARTS = NAME_PARTS | SYNONYMS[FieldType.PERSON_NAME]


def _accepted(field: Field, fields: Table[str, Field]) -> tuple[frozenset[str], ...]:
    """Folded headers by rank: label, name, topic, type."""
    labels = frozenset(map(fold_header, (field.label.vi, field.label.en))) - {""}
    name = frozenset({fold_header(field.name)})
    topics = [headers for names, headers in TOPICS if names & (labels | name)]
    by_type = SYNONYMS.get(field.type, frozenset())
    if field.type is FieldType.DATE and sum(one.type is FieldType.DATE for one in fields.values()) == 1:
        by_type = TOPICS[0][1]
    return labels, name, frozenset().union(*topics), by_type


def _matches(headers: Sequence[str], fields: Table[str, Field]) -> Iterator[tuple[int, int, int, int, str]]:
    """(rank, how much was cut from the header, column, place of the field, field) of every possible match."""
    wanted = [(at, name, _accepted(field, fields)) for at, (name, field) in enumerate(fields.items())]
    for column, header in enumerate(headers):
        for cut, variant in enumerate(read_variants(header)):
            for at, name, ranks in wanted:
                for rank, accepted in enumerate(ranks):
                    if variant in accepted:
                        yield rank, cut, column, at, name


def _assign(headers: Sequence[str], fields: Table[str, Field]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    taken: set[str] = set()
    reserved = {at for at, header in enumerate(headers) if _find_reserved(header) is not None}
    for rank, _, column, _, name in sorted(_matches(headers, fields)):
        if column in found or name in taken or (column in reserved and rank > 1):
            continue
        found[column] = Column(column, headers[column], Use.FIELD, name, _RANKS[rank])
        taken.add(name)
    return found


def _find_reserved(header: str) -> Use | None:
    for words, use in ((CODE, Use.CODE), (CONSENT_DATE, Use.CONSENT_DATE), (CONSENT, Use.CONSENT)):
        if fold_header(header) in words:
            return use
    return None


def _join_parts(header: str, found: dict[int, Column], fields: Table[str, Field]) -> str:
    """The field that a left-over column is a part of, or ""."""
    variants = set(read_variants(header))
    for kind, words in (
        (FieldType.PHONE, SYNONYMS[FieldType.PHONE]),
        (FieldType.PERSON_NAME, _EXTRA_NAME_PARTS if _has_name_parts(found) else NAME_PARTS),
        (FieldType.ADDRESS, ADDRESS_PARTS),
    ):
        if variants & words:
            known = [name for name, field in fields.items() if field.type is kind]
            mapped = {column.field for column in found.values()}
            return next((name for name in known if name in mapped), next(iter(known), ""))
    return ""


def _has_name_parts(found: dict[int, Column]) -> bool:
    return any(set(read_variants(column.header)) & NAME_PARTS for column in found.values())


def propose_mapping(
    headers: Sequence[str], fields: Table[str, Field], *, asks: Table[str, Label] | None = None
) -> Mapping:
    """A use for every column. `asks`: purposes that need consent, by name; a consent column is given the one
    whose label it repeats, or the only one there is.
    """
    found = _assign(headers, fields)
    columns = []
    code_taken = False
    for at, header in enumerate(headers):
        column = found.get(at) or _use_rest(at, header, found, fields, asks or {})
        if column.use is Use.CODE:
            column = Column(at, header, Use.IGNORED) if code_taken else column
            code_taken = True
        columns.append(column)
    return Mapping(tuple(columns))


def _use_rest(
    at: int, header: str, found: dict[int, Column], fields: Table[str, Field], asks: Table[str, Label]
) -> Column:
    variants = read_variants(header)
    purpose = next(
        (n for n, ask in asks.items() if {fold_header(ask.vi), fold_header(ask.en)} & set(variants)), ""
    )
    use = Use.CONSENT if purpose else _find_reserved(header)
    if use is Use.CONSENT:
        return Column(
            at, header, use, purpose or (next(iter(asks)) if len(asks) == 1 else ""), Certainty.SYNONYM
        )
    if use is not None:
        return Column(at, header, use, "", Certainty.SYNONYM)
    if part_of := _join_parts(header, found, fields):
        return Column(at, header, Use.FIELD, part_of, Certainty.PART)
    return Column(at, header, Use.IGNORED)


def check_mapping(mapping: Mapping, headers: Sequence[str], fields: Table[str, Field]) -> None:
    """Refuse a mapping the user made that names what is not there: `FieldUnknown`, `ColumnUnknown`."""
    for column in mapping.columns:
        if not 0 <= column.index < len(headers):
            raise ColumnUnknown(column=column.index + 1)
        if column.use is Use.FIELD and column.field not in fields:
            raise FieldUnknown(field=column.field)
