"""`qingyuan totp`: the six digits that an authenticator app would show now."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
import time

import click

from qingyuan.cli.wording import ChineseCommand, chinese_help
from qingyuan.formats.limits.refused import Refused

_PERIOD = 30


@click.command(
    "totp", cls=ChineseCommand, help="由密钥算出现在的 6 位验证码（试用演示账号时代替手机）。"
)
@click.argument("secret", metavar="密钥")
@chinese_help
def totp_command(secret: str) -> int:
    """Prints the code of this half minute."""
    click.echo(totp(secret, time.time()))
    return 0


def totp(secret: str, at: float) -> str:
    """RFC 6238 with SHA-1, 30 seconds, six digits, as every authenticator app has it.

    >>> totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59)  # the RFC's own example, its last six digits
    '287082'
    """
    try:
        key = base64.b32decode(secret.replace(" ", "").upper())
    except binascii.Error as error:
        raise Refused("密钥写得不对：只有字母 A–Z 和数字 2–7", code="totp_secret") from error
    digest = hmac.new(key, struct.pack(">Q", int(at) // _PERIOD), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"
