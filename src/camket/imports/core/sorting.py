"""Which rows of a batch are new, which are known already, which can't be taken? Pure.

1. A row is known by its phone number, email address or tax code, in this order.
2. A row that meets a known customer adds what is missing there; so does a row that meets an earlier row of the file.
3. A new row needs what the purposes require, and fields of one kind of customer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from camket.imports.data import CleanRow, Problem, RowRefused
from camket.policy.data import Field, FieldType

KEYS = (FieldType.PHONE, FieldType.EMAIL, FieldType.TAX_CODE)

Terms = tuple[tuple[str, str], ...]
"""(index, term) pairs by which a row is known, best first."""


@dataclass(slots=True)
class Fresh:
    """A new customer, made of one row or of several that are the same one."""

    row: CleanRow
    kind: str
    values: dict[str, str]


@dataclass(slots=True)
class Sorted:
    """A batch sorted out."""

    fresh: list[Fresh] = field(default_factory=list)
    known: dict[UUID, dict[str, str]] = field(default_factory=dict)
    matched: int = 0
    refused: list[RowRefused] = field(default_factory=list)


def read_terms(
    row: CleanRow, fields: Mapping[str, Field], index_terms: Callable[..., Mapping[str, str]]
) -> Terms:
    """The row's (index, term) pairs, phone numbers first."""
    found: list[tuple[int, str, str]] = []
    for name, value in row.values.items():
        kind = fields[name].type
        if kind in KEYS:
            found += [
                (KEYS.index(kind), index, term) for index, term in index_terms(type=kind, value=value).items()
            ]
    return tuple((index, term) for _, index, term in sorted(found))


def sort_rows(
    rows: Sequence[tuple[CleanRow, Terms]],
    *,
    known: Mapping[tuple[str, str], UUID],
    fields: Mapping[str, Field],
    refusal_for: Callable[[str, frozenset[str]], str | None],
) -> Sorted:
    """`known` gives a customer by (index, term); `refusal_for(kind, fields)` the reason code against a new row."""
    out = Sorted()
    kinds: dict[frozenset[str], str | None] = {}
    seen: dict[tuple[str, str], Fresh] = {}
    for row, terms in rows:
        customer = next((known[term] for term in terms if term in known), None)
        earlier = next((seen[term] for term in terms if term in seen), None)
        if customer is not None:
            out.matched += 1
            out.known[customer] = row.values | out.known.get(customer, {})
        elif earlier is not None:
            out.matched += 1
            earlier.values = row.values | earlier.values
        else:
            names = frozenset(row.values)
            if names not in kinds:
                kinds[names] = find_kind(names, fields)
            fresh = _try_new(row, kinds[names], refusal_for, out)
            if fresh is not None:
                seen |= dict.fromkeys(terms, fresh)
    return out


def _try_new(
    row: CleanRow,
    kind: str | None,
    refusal_for: Callable[[str, frozenset[str]], str | None],
    out: Sorted,
) -> Fresh | None:
    reason = "kind_not_named" if kind is None else refusal_for(kind, frozenset(row.values))
    if reason is not None or kind is None:
        out.refused.append(
            RowRefused(row.number, (Problem("columns", str(reason), f"access.reason.{reason}"),))
        )
        return None
    fresh = Fresh(row, kind, dict(row.values))
    out.fresh.append(fresh)
    return fresh


def find_kind(names: Iterable[str], fields: Mapping[str, Field]) -> str | None:
    """The kind of customer that may have all these fields: a person if that is possible."""
    kinds = frozenset({"person", "organisation"}).intersection(*(fields[name].of for name in names))
    return max(kinds, default=None)
