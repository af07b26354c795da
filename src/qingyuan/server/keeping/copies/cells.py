"""A cell of any table as JSON and back, the same for SQLite and PostgreSQL."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, models

Convert = Callable[[Any], Any]


def kind_of(field: models.Field[Any, Any]) -> str:
    """What a column holds, by Django's own name of it; a reference holds what it refers to."""
    if isinstance(field, models.ForeignKey):
        return kind_of(field.target_field)
    return field.get_internal_type()


def _same(value: Any) -> Any:
    return value


def _moment(value: Any) -> str:
    """UTC; SQLite keeps the text of a naive one."""
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return at.astimezone(UTC).isoformat()


def _day(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, (str, bytes)) else value


def _span(value: Any) -> int:
    """Microseconds, as SQLite keeps them."""
    return value // timedelta(microseconds=1) if isinstance(value, timedelta) else int(value)


_WHOLE = (
    "AutoField",
    "BigAutoField",
    "SmallAutoField",
    "IntegerField",
    "BigIntegerField",
    "SmallIntegerField",
    "PositiveIntegerField",
    "PositiveBigIntegerField",
    "PositiveSmallIntegerField",
)
_TEXT = ("CharField", "TextField", "EmailField", "SlugField", "URLField", "FileField")

READ: dict[str, Convert] = {
    **dict.fromkeys(_WHOLE, int),
    **dict.fromkeys(_TEXT, str),
    "FloatField": float,
    "BooleanField": bool,
    "DateTimeField": _moment,
    "DateField": _day,
    "JSONField": _json,
    "UUIDField": lambda value: uuid.UUID(str(value)).hex,
    "GenericIPAddressField": str,
    "DecimalField": str,
    "DurationField": _span,
    "BinaryField": lambda value: base64.b64encode(bytes(value)).decode("ascii"),
}
"""From what the driver gives to JSON."""


def writers() -> dict[str, Convert]:
    """From JSON to what this database's driver takes."""
    ops = connection.ops
    is_sqlite = connection.vendor == "sqlite"
    return {
        **dict.fromkeys((*_WHOLE, *_TEXT, "FloatField", "BooleanField"), _same),
        "DateTimeField": lambda value: ops.adapt_datetimefield_value(datetime.fromisoformat(value)),
        "DateField": lambda value: ops.adapt_datefield_value(date.fromisoformat(value)),
        "JSONField": lambda value: ops.adapt_json_value(value, None),
        "UUIDField": _same if is_sqlite else uuid.UUID,
        "GenericIPAddressField": ops.adapt_ipaddressfield_value,
        "DecimalField": _same if is_sqlite else Decimal,
        "DurationField": _same if is_sqlite else lambda value: timedelta(microseconds=value),
        "BinaryField": base64.b64decode,
    }
