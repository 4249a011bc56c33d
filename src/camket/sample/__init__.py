"""Who are the made-up customers of demos, tests and benchmarks? Seeded, any number, the lowest layer: kernel only.

The same seed gives the same customers in the same order, however many are asked for.
"""

from __future__ import annotations

from .files import write_csv, write_xlsx
from .mishaps import Written
from .people import Organisation, Person, customers, organisations, people

__all__ = [
    "Organisation",
    "Person",
    "Written",
    "customers",
    "organisations",
    "people",
    "write_csv",
    "write_xlsx",
]
