"""开通: the one-time link by which the first administrator enters an empty installation.

The link stands nowhere but on the terminal of whoever started the server; the folder keeps its
digest, and a new start makes a new one.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.urls import reverse

from qingyuan.server import environment
from qingyuan.server.organisations.models import Unit

_TOKEN_BYTES = 24


def new_link() -> str:
    """The path of a fresh link; the one before it ends."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    path = _digest_file()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:  # noqa: PTH123
        file.write(_digest(token))
    return reverse("organisations:set_up", args=[token])


def is_open(token: str) -> bool:
    """Whether the link is the present one, and nobody has set the platform up yet."""
    try:
        kept = _digest_file().read_text("ascii")
    except OSError:
        return False
    return hmac.compare_digest(kept, _digest(token)) and not Unit.objects.exists()


def close() -> None:
    """The link has done its work."""
    _digest_file().unlink(missing_ok=True)


def _digest(token: str) -> str:
    return hashlib.sha256(b"set_up:" + token.encode()).hexdigest()


def _digest_file() -> Path:
    return environment.data_folder() / "secrets" / "set_up"
