"""Which fixtures do the journeys share?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

if TYPE_CHECKING:
    from tests.journeys.shop import Shop


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A demonstration's data folder; cookies travel without TLS, as on loopback; nobody is throttled yet."""
    settings.CAMKET_HOME = tmp_path
    settings.CAMKET_KEYS = tmp_path / "keys"
    settings.CAMKET_DEMO = True
    settings.SESSION_COOKIE_SECURE = False
    settings.CSRF_COOKIE_SECURE = False
    cache.clear()
    yield tmp_path
    cache.clear()


@pytest.fixture
def shop(transactional_db: None, home: Path) -> Shop:
    """The supermarket."""
    from tests.journeys.shop import open_shop

    return open_shop("mart", home)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest, client: Client) -> str:
    """Every page in both languages, chosen as a reader does."""
    client.post("/ngon-ngu", {"language": request.param, "next": "/"})
    return str(request.param)
