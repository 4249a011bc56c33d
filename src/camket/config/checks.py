"""May the program start? Every table says what it holds about people, and the application can't change tables.

* Our models carry `holding: Holding`; tables of libraries are declared in `BORROWED`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.db.models import Model

from camket.config.errors import TablesUndeclared
from camket.kernel.holdings import Holding, Holds
from camket.words import say

BORROWED: dict[str, Holding] = {
    "sessions.Session": Holding(Holds.PSEUDONYM, erased_by=None, kept="12 hours, then useless"),
}


def undeclared(models: Sequence[type[Model]]) -> list[str]:
    """Labels of the models that do not say what they hold."""
    return [model._meta.label for model in models if holding_of(model) is None]


def holding_of(model: type[Model]) -> Holding | None:
    """What the table of this model holds, None when nobody said so."""
    # Own class only: a proxy or child table must say it anew, abstract parents may say it for all children.
    own = (
        model,
        *(base for base in model.__mro__ if getattr(getattr(base, "_meta", None), "abstract", False)),
    )
    for place in own:
        declared = vars(place).get("holding")
        if isinstance(declared, Holding):
            return declared
    return BORROWED.get(model._meta.label)


def refuse_undeclared() -> None:
    """Raise `TablesUndeclared` when a table does not say what it holds."""
    if missing := undeclared(_every_model()):
        raise TablesUndeclared(tables=", ".join(missing))


def check_holdings(*, app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Django's system check of the same."""
    models = _every_model() if app_configs is None else [m for a in app_configs for m in a.get_models()]
    return [
        checks.Error(say("config.tables_undeclared", "en", tables=label), obj=label, id="camket.E001")
        for label in undeclared(models)
    ]


def check_roles(**_: Any) -> list[checks.CheckMessage]:
    """Warn at every start that one role does everything."""
    if not settings.CAMKET_ALLOW_ONE_ROLE:
        return []
    return [checks.Warning(say("config.one_role_allowed", "en"), id="camket.W001")]


def _every_model() -> list[type[Model]]:
    return list(apps.get_models(include_auto_created=True))
