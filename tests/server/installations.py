"""Real installations: a data folder, its database, the real commands in processes of their own."""

from __future__ import annotations

import contextlib
import hashlib
import http.cookiejar
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MAIN = "from qingyuan.cli.main import main; main()"
SERVER_URL = os.environ.get("DATABASE_URL", "")  # where the tests run on PostgreSQL
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder, and the database that belongs to it where that is PostgreSQL."""

    folder: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What its processes see."""
        ours = {name: value for name, value in os.environ.items() if name not in _NOT_THEIRS}
        ours |= {"PYTHONUTF8": "1", "COLUMNS": "200", "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
        return ours | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def run(self, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """A command on this installation, to its end."""
        return subprocess.run(
            [sys.executable, "-c", MAIN, *map(str, arguments), "--data", str(self.folder)],
            env=self.environment | variables,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def answer(self, *arguments: str | Path, **variables: str) -> dict[str, Any]:
        """A command's JSON."""
        done = self.run(*arguments, "--json", **variables)
        assert done.stdout, done.stderr
        result: dict[str, Any] = json.loads(done.stdout)
        return result

    def python(self, source: str) -> str:
        """A program inside the installation; gives what it prints."""
        inside = {
            "QINGYUAN_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "qingyuan.server.settings",
        }
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{source}"],
            env=self.environment | inside,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def troubles(self) -> list[str]:
        """What doctor finds."""
        return [trouble["sentence"] for trouble in self.answer("doctor")["troubles"]]

    def digest(self) -> str:
        """Of every byte in the folder, and of the database where that lies elsewhere."""
        digest = hashlib.sha256()
        for path in sorted(each for each in self.folder.rglob("*") if each.is_file()):
            if path.name.endswith(("-wal", "-shm")):
                continue  # come and go with whoever looks at the database
            digest.update(f"{path.relative_to(self.folder)}\0".encode())
            digest.update(path.read_bytes())
        if self.database_url:
            digest.update(self.python(_ALL_ROWS).encode())
        return digest.hexdigest()

    def start(self) -> subprocess.Popen[str]:
        """`qingyuan up` on a free port; whoever starts it ends it."""
        return subprocess.Popen(
            [sys.executable, "-uc", MAIN, "up", "--data", str(self.folder), "--port", "0"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    @contextlib.contextmanager
    def serving(self) -> Iterator[Serving]:
        """`qingyuan up` on a free port, until the block ends."""
        process = self.start()
        try:
            yield Serving(process, *_first_words(process))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(60)
            if process.stdout:
                process.stdout.close()


_NOT_THEIRS = frozenset({"QINGYUAN_DATA", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"})
_ALL_ROWS = """
from qingyuan.server.keeping.copies import tables
for model in tables.kept_models(tables.models_as_stored()):
    print(model._meta.db_table)
    for line in tables.read_rows(model):
        print(line)
"""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that answers."""

    process: subprocess.Popen[str]
    address: str
    words: str

    def visitor(self) -> Visitor:
        """Somebody with a browser's patience and no more."""
        return Visitor(self.address.rstrip("/"))


def _first_words(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Reads until the address is there and the way to stop it."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            found = re.search(r"网站已启动：(\S+)", said)
            assert found, said
            return found[1], said
    raise AssertionError(f"the server ended: {said}")


@dataclass(slots=True)
class Visitor:
    """Plain HTTP with cookies, and the token of each form."""

    address: str
    url: str = ""
    page: str = ""
    status: int = 0
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str) -> str:
        """Opens a page."""
        return self._open(urllib.request.Request(self._full(path)))

    def post(self, path: str, **fields: str) -> str:
        """Sends the form of the page that is open."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        assert token, self.page[:500]
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        headers = {"Referer": self.url}
        return self._open(urllib.request.Request(self._full(path), body, headers))

    def sign_in(self, account: dict[str, str]) -> str:
        """With the second factor where the account has one."""
        self.get("/account/login/")
        self.post("/account/login/", login=account["username"], password=account["password"])
        if "/2fa/authenticate/" in self.url:
            self.post(self.url, code=_code(account["totp_secret"]))
        return self.page

    def _full(self, path: str) -> str:
        return path if path.startswith("http") else self.address + path

    def _open(self, request: urllib.request.Request) -> str:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        try:
            answer = opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error  # a page too
        with answer:
            self.url, self.page = answer.url, answer.read().decode("utf-8", "replace")
            self.status = answer.status
        return self.page


def _code(secret: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "totp", secret], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def fresh(folder: Path) -> Installation:
    """A place for an installation; on PostgreSQL with an empty database of its own."""
    return Installation(folder, _new_database() if SERVER_URL else "")


def copied(original: Installation, folder: Path) -> Installation:
    """The same once more, to be spoilt."""
    shutil.copytree(original.folder, folder)
    url = _new_database(template=urlsplit(original.database_url).path[1:]) if SERVER_URL else ""
    return Installation(folder, url)


def _new_database(template: str = "template1") -> str:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is

    name = f"qingyuan_{secrets.token_hex(6)}"
    parts = urlsplit(SERVER_URL)
    with psycopg.connect(SERVER_URL, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return parts._replace(path=f"/{name}").geturl()
