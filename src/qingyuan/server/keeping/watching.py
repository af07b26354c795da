"""What is told to whoever waits."""

from __future__ import annotations

from typing import Protocol


class Watcher(Protocol):
    """Shows how far it is; the command line has one with a bar."""

    def stage(self, title: str, total: int | None) -> None:
        """A new stage begins."""

    def step(self, count: int = 1) -> None:
        """Some of it is done."""
