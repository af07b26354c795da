from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from qingyuan.pipelines.processes import Died, Done, WorkerError, WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = "tests.pipelines.worker_targets:echo"
DEATHS = [b"abort", b"kill", b"exit", b"panic", b"memory", b"garbage"]


def answers(pool: WorkerPool, tasks: list[bytes]) -> list[Done | Died]:
    return sorted(pool.map(tasks), key=lambda answer: answer.index)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_every_task_is_answered_once() -> None:
    tasks = [str(n).encode() for n in range(500)]
    with WorkerPool(TARGET, jobs=2) as pool:
        assert answers(pool, tasks) == [Done(n, task) for n, task in enumerate(tasks)]
        assert answers(pool, [b"again"]) == [Done(0, b"again")]


@pytest.mark.parametrize("death", DEATHS)
def test_a_task_that_ends_its_worker_costs_only_itself(death: bytes) -> None:
    with WorkerPool(TARGET, jobs=1) as pool:
        found = answers(pool, [b"1", death, b"2", b"3"])
    assert [found[0], *found[2:]] == [Done(0, b"1"), Done(2, b"2"), Done(3, b"3")]
    assert isinstance(found[1], Died)
    assert found[1].reason


@pytest.mark.parametrize("hang", [b"hang", b"spin"])
def test_a_task_that_hangs_is_ended_in_time_and_named(hang: bytes) -> None:
    started = time.monotonic()
    with WorkerPool(TARGET, jobs=1, seconds=0.5) as pool:
        found = answers(pool, [b"1", hang, b"2"])
    assert time.monotonic() - started < 5
    assert found[::2] == [Done(0, b"1"), Done(2, b"2")]
    assert isinstance(found[1], Died)
    assert "0.5 秒" in found[1].reason


def test_a_slow_caller_makes_no_task_overdue() -> None:
    with WorkerPool(TARGET, jobs=1, seconds=0.3) as pool:
        for answer in pool.map([b"x"] * 40):
            time.sleep(0.02)
            assert isinstance(answer, Done)


def test_what_is_printed_does_not_get_among_the_answers() -> None:
    with WorkerPool(TARGET, jobs=1) as pool:
        assert answers(pool, [b"print", b"2"]) == [Done(0, b"printed"), Done(1, b"2")]


def test_large_tasks_and_answers_pass() -> None:
    large = bytes(5 << 20)
    with WorkerPool(TARGET, jobs=2) as pool:
        assert answers(pool, [large] * 6) == [Done(n, large) for n in range(6)]


def test_a_worker_is_replaced_after_its_time() -> None:
    with WorkerPool(TARGET, jobs=1, tasks_per_worker=10) as pool:
        found = answers(pool, [b"pid"] * 35)
    assert all(isinstance(answer, Done) for answer in found)
    assert len({answer.payload for answer in found if isinstance(answer, Done)}) == 4


def test_tasks_are_taken_as_needed() -> None:
    taken = 0

    def tasks() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(10_000):
            taken += 1
            yield b"x"

    with WorkerPool(TARGET, jobs=1) as pool:
        for number, _ in enumerate(pool.map(tasks())):
            assert taken <= number + 100
            if number == 200:
                break


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_a_worker_writes_no_file_and_sees_no_environment() -> None:
    os.environ["QINGYUAN_SECRET"] = "x"
    with WorkerPool(TARGET, jobs=1) as pool:
        found = answers(pool, [b"file", b"environment"])
    del os.environ["QINGYUAN_SECRET"]
    assert found[0] == Done(0, b"refused")
    assert isinstance(found[1], Done)
    assert b"SECRET" not in found[1].payload
    assert b"HOME" not in found[1].payload


def test_a_broken_installation_is_no_broken_file() -> None:
    for target in ("tests.pipelines.worker_targets:nothing", "no.such.module:f"):
        with WorkerPool(target, jobs=2) as pool, pytest.raises(WorkerError, match="启动不了"):
            list(pool.map([b"x"]))


def test_workers_end_with_the_pool_and_with_a_caller_who_stops_listening() -> None:
    with WorkerPool(TARGET, jobs=2) as pool:
        (first,) = answers(pool, [b"pid"])
        listening = pool.map([b"1"] * 100)
        next(listening)
        listening.close()  # type: ignore[attr-defined]
        (second,) = answers(pool, [b"pid"])
    for answer in (first, second):
        assert isinstance(answer, Done)
        assert not is_running(int(answer.payload))


IN_A_PROCESS_OF_ONE_THREAD = f"""
import os, sys
sys.path[:] = {sys.path!r}
from pathlib import Path
from qingyuan.pipelines.processes import Died, Done, WorkerPool
print("not yet written", end="")
os.environ["QINGYUAN_SECRET"] = "x"
os.dup2(1, 50)
def is_forked(process):
    return Path(f"/proc/{{process.decode()}}/cmdline").read_bytes() == OWN
OWN = Path("/proc/self/cmdline").read_bytes()
def answers(*tasks):
    return [a.payload if isinstance(a, Done) else None for a in pool.map(tasks)]
with WorkerPool({TARGET!r}, jobs=1) as pool:
    pid, file, environment, printed, opened = answers(
        b"pid", b"file", b"environment", b"print", b"opened"
    )
    assert is_forked(pid)
    assert (file, printed) == (b"refused", b"printed")
    assert not {{b"QINGYUAN_SECRET", b"HOME"}} & set(environment.split(b","))
    assert b"50" not in opened.split(b","), opened
    for death in {DEATHS!r}:
        before, died, after = answers(b"1", death, b"2")
        assert (before, died, after) == (b"1", None, b"2"), death
    assert not is_forked(*answers(b"pid"))
print(", once")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")
def test_a_forked_worker_is_confined_as_one_that_was_started() -> None:
    command = [sys.executable, "-c", IN_A_PROCESS_OF_ONE_THREAD]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "not yet written, once\n"), done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a parent-death signal")
def test_no_worker_outlives_a_killed_parent() -> None:
    script = (
        "import sys, time\n"
        f"sys.path[:] = {sys.path!r}\n"
        "from qingyuan.pipelines.processes import WorkerPool\n"
        f"with WorkerPool({TARGET!r}, jobs=1) as pool:\n"
        "    print(next(pool.map([b'pid'])).payload.decode(), flush=True)\n"
        "    list(pool.map([b'hang']))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as pipe:
        worker = int(pipe.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 5
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(worker)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs POSIX signals")
def test_an_interrupt_ends_everything_at_once() -> None:
    script = (
        "import sys\n"
        f"sys.path[:] = {sys.path!r}\n"
        "from qingyuan.pipelines.processes import WorkerPool\n"
        f"with WorkerPool({TARGET!r}, jobs=2) as pool:\n"
        "    print(next(pool.map([b'pid'])).payload.decode(), flush=True)\n"
        "    list(pool.map([b'hang'] * 4))\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert parent.stdout is not None
    with parent.stdout as pipe:
        worker = int(pipe.readline())
        time.sleep(0.3)
        started = time.monotonic()
        parent.send_signal(signal.SIGINT)
        parent.wait(timeout=5)
    assert time.monotonic() - started < 2
    assert not is_running(worker)
