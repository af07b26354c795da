"""Links that open without an account: a person's own, a school's code, the page after.

A token is the record's number and 128 bits of a keyed digest: nothing is stored, nobody guesses
one, and another key of the installation ends them all.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from qingyuan.server import environment

_PERSONAL = b"acknowledgement"
_SCHOOL = b"receipt"
_DONE = b"done"
_DIGEST_BYTES = 16


def personal_token(acknowledgement_id: int) -> str:
    """The token of one person's link for one version of a notice."""
    return _token(_PERSONAL, acknowledgement_id)


def school_token(receipt_id: int) -> str:
    """The token behind a school's QR code for one version of a notice."""
    return _token(_SCHOOL, receipt_id)


def done_token(acknowledgement_id: int) -> str:
    """The token of the page after acknowledging: it names nobody and acknowledges nothing."""
    return _token(_DONE, acknowledgement_id)


def read_personal(token: str) -> int | None:
    """The acknowledgement's number, or None for what we have not made."""
    return _read(_PERSONAL, token)


def read_school(token: str) -> int | None:
    """The receipt's number, or None for what we have not made."""
    return _read(_SCHOOL, token)


def read_done(token: str) -> int | None:
    """The acknowledgement's number, or None for what we have not made."""
    return _read(_DONE, token)


def _token(purpose: bytes, number: int) -> str:
    data = number.to_bytes((number.bit_length() + 7) // 8 or 1)
    return base64.urlsafe_b64encode(data + _digest(purpose, data)).rstrip(b"=").decode("ascii")


def _read(purpose: bytes, token: str) -> int | None:
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    data, digest = raw[:-_DIGEST_BYTES], raw[-_DIGEST_BYTES:]
    if not 0 < len(data) <= 8 or not hmac.compare_digest(digest, _digest(purpose, data)):
        return None
    return int.from_bytes(data)


def _digest(purpose: bytes, data: bytes) -> bytes:
    key = environment.secret("link_key").encode()
    return hmac.new(key, purpose + b":" + data, hashlib.sha256).digest()[:_DIGEST_BYTES]
