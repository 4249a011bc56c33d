"""Which rooms have tables, and which faces answer? One list of each; nothing registers itself."""

from __future__ import annotations

from importlib.util import find_spec

# Lowest layer first: migrations of a room may lean on those above it in this list.
WITH_TABLES = (
    "camket.ledger",
    "camket.policy",
    "camket.people",
    "camket.consent",
    "camket.vault",
    "camket.imports",
)

# package, path below the root, in the order they are asked
FACES = (
    ("camket.web.api", "api/v1/"),
    ("camket.web.desk", "desk/"),
    ("camket.web.portal", "me/"),
    ("camket.web.public", ""),
)


def present(module: str) -> bool:
    """Is there such a module? Asked without importing it."""
    package = ""
    for part in module.split("."):
        package = f"{package}.{part}" if package else part
        if find_spec(package) is None:
            return False
    return True


def installed() -> list[str]:
    """The rooms with tables that are there."""
    return [room for room in WITH_TABLES if present(f"{room}.apps") and present(f"{room}.models")]


def faces() -> list[tuple[str, str]]:
    """The faces that are there, with their paths."""
    return [(face, path) for face, path in FACES if present(f"{face}.urls")]
