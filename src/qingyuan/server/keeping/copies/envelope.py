"""The outside of a copy: a line that says what it is, the content, and what proves it whole.

Without a passphrase a SHA-256 over everything stands at the end.  With one, the content is AES-GCM
in pieces: the number of the piece and whether it is the last are part of each nonce, so that
nothing can be cut off, left out or put in another order.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from qingyuan.formats.limits.refused import Refused

_FORMAT = "qingyuan-copy"
_VERSION = 1
_PIECE = 1 << 20
_TAG = 16
_DIGEST = 32
_SCRYPT = {"n": 1 << 15, "r": 8, "p": 1}
_LONGEST_HEADER = 1_000


class Sink(Protocol):
    """What a zip is written into: a stream that cannot go back."""

    def write(self, data: bytes, /) -> int:
        """Takes some bytes."""

    def flush(self) -> None:
        """Nothing: the end is written at the end."""

    def close(self) -> None:
        """Nothing: the file is whoever's opened it."""


@contextmanager
def sealed(file: IO[bytes], passphrase: str) -> Iterator[Sink]:
    """Writes an envelope around what is written into it."""
    if passphrase:
        salt = secrets.token_bytes(16)
        kdf = {**_SCRYPT, "salt": salt.hex()}
        header = _header_line({"cipher": "aes-256-gcm", "kdf": kdf})
        sink: _PlainSink | _CipherSink = _CipherSink(file, header, _key(passphrase, kdf))
    else:
        sink = _PlainSink(file, _header_line({"cipher": None}))
    yield sink
    sink.finish()


def _header_line(more: dict[str, Any]) -> bytes:
    return json.dumps({"format": _FORMAT, "version": _VERSION, **more}).encode() + b"\n"


def _key(passphrase: str, kdf: dict[str, Any]) -> bytes:
    salt = bytes.fromhex(kdf["salt"])
    scrypt = Scrypt(salt=salt, length=32, n=kdf["n"], r=kdf["r"], p=kdf["p"])
    return scrypt.derive(passphrase.encode())


class _Sink:
    def flush(self) -> None:
        """The end is written at the end."""

    def close(self) -> None:
        """The file is whoever's opened it."""


class _PlainSink(_Sink):
    def __init__(self, file: IO[bytes], header: bytes) -> None:
        self._file, self._digest = file, hashlib.sha256()
        self.write(header)

    def write(self, data: bytes, /) -> int:
        self._digest.update(data)
        return self._file.write(data)

    def finish(self) -> None:
        self._file.write(self._digest.digest())


class _CipherSink(_Sink):
    def __init__(self, file: IO[bytes], header: bytes, key: bytes) -> None:
        self._file, self._header, self._box = file, header, AESGCM(key)
        self._waiting, self._number = bytearray(), 0
        file.write(header)

    def write(self, data: bytes, /) -> int:
        self._waiting += data
        while len(self._waiting) > _PIECE:  # the last piece is kept back: it is marked
            self._put(bytes(self._waiting[:_PIECE]), is_last=False)
            del self._waiting[:_PIECE]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._waiting), is_last=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._file.write(self._box.encrypt(nonce, piece, self._header))
        self._number += 1


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


@contextmanager
def opened(path: Path, passphrase: str, beside: Path) -> Iterator[Path]:
    """Proves an envelope whole and gives a file that a zip reader understands.

    Args:
        path: The copy.
        passphrase: Empty where there is none.
        beside: A folder for the decrypted content, which is gone afterwards.

    Raises:
        Refused: not a copy of ours, damaged, or another passphrase.
    """
    header, line = _read_header(path)
    if header.get("cipher") is None:
        _check_digest(path)
        yield path
        return
    if not passphrase:
        raise Refused(
            "这份备份有口令。请用 --passphrase-file 给出口令文件", code="passphrase_needed"
        )
    plain = beside / f".copy-{secrets.token_hex(8)}"
    try:
        _decrypt(path, plain, line, _read_key(passphrase, header))
        yield plain
    finally:
        plain.unlink(missing_ok=True)


def _read_header(path: Path) -> tuple[dict[str, Any], bytes]:
    with path.open("rb") as file:
        line = file.readline(_LONGEST_HEADER)
    try:
        header = json.loads(line)
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("format") != _FORMAT:
        raise Refused(f"{path} 不是清园的备份，或开头已损坏", code="foreign_copy")
    if header.get("version") != _VERSION:
        raise Refused("这份备份来自更新的版本，请换用新版本的程序", code="newer_copy")
    return header, line


def _read_key(passphrase: str, header: dict[str, Any]) -> bytes:
    """Only what we write ourselves is derived: a forged header must not cost the memory."""
    kdf = header.get("kdf")
    if not isinstance(kdf, dict) or {name: kdf.get(name) for name in _SCRYPT} != _SCRYPT:
        raise damaged()
    try:
        return _key(passphrase, kdf)
    except (ValueError, TypeError, KeyError) as error:
        raise damaged() from error


def _check_digest(path: Path) -> None:
    digest, left = hashlib.sha256(), path.stat().st_size - _DIGEST
    with path.open("rb") as file:
        while left > 0:
            piece = file.read(min(_PIECE, left))
            digest.update(piece)
            left -= len(piece)
        if left < 0 or file.read() != digest.digest():
            raise damaged()


def _decrypt(path: Path, plain: Path, header: bytes, key: bytes) -> None:
    box, number = AESGCM(key), 0
    handle = os.open(plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with path.open("rb") as file, open(handle, "wb") as out:  # noqa: PTH123
        file.seek(len(header))
        piece = file.read(_PIECE + _TAG)
        while True:
            following = file.read(_PIECE + _TAG)
            try:
                nonce = _nonce(number, is_last=not following)
                out.write(box.decrypt(nonce, piece, header))
            except InvalidTag:
                raise _wrong_key_or_damaged(number) from None
            if not following:
                return
            piece, number = following, number + 1


def _wrong_key_or_damaged(number: int) -> Refused:
    if number:
        return damaged()
    return Refused("口令不对，或备份的开头已损坏。请核对口令", code="passphrase")


def damaged() -> Refused:
    """What is said of a copy that does not prove itself."""
    return Refused(
        "备份已损坏（传输不完整，或被改过），没有使用它，现有数据没有动。请换另一份备份",
        code="damaged_copy",
    )
