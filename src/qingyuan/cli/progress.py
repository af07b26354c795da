"""A progress bar on a terminal, silence in a pipe."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)


class Bar:
    """Shows the stages of a run on stderr, where that is a terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def stage(self, title: str, total: int | None) -> None:
        """Begins a new line; the one before it is complete."""
        if self._task is not None:
            done = self._progress.tasks[self._task].total or 1
            self._progress.update(self._task, total=done, completed=done)
        self._task = self._progress.add_task(title, total=total)

    def step(self, count: int = 1) -> None:
        """Moves the current bar on."""
        if self._task is not None and not self._progress.disable:
            self._progress.advance(self._task, count)
