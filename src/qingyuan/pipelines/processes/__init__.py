"""Disposable worker processes: a hostile file costs its own task and nothing else.

`pool` hands out tasks, `worker` is one child as its parent sees it, `child` is what runs inside,
`confinement` takes the child's powers away, `frames` is the wire between them.
"""

from qingyuan.pipelines.processes.pool import Died, Done, WorkerError, WorkerPool

__all__ = ["Died", "Done", "WorkerError", "WorkerPool"]
