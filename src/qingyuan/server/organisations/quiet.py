"""When nobody is disturbed here: the standard hours, or those of settings.toml."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.conf import settings

from qingyuan.core.deadlines.quiet_hours import QuietHours
from qingyuan.formats.limits.refused import Refused


def quiet_hours() -> QuietHours:
    """What `[quiet_hours]` says: `begins`, `ends` (as "20:00") and `days_off` (true or false).

    Raises:
        Refused: a time is not one.
    """
    said: dict[str, Any] = settings.LOCAL.get("quiet_hours", {})
    standard = QuietHours()
    return QuietHours(
        begins=_clock(said.get("begins"), standard.begins),
        ends=_clock(said.get("ends"), standard.ends),
        days_off_too=bool(said.get("days_off", standard.days_off_too)),
    )


def _clock(said: object, otherwise: time) -> time:
    if said is None:
        return otherwise
    try:
        return time.fromisoformat(str(said))
    except ValueError as error:
        sentence = f"settings.toml 的 quiet_hours 里“{said}”不是时刻，请写成 20:00 的样子"
        raise Refused(sentence, code="quiet_hours") from error
