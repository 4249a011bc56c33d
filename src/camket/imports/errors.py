"""Why can't a spreadsheet be imported as a whole? The sentence of each stands in the catalogue under its code."""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class ImportsError(CamketError):
    """Anything that stops an import before its first row."""

    code: ClassVar[str] = "imports.error"


class SheetKindUnknown(ImportsError):
    """Neither CSV nor a workbook: a web page saved as .xls, a picture, a PDF."""

    code: ClassVar[str] = "imports.sheet_kind_unknown"


class SheetBroken(ImportsError):
    """The file ends early or is damaged. `row` where it is known, else 0."""

    code: ClassVar[str] = "imports.sheet_broken"


class SheetLocked(ImportsError):
    """The workbook opens with a password only."""

    code: ClassVar[str] = "imports.sheet_locked"


class SheetTooLarge(ImportsError):
    """The workbook would unpack to more than `limit_mb` megabytes."""

    code: ClassVar[str] = "imports.sheet_too_large"


class SheetEmpty(ImportsError):
    """There is no row in it."""

    code: ClassVar[str] = "imports.sheet_empty"


class SheetMissing(ImportsError):
    """The workbook has no sheet of that name."""

    code: ClassVar[str] = "imports.sheet_missing"


class HeaderMissing(ImportsError):
    """The chosen header row is not in the file."""

    code: ClassVar[str] = "imports.header_missing"


class FieldUnknown(ImportsError):
    """A column was mapped to a field the policy does not have. `field` is its name."""

    code: ClassVar[str] = "imports.field_unknown"


class PurposeUnknown(ImportsError):
    """The policy names no such purpose. `purposes` are those asked for."""

    code: ClassVar[str] = "imports.purpose_unknown"


class ColumnUnknown(ImportsError):
    """A mapping names a column the sheet does not have. `column` counts from 1."""

    code: ClassVar[str] = "imports.column_unknown"
