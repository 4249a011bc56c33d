"""With which settings does Django run? Everything a shop may change comes from the environment.

* CAMKET_HOME: the data folder, `./data` when not given.
* CAMKET_DATABASE_URL: the application's role; CAMKET_OWNER_DATABASE_URL: the owner of the tables, for migrations.
* CAMKET_HOSTS: names the program answers to, with commas; loopback only when not given.
* CAMKET_TLS_PROXY=1: a proxy in front speaks TLS and sets X-Forwarded-Proto itself.
* CAMKET_ROOT_KEY_FILE: where the root key is kept, `keys/root.key` when not given; better on another disk.
* CAMKET_FIELD_CIPHER: "gcm", or "gcm-siv" where running machines are snapshot.
* CAMKET_PLANNED_CUSTOMERS: how many customers the blind indexes are made for, 1,000,000 when not given.
* CAMKET_DEMO=1: made-up customers; on loopback cookies then travel without TLS.
* CAMKET_ALLOW_ONE_ROLE=1: run although the application's role owns the tables (reported at every start).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from camket.config import dsn, rooms, secret

PACKAGE = Path(__file__).resolve().parent.parent
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

CAMKET_HOME = Path(os.environ.get("CAMKET_HOME", "data")).resolve()
CAMKET_KEYS = CAMKET_HOME / "keys"
CAMKET_ROOT_KEY_FILE = os.environ.get("CAMKET_ROOT_KEY_FILE")
CAMKET_FIELD_CIPHER = os.environ.get("CAMKET_FIELD_CIPHER", "gcm")
CAMKET_PLANNED_CUSTOMERS = int(os.environ.get("CAMKET_PLANNED_CUSTOMERS", "1000000"))
CAMKET_DEMO = os.environ.get("CAMKET_DEMO") == "1"
CAMKET_ALLOW_ONE_ROLE = os.environ.get("CAMKET_ALLOW_ONE_ROLE") == "1"

DEBUG = False
SECRET_KEY = secret.read_or_make(CAMKET_HOME / "secret.key")
ALLOWED_HOSTS = [h for h in os.environ.get("CAMKET_HOSTS", "").split(",") if h] or LOOPBACK
ROOT_URLCONF = "camket.config.urls"
WSGI_APPLICATION = "camket.config.wsgi.application"

# --- what is installed ---

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "camket.config",
    *rooms.WITH_TABLES,
    *rooms.FACES,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "camket.config.headers.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "camket.web.ui.middleware.ReaderMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "ui" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- database ---


def _database(url: str | None) -> dict[str, Any]:
    # Without a URL the models can still be looked at (making migrations); the first query refuses.
    entry = dsn.to_django(url) if url else {"ENGINE": "django.db.backends.dummy"}
    # One connection per thread, kept. A pool saves nothing here: granian's threads are few and long-lived.
    # The health check finds out, once a request, that the server was restarted.
    # Statements are planned once per connection: planning costs more than our short queries themselves.
    options = entry.get("OPTIONS", {}) | {"server_side_binding": True, "prepare_threshold": 3}
    return entry | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


_APPLICATION = os.environ.get("CAMKET_DATABASE_URL")
DATABASES = {
    "default": _database(_APPLICATION),
    "owner": _database(os.environ.get("CAMKET_OWNER_DATABASE_URL") or _APPLICATION),
}

# --- language and time: texts are in camket.words; these two serve Django's own formats ---

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

# --- what browsers may do ---

_PLAIN = CAMKET_DEMO and set(ALLOWED_HOSTS) <= set(LOOPBACK)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("CAMKET_TLS_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "camket_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = not _PLAIN
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = not _PLAIN
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- files of our own: read from the package at start, nothing to collect ---

STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [PACKAGE / "web" / "ui" / "static"] if folder.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# --- log: to the standard error stream; requests are not logged here, addresses are personal data ---

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Refused and missing pages are told to their reader; their paths carry ids that a log would keep.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
