"""Why can a page not be drafted from? Each refusal has its sentence in the catalogue under its code."""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class PageRefused(CamketError):
    """A page no draft can be made from, or a folder it can't be written to."""

    code: ClassVar[str] = "page.refused"


class PageTooLarge(PageRefused):
    """Params: `size`, `limit` (bytes, characters or lines) and `unit`."""

    code: ClassVar[str] = "page.too_large"


class PageNotText(PageRefused):
    """The file is a picture, a PDF, an office file or other bytes. Params: `found`."""

    code: ClassVar[str] = "page.not_text"


class PageEncodingUnknown(PageRefused):
    """Text, but in no encoding that can be read without loss. Params: `offset` of the first bad byte."""

    code: ClassVar[str] = "page.encoding_unknown"


class PageEmpty(PageRefused):
    """Nothing is left to cut: no text at all, or only menus and counters."""

    code: ClassVar[str] = "page.empty"


class PageKindUnknown(PageRefused):
    """Not one of "txt", "md", "html". Params: `kind`."""

    code: ClassVar[str] = "page.kind_unknown"


class FolderTaken(PageRefused):
    """The folder already holds a policy; a draft never writes over one. Params: `name` of the file."""

    code: ClassVar[str] = "page.folder_taken"
