"""A site of its own for a module of tests: a folder, a database, a process."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

_ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Site:
    """A site that answers.

    Attributes:
        address: Without a slash at the end.
        folder: Where it keeps its files and its outbox.
        facts: What the stage made, by name.
    """

    address: str
    folder: Path
    facts: dict[str, Any] = field(default_factory=dict)

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return self.address + path


@contextmanager
def open_site(stage: str, folder: Path, static: Path, **settings: str) -> Iterator[Site]:
    """Starts a site with a stage and ends it afterwards.

    Args:
        stage: A name of `stages.STAGES`.
        folder: Empty; becomes the data folder.
        static: Where style sheets and scripts are collected, once for all sites of a run.
        settings: What the environment says besides, such as `QINGYUAN_SECOND_FACTOR`.
    """
    with _own_database() as database:
        environment = {
            **os.environ,
            "QINGYUAN_DATA": str(folder),
            "QINGYUAN_STATIC": str(static),
            "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'src'}",
            **database,
            **settings,
        }
        with (folder.parent / f"{folder.name}.log").open("w+") as log:
            command = [sys.executable, "-m", "tests.browser.site", stage]
            process = subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=log, cwd=_ROOT
            )
            try:
                yield _answer(process, folder, Path(log.name))
            finally:
                process.terminate()
                process.wait(_PATIENCE)


def _answer(process: subprocess.Popen[bytes], folder: Path, log: Path) -> Site:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(log.read_text("utf-8"))
    facts = json.loads(line)
    return Site(address=facts.pop("address").rstrip("/"), folder=folder, facts=facts)


@contextmanager
def _own_database() -> Iterator[dict[str, str]]:
    """On PostgreSQL a database beside the others; on SQLite the file in the folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield {}
        return
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is

    name = f"browser_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8')
    try:
        yield {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
