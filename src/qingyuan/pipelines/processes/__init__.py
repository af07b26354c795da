"""Disposable worker processes: a hostile file costs its own task and nothing else.

`pool` hands out tasks, `worker` is one child as its parent sees it, `birth` makes one, `child` is
what runs inside, `confinement` takes the child's powers away, `frames` is the wire between them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qingyuan.pipelines.processes.pool import Died, Done, WorkerError, WorkerPool

__all__ = ["Died", "Done", "WorkerError", "WorkerPool"]


def __getattr__(name: str) -> object:
    """The names above, when they are asked for.

    A child comes by here too, and needs neither pool nor `subprocess`: 15 of its 285 ms.
    """
    if name not in __all__:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.pool"), name)
