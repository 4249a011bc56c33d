"""Which rooms have tables, and which faces have templates? One list of each; nothing registers itself."""

from __future__ import annotations

# Lowest layer first: migrations of a room may lean on those above it in this list.
WITH_TABLES = (
    "camket.ledger",
    "camket.policy",
    "camket.people",
    "camket.consent",
    "camket.vault",
    "camket.imports",
)

FACES = ("camket.web.ui", "camket.web.public", "camket.web.portal", "camket.web.desk")
