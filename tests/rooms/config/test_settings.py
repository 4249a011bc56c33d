"""Do the settings protect cookies and pages unless a demo on loopback can't have it?"""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from camket.config import database, dsn, secret
from camket.config.errors import DatabaseTooOld, SecretUnsafe

_ASK = """
import json
from camket.config import settings as s
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY"]
print(json.dumps({name: getattr(s, name) for name in names}))
"""


def _settings(home: Path, **environment: str) -> dict[str, object]:
    given = {k: v for k, v in os.environ.items() if not k.startswith("CAMKET_")} | environment
    given["CAMKET_HOME"] = str(home)
    done = subprocess.run([sys.executable, "-c", _ASK], env=given, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("environment", "secure"),
    [
        ({}, True),
        ({"CAMKET_DEMO": "1"}, False),
        ({"CAMKET_DEMO": "1", "CAMKET_HOSTS": "shop.example"}, True),
        ({"CAMKET_DEMO": "0"}, True),
    ],
)
def test_cookies_need_tls_except_in_a_demo_on_loopback(
    tmp_path: Path, environment: dict[str, str], secure: bool
) -> None:
    found = _settings(tmp_path, **environment)
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"], found["DEBUG"]) == (
        secure,
        secure,
        False,
    )


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    first, second = _settings(tmp_path), _settings(tmp_path)
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(str(first["SECRET_KEY"])) >= 50
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize(("text", "mode"), [("x" * 60, 0o644), ("short", 0o600)])
def test_an_unsafe_key_is_refused(tmp_path: Path, text: str, mode: int) -> None:
    file = tmp_path / "secret.key"
    file.write_text(text)
    file.chmod(mode)
    with pytest.raises(SecretUnsafe):
        secret.read_or_make(file)


def test_every_answer_carries_the_headers() -> None:
    answer = Client().get("/static/no-such-file")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_a_uri_with_options_becomes_a_setting() -> None:
    entry = dsn.to_django("postgresql://ai:m%40t@db.example:5433/shop?sslmode=verify-full")
    assert entry["HOST"] == "db.example"
    assert (entry["USER"], entry["PASSWORD"], entry["PORT"], entry["NAME"]) == ("ai", "m@t", "5433", "shop")
    assert entry["OPTIONS"]["sslmode"] == "verify-full"


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_old_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST", 99)
    with pytest.raises(DatabaseTooOld):
        database.migrate()
