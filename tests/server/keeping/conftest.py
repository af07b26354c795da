"""An invented city made once for all workers, and copies of it for whoever wants to spoil one."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

import pytest
from tests.server.installations import Installation, copied, fresh

from qingyuan.cli.site.demo import ACCOUNTS_FILE


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The demo at its smallest; nobody changes it."""
    shared = tmp_path_factory.getbasetemp().parent
    known = shared / "city.json"
    with (shared / "city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not known.is_file():
            made = fresh(shared / "city")
            done = made.run("demo", "--units", "12", "--staff", "60")
            assert done.returncode == 0, done.stderr
            known.write_text(json.dumps([str(made.folder), made.database_url]))
        folder, url = json.loads(known.read_text())
    return Installation(Path(folder), url)


@pytest.fixture
def spare(city: Installation, tmp_path: Path) -> Installation:
    """A copy of the city that may be spoilt."""
    return copied(city, tmp_path / "site")


@pytest.fixture
def accounts(city: Installation) -> dict[str, dict[str, str]]:
    """The city's accounts by user name."""
    listed = json.loads((city.folder / ACCOUNTS_FILE).read_text("utf-8"))["accounts"]
    return {account["username"]: account for account in listed}
