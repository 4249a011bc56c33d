"""What is a page while it is cut, and what is a draft? Lines, marks, pieces. Nothing of the page is lost on the way.

* A `Line` is one block of the source: its list mark, its text and its closing mark, with where it stood.
* A `Piece` is what became of it: the title, a heading, a clause, or furniture set apart by name.
* Marks that the browser draws (`<ol>`) are kept beside the text but are not part of the source's words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from camket.kernel.text import squeeze


class PageKind(StrEnum):
    """How the page was saved."""

    TXT = "txt"
    MD = "md"
    HTML = "html"


class Furniture(StrEnum):
    """What a piece of the page is when it is no part of the policy."""

    MENU = "menu"
    BREADCRUMB = "breadcrumb"
    COUNTER = "counter"
    COPYRIGHT = "copyright"
    DATE = "date"
    TITLE_REPEAT = "title-repeat"
    CONTACT_BLOCK = "contact-block"
    FOOTER = "footer"
    CONTROL = "control"  # a button, a "turn on JavaScript" line
    RULE = "rule"  # a drawn line
    FRONT_MATTER = "front-matter"  # settings of the program that made the page


class Role(StrEnum):
    """What became of a piece of the source."""

    TITLE = "title"
    HEADING = "heading"
    CLAUSE = "clause"
    FURNITURE = "furniture"


class Style(StrEnum):
    """How a line is numbered or marked."""

    NONE = "none"
    DECIMAL = "decimal"  # 1. 1) 1/ 01
    PATH = "path"  # 1.2  4.3.1
    ARTICLE = "article"  # Điều 1. Mục 2: Phần III
    ROMAN = "roman"  # I. II)
    LETTER = "letter"  # a) b. đ)
    UPPER = "upper"  # A. B)
    BULLET = "bullet"
    SIGN = "sign"  # a picture sign before a heading
    HASH = "hash"  # Markdown heading


@dataclass(frozen=True, slots=True)
class Mark:
    """A list mark: as written, its style, its number. `glyph` tells bullets of one list from another's."""

    text: str = ""
    style: Style = Style.NONE
    numbers: tuple[int, ...] = ()
    glyph: str = ""
    label: str = ""  # the number as the page writes it: "4.3", "II", "đ"
    other: Mark | None = None  # "I)" may also be the letter after "H)"


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the source."""

    number: int  # line of the source, from 1
    text: str  # without its mark, white space squeezed
    mark: Mark = Mark()
    tail: str = ""  # closing mark: "**", "##", "===="
    indent: int = 0
    level: int = 0  # heading level that the page itself gives, 0 for none
    gap: bool = False  # an empty line stood before it
    bold: bool = False
    depth: int = 0  # how many lists it is inside (HTML)
    drawn: bool = False  # the mark is drawn by the browser
    zone: Furniture | None = None  # the part of the page it stood in

    @property
    def words(self) -> str:
        """What stands in the source: mark (unless drawn), text, closing mark."""
        return squeeze(f"{'' if self.drawn else self.mark.text} {self.text} {self.tail}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the page, in the page's own order."""

    role: Role
    line: Line
    anchor: str = ""  # clauses; headings carry the number of their section
    depth: int = 0  # headings: 1 below the title
    kind: Furniture | None = None

    @property
    def text(self) -> str:
        """The words without marks."""
        return self.line.text

    @property
    def words(self) -> str:
        """The words as the source has them, marks included."""
        return self.line.words

    def anchored(self, anchor: str, depth: int) -> Piece:
        """The same piece with its place."""
        return replace(self, anchor=anchor, depth=depth)


@dataclass(frozen=True, slots=True)
class FoundContact:
    """A way to reach the business that the page names, and the clause that names it ("" in furniture)."""

    kind: str  # hotline, email, counter, online
    value: str
    hours: str = ""  # "07:00-20:00"
    days: str = ""  # "mon-fri"
    clause: str = ""


@dataclass(frozen=True, slots=True)
class FoundBusiness:
    """What the page says about who publishes it. Empty where it says nothing."""

    name: str = ""
    address: str = ""
    tax_code: str = ""
    contacts: tuple[FoundContact, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A page cut into pieces, with what was found in it."""

    title: str
    kind: PageKind
    pieces: tuple[Piece, ...]
    business: FoundBusiness = field(default=FoundBusiness())

    @property
    def clauses(self) -> tuple[Piece, ...]:
        """The clauses in the page's order."""
        return tuple(piece for piece in self.pieces if piece.role is Role.CLAUSE)

    @property
    def furniture(self) -> tuple[Piece, ...]:
        """What was set apart, in the page's order."""
        return tuple(piece for piece in self.pieces if piece.role is Role.FURNITURE)
