"""Where an installation lies and what it is told: one data folder, a few variables.

`QINGYUAN_DATA` names the folder, `DATABASE_URL` a PostgreSQL.  A secret comes from a variable, from
the file that `<NAME>_FILE` names, or from `secrets/` in the data folder, in that order.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from qingyuan.formats.limits.refused import Refused

DATA_VARIABLE = "QINGYUAN_DATA"
_SECRET_BYTES = 48


def data_folder() -> Path:
    """The one folder that holds an installation: database, files, secrets, seals, outbox."""
    return Path(os.environ.get(DATA_VARIABLE, "data")).absolute()


def files_folder() -> Path:
    """Where files lie as received, by their digest."""
    return data_folder() / "files"


def seals_folder() -> Path:
    """Where the daily seals of the event chains lie, to be copied elsewhere."""
    return data_folder() / "seals"


def outbox_folder() -> Path:
    """Where e-mails are put when there is no mail server."""
    return data_folder() / "outbox"


def database() -> dict[str, Any]:
    """Django's settings of the database: SQLite in the data folder, or what `DATABASE_URL` says."""
    url = os.environ.get("DATABASE_URL", "")
    return _postgresql(url) if url else _sqlite(data_folder() / "qingyuan.sqlite3")


def _sqlite(path: Path) -> dict[str, Any]:
    """SQLite that keeps what it has acknowledged: WAL, every commit synced, writers in turn."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Refused(
            f"DATABASE_URL 只认 postgresql://，现在是 {parts.scheme or '空的'}://",
            code="database_url",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def secret(name: str) -> str:
    """A secret by its name, such as `secret_key`; made and kept on the first call.

    Raises:
        Refused: the file that a variable names cannot be read.
    """
    variable = f"QINGYUAN_{name.upper()}"
    if variable in os.environ:
        return os.environ[variable]
    if f"{variable}_FILE" in os.environ:
        return _read_secret(Path(os.environ[f"{variable}_FILE"]), f"{variable}_FILE")
    if DATA_VARIABLE not in os.environ:
        return _passing_secret(name)
    return _kept_secret(data_folder() / "secrets" / name)


@cache
def _passing_secret(_name: str) -> str:
    """Without an installation (type checks, new migrations) nothing is written anywhere."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def _read_secret(path: Path, variable: str) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise Refused(f"{variable} 指的文件读不了：{path}", code="secret_file") from error


@cache
def _kept_secret(path: Path) -> str:
    """Reads the file, or makes it so that two processes at once get the same one."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
            file.write(secrets.token_urlsafe(_SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _link_if_absent(beside, path)
    return path.read_text("utf-8").strip()


def _link_if_absent(beside: Path, path: Path) -> None:
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def settings_file() -> dict[str, Any]:
    """What the administrator has set in `settings.toml` of the data folder; empty where none is.

    Raises:
        Refused: the file is not TOML, with the place.
    """
    path = data_folder() / "settings.toml"
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"设置文件 {path} 写得不对：{error}", code="settings_file") from error


def flag(name: str, *, default: bool) -> bool:
    """A yes or no of the environment, such as `QINGYUAN_DEBUG=1`.

    Raises:
        Refused: it is neither.
    """
    written = os.environ.get(f"QINGYUAN_{name}", "").strip().lower()
    if not written:
        return default
    if written in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        return written in {"1", "true", "yes", "on"}
    raise Refused(f"QINGYUAN_{name} 只能写 1 或 0，现在是“{written}”", code="flag")
