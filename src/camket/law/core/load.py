"""Are the tables whole? Reads the data files into a pack and refuses what has no article, no source or a code twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from camket.law.data import DayKind, LawPack, Row
from camket.law.errors import TableBroken

TABLES = ("pack", "sources", "kinds", "deadlines", "breach_clocks", "elements", "messages", "floors", "years")
_PACK = TypeAdapter(LawPack)
_SATURDAY = 5


def read_tables(folder: Traversable | None = None) -> LawPack:
    """The pack from the data files; raises `TableBroken` with table, place and reason."""
    where = folder or resources.files("camket.law").joinpath("tables")
    return make_pack({name: _read_table(where, name) for name in TABLES})


def make_pack(tables: dict[str, object]) -> LawPack:
    """The pack from plain data, checked: shapes, articles, sources, codes, days."""
    head = tables["pack"]
    given: dict[str, object] = {name: tables[name] for name in TABLES if name not in ("pack", "sources")}
    given |= head if isinstance(head, dict) else {}
    sources = tables["sources"]
    given["sources"] = (
        {row.get("id", ""): row for row in sources if isinstance(row, dict)}
        if isinstance(sources, list)
        else sources
    )
    try:
        pack = _PACK.validate_python(given)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise TableBroken(table=str(first["loc"][0]), place=place, why=first["type"]) from None
    for table, rows in _tables(pack):
        _check_codes(table, rows)
        _check_rows(pack, table, rows)
    _check_days(pack)
    return pack


def _read_table(where: Traversable, name: str) -> object:
    try:
        return YAML(typ="safe").load(where.joinpath(f"{name}.yaml").read_text("utf-8"))
    except (OSError, YAMLError, UnicodeDecodeError) as fault:
        raise TableBroken(table=name, place="", why=type(fault).__name__) from None


def _tables(pack: LawPack) -> Iterable[tuple[str, tuple[Row, ...]]]:
    yield "kinds", pack.kinds
    yield "deadlines", pack.deadlines
    yield "breach_clocks", pack.breach_clocks
    yield "elements", pack.elements
    yield "floors", pack.floors
    for channel in pack.messages:
        yield f"messages.{channel.channel}", channel.rules
    for year in pack.years:
        yield f"years.{year.year}", year.days


def _check_codes(table: str, rows: tuple[Row, ...]) -> None:
    twice = [code for code, count in Counter(row.code for row in rows).items() if count > 1]
    if twice or not rows:
        raise TableBroken(
            table=table, place=twice[0] if twice else "", why="code_twice" if twice else "empty"
        )


def _check_rows(pack: LawPack, table: str, rows: tuple[Row, ...]) -> None:
    for row in rows:
        if not row.cites or any(cite.source not in pack.sources or not cite.at.strip() for cite in row.cites):
            raise TableBroken(table=table, place=row.code, why="no_article")
        texts = [row.label] + ([row.note] if row.note else [])
        if any(
            not text.strip() or not unicodedata.is_normalized("NFC", text)
            for t in texts
            for text in (t.vi, t.en)
        ):
            raise TableBroken(table=table, place=row.code, why="label")


def _check_days(pack: LawPack) -> None:
    """A day stands in its own year once; a swap takes a weekday off and works a weekend day."""
    for year in pack.years:
        seen = Counter(day.on for day in year.days)
        for day in year.days:
            weekend = day.on.weekday() >= _SATURDAY
            wrong = (day.kind is DayKind.SWAP_WORKED) != weekend and day.kind is not DayKind.HOLIDAY
            if day.on.year != year.year or seen[day.on] > 1 or wrong:
                raise TableBroken(table=f"years.{year.year}", place=str(day.on), why="day")
