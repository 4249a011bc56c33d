"""Do tests get what the program gets: the application's role, rolled back, and a clean database after commits?"""

from __future__ import annotations

import subprocess
import sys
import threading

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.kit.database import FreshDatabase


def _put(key: str) -> None:
    Session.objects.create(session_key=key, session_data="x", expire_date=timezone.now())


def _put_and_close() -> None:
    _put("other")
    connection.close()


@pytest.mark.django_db
@pytest.mark.parametrize("_round", [1, 2])
def test_rows_of_a_test_are_rolled_back(_round: int) -> None:
    assert Session.objects.count() == 0
    _put("one")


@pytest.mark.django_db
def test_tests_work_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("camket_app",)
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", [1, 2])
def test_committed_rows_are_gone_for_the_next_test(_round: int) -> None:
    assert Session.objects.count() == 0
    other = threading.Thread(target=_put_and_close)
    other.start()
    other.join()
    assert Session.objects.count() == 1


def test_a_process_of_its_own_works_on_a_fresh_database(fresh_database: FreshDatabase) -> None:
    program = (
        "import django; django.setup()\n"
        "from django.contrib.sessions.models import Session\n"
        "from django.utils import timezone\n"
        "Session.objects.create(session_key='k', session_data='x', expire_date=timezone.now())\n"
    )
    subprocess.run([sys.executable, "-c", program], env=fresh_database.environment, check=True)
    with psycopg.connect(fresh_database.app_url) as app:
        assert app.execute("SELECT count(*) FROM django_session").fetchone() == (1,)
