"""Many phones at once, as separate processes on a real database: SQLite, and PostgreSQL if there.

Inside one process and one transaction such a test would prove nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

_ROOT = Path(__file__).parents[3]
_PROCESSES, _PEOPLE = 4, 64
_SET_UP = """
import json, os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "qingyuan.server.settings"
django.setup()
from django.conf import settings
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
"""
_FILL = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.server.campaigns.conveying import make_notice
from tests.server.cast import NOW, SYSTEM, make_cast
from qingyuan.server.organisations.actions.people import RosterEntry, add_people
cast = make_cast()
version = make_notice(cast)
entries = [RosterEntry(name=f"教师{n}") for n in range(32)]
for unit in (cast.primary, cast.xishan_school):
    add_people(unit=unit, entries=entries, by=SYSTEM, at=NOW)
waiting = version.acknowledgements.filter(person__name__startswith="教师").order_by("person__name")
print(json.dumps(list(waiting.values_list("pk", flat=True))))
"""
_PRESS = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from django.test import Client
from django.urls import reverse
from qingyuan.server.campaigns import links
def press(number):
    try:
        url = reverse("campaigns:personal", args=[links.personal_token(number)])
        return Client(SERVER_NAME="localhost").post(url).status_code
    finally:
        connection.close()
with ThreadPoolExecutor(16) as pool:
    print(json.dumps(list(pool.map(press, json.loads(sys.argv[1])))))
"""
_COUNT = """
from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion
from qingyuan.server.evidence.models import Event
version = NoticeVersion.objects.get()
made = Event.objects.filter(deed="campaigns.acknowledgement.made").count()
wrong = len(list(coverage.disagreements(version)))
print(json.dumps([version.receipts.order_by("path")[0].staff_reached, made, wrong]))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An installation of its own, on the database that the tests run on."""
    own = {**os.environ, "PYTHONPATH": str(_ROOT), "QINGYUAN_DATA": str(tmp_path)}
    url = own.pop("DATABASE_URL", "")
    if not url:
        yield own
        return
    with _database(url) as its_url:
        yield {**own, "DATABASE_URL": its_url}


class _database:  # noqa: N801 - reads as a function of its `with`
    """A database of its own beside the one of the tests."""

    def __init__(self, url: str) -> None:
        self._url, self._name = url, f"at_once_{os.getpid()}"

    def __enter__(self) -> str:
        self._execute(f'CREATE DATABASE "{self._name}"')
        parts = urlsplit(self._url)
        return urlunsplit(parts._replace(path=f"/{self._name}"))

    def __exit__(self, *_error: object) -> None:
        self._execute(f'DROP DATABASE "{self._name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        import psycopg  # noqa: PLC0415 - only where PostgreSQL is

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement)


def test_sixty_four_presses_at_once_each_count_exactly_once(environment: dict[str, str]) -> None:
    people = _run(_FILL, environment)
    assert len(people) == _PEOPLE
    # Each process presses the buttons of its share and of its neighbour's: every one twice.
    shares = [people[place::_PROCESSES] for place in range(_PROCESSES)]
    running = [
        _start(_PRESS, environment, json.dumps(share + shares[place - 1]))
        for place, share in enumerate(shares)
    ]
    answers = [answer for process in running for answer in _answer(process)]
    assert answers == [302] * (2 * _PEOPLE)
    assert _run(_COUNT, environment) == [_PEOPLE, _PEOPLE, 0]


def _run(script: str, environment: dict[str, str]) -> list[int]:
    return _answer(_start(script, environment))


def _start(script: str, environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _SET_UP + script, *words],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _answer(process: subprocess.Popen[str]) -> list[int]:
    out, trouble = process.communicate(timeout=300)
    assert process.returncode == 0, trouble
    numbers: list[int] = json.loads(out.splitlines()[-1])
    return numbers
