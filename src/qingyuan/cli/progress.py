"""A progress bar on a terminal, silence in a pipe."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Bar:
    """Shows the stages of a run on stderr, where that is a terminal."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress:
            self._progress.stop()

    def stage(self, title: str, total: int | None) -> None:
        """Begins a new line; the one before it is complete."""
        if not sys.stderr.isatty():
            return
        # Drawn from a thread of its own, which must not be there before the readers are.
        self._progress = self._progress or _drawn()
        if self._task is not None:
            done = self._progress.tasks[self._task].total or 1
            self._progress.update(self._task, total=done, completed=done)
        self._task = self._progress.add_task(title, total=total)

    def step(self, count: int = 1) -> None:
        """Moves the current bar on."""
        if self._progress and self._task is not None:
            self._progress.advance(self._task, count)


def _drawn() -> Progress:
    """A bar that is being drawn; in a pipe the library's loading time is not spent."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    progress.start()
    return progress
