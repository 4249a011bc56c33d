"""How does a connection URI become Django's setting?"""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict

_PLACES = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}


def to_django(url: str) -> dict[str, Any]:
    """The `DATABASES` entry for a libpq URI or keyword string. Raises `psycopg.ProgrammingError` on nonsense."""
    given = conninfo_to_dict(url)
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}
    for name, value in given.items():
        if name in _PLACES:
            entry[_PLACES[name]] = str(value)
        else:
            entry["OPTIONS"][name] = value
    entry["OPTIONS"].setdefault("application_name", "camket")
    return entry
