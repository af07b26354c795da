"""The tests of reporting look at pages on the day after the notice."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.server.cast import NOW


class Clock:
    """The present moment of the pages, to be moved on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """10:00 of 13 June 2023 in China."""
    made = Clock(NOW)
    monkeypatch.setattr("django.utils.timezone.now", made)
    return made
