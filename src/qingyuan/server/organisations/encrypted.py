"""A text column that is encrypted at rest."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.db import models

from qingyuan.server import environment

UNREADABLE = "（密钥不符，无法解密）"


class EncryptedTextField(models.TextField[str, str]):
    """Contacts: AES with an authentication tag, the key in the installation's secrets.

    Equal texts give different bytes, so the column cannot be searched; that is intended.
    """

    def get_prep_value(self, value: Any) -> Any:
        """What goes into the database."""
        return _box().encrypt(str(value).encode()).decode("ascii") if value else value

    def from_db_value(self, value: Any, *_: object) -> Any:
        """What comes out; a wrong key shows as such instead of breaking the page."""
        if not value:
            return value
        try:
            return _box().decrypt(value.encode("ascii")).decode()
        except InvalidToken:
            return UNREADABLE


@cache
def _box() -> Fernet:
    key = hashlib.sha256(environment.secret("field_key").encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def masked_phone(phone: str) -> str:
    """A phone number as screens show it.

    >>> masked_phone("03760000000"), masked_phone("1234"), masked_phone("")
    ('037****0000', '****', '')
    """
    if len(phone) < 8:
        return "*" * len(phone)
    return f"{phone[:3]}****{phone[-4:]}"
