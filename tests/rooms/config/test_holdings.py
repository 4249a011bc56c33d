"""Is a table that does not say what it holds about people found, and the start refused?"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from camket.config import checks
from camket.config.errors import TablesUndeclared
from camket.kernel.holdings import Holding, Holds

_SAID = Holding(Holds.NOTHING, erased_by=None, kept="as long as the database")


def test_every_table_of_the_program_is_declared() -> None:
    checks.refuse_undeclared()
    assert all(checks.holding_of(model) for model in apps.get_models(include_auto_created=True))
    assert not [message for message in run_checks() if message.id == "camket.E001"]


@isolate_apps("django.contrib.sessions")
def test_a_silent_table_is_found() -> None:
    class Silent(models.Model):
        class Meta:
            app_label = "sessions"

    class Said(models.Model):
        holding = _SAID

        class Meta:
            app_label = "sessions"

    class Child(Said):
        class Meta:
            app_label = "sessions"

    class Base(models.Model):
        holding = _SAID

        class Meta:
            app_label = "sessions"
            abstract = True

    class FromBase(Base):
        class Meta(Base.Meta):
            abstract = False

    assert checks.undeclared([Silent, Said, Child, FromBase]) == ["sessions.Silent", "sessions.Child"]


def test_the_start_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(checks.BORROWED, Session._meta.label)
    with pytest.raises(TablesUndeclared, match=r"sessions\.Session"):
        checks.refuse_undeclared()
    assert [message.id for message in checks.check_holdings()] == ["camket.E001"]
