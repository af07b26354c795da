"""Speed and memory of `qingyuan audit` beside bare reading and beside a script, in one run.

    python -m benchmarks.audit                    # 3,000 schools, 6,000 files, 50,000 filings
    python -m benchmarks.audit --schools 300      # smaller, for a quick look

Ratios are the claim, seconds only the evidence: both depend on the machine, ratios far less.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.audit_peers import BARE, SCRIPT, read_all
from benchmarks.inbox.generate import Plan, write_inbox

_START = "import sys; from qingyuan.cli.main import main; sys.exit(main())"
_KEPT_LINES = 5
# A clean inbox is not a sterile one: these stand in ordinary forms too.
_ORDINARY = {
    "blank_rows": 0.35,
    "notes": 0.3,
    "signature": 0.3,
    "answer_wording": 0.3,
    "name_noise": 0.2,
    "sloppy_number": 0.2,
}


@dataclass(frozen=True, slots=True)
class Run:
    """One audit: seconds on the wall and on the processors, peak megabytes of all its processes.

    `peak_mb` is 0 where nobody watched: looking at the pages of a process holds it up.
    """

    wall: float
    cpu: float
    peak_mb: float
    rows: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """A generated inbox."""

    folder: Path
    registry: Path
    files: list[Path]
    records: int


def make_inbox(folder: Path, schools: int, registry: int, seed: int) -> Inbox:
    """An inbox of ordinary forms: two files a school, mostly xlsx, no county workbooks."""
    plan = Plan(seed=seed, schools=schools, registry=registry, clean=True, mess=_ORDINARY)
    path = write_inbox(plan, folder)
    files = sorted(p for p in (folder / "inbox").rglob("*") if p.is_file())
    with (folder / "truth.jsonl").open(encoding="utf-8") as truth:
        return Inbox(folder / "inbox", path, files, sum(1 for _ in truth))


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _children(pid: int) -> list[int]:
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _children(int(child))
    return found


def _kilobytes(pid: int) -> int:
    """Proportional share of memory: pages shared by processes count once in the sum."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


class MemoryWatch(threading.Thread):
    """Samples a process and all its descendants every 50 ms; keeps the peak in megabytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak_mb, self.done = pid, 0.0, threading.Event()

    def run(self) -> None:
        """Sample until told to stop."""
        while not self.done.wait(0.05):
            total = sum(_kilobytes(pid) for pid in _children(self.pid))
            self.peak_mb = max(self.peak_mb, total / 1024)


def _command() -> list[str]:
    script = shutil.which("qingyuan", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-c", _START]


def run_audit(inbox: Inbox, out: Path, jobs: int | None, *, watched: bool = False) -> Run:
    """Run the audit in a process of its own, for its time or, `watched`, for its memory.

    Raises:
        RuntimeError: it ended with anything but 0 or 1, or left no summary.
    """
    shutil.rmtree(out, ignore_errors=True)
    arguments = ["audit", str(inbox.folder), "--registry", str(inbox.registry), "--out", str(out)]
    arguments += ["--jobs", str(jobs)] if jobs else []
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen([*_command(), *arguments], stdout=said, stderr=said)
        watch = MemoryWatch(process.pid)
        if watched:
            watch.start()
        code = process.wait()
        wall = time.perf_counter() - start
        watch.done.set()
        said.seek(0)
        lines = said.read().splitlines()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code not in (0, 1) or not (out / "summary.json").exists():
        raise RuntimeError("\n".join([f"audit ended with {code}", *lines[-_KEPT_LINES:]]))
    rows = json.loads((out / "summary.json").read_text(encoding="utf-8"))["rows"]["read"]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, watch.peak_mb, rows)


def _claim(name: str, value: float, limit: float, unit: str, *, at_most: bool) -> str:
    kept = value <= limit if at_most else value >= limit
    sign = "<=" if at_most else ">="
    return f"  {name:44}{value:9.2f} {unit:4}{sign} {limit:g}   {'ok' if kept else 'MISSED'}"


def _measured(name: str, seconds: float, more: str = "") -> str:
    return f"  {name:44}{seconds:9.2f} s   {more}"


def _best(runs: list[Run]) -> Run:
    return min(runs, key=lambda run: run.wall)


def compare(large: Inbox, small: Inbox, work: Path, jobs: int | None, repeat: int) -> list[str]:
    """Measure everything in one run; returns the lines of the table."""
    script = timed(lambda: read_all(SCRIPT, large.files))
    read_all(BARE, large.files)  # once unmeasured: both sides read from the page cache
    bares: list[float] = []
    wholes: list[Run] = []
    for _ in range(repeat):  # by turns: a machine that slows down slows both
        bares.append(timed(lambda: read_all(BARE, large.files)))
        wholes.append(run_audit(large, work / "out-large", jobs))
    bare, whole = min(bares), _best(wholes)
    tenth = _best([run_audit(small, work / "out-small", jobs) for _ in range(repeat)])
    peak = run_audit(large, work / "out-large", jobs, watched=True).peak_mb
    growth = len(large.files) / len(small.files)
    return [
        f"{len(large.files)} files, {large.records} records; and {len(small.files)} files",
        _measured("bare reading (calamine, lxml, csv), 1 process", bare),
        _measured("reading by script (openpyxl, python-docx)", script),
        _measured("qingyuan audit", whole.wall, f"cpu {whole.cpu:.2f} s, {whole.rows} rows read"),
        _measured("qingyuan audit, the smaller inbox", tenth.wall, f"cpu {tenth.cpu:.2f} s"),
        _claim("audit / bare reading", whole.wall / bare, 2.5, "x", at_most=True),
        _claim("script / audit", script / whole.wall, 8, "x", at_most=False),
        _claim("peak memory, all processes", peak, 400, "MB", at_most=True),
        _claim(
            f"{growth:g} x the files cost", whole.wall / tenth.wall, growth * 1.1, "x", at_most=True
        ),
        _claim("records missing or invented", abs(whole.rows - large.records), 0, "", at_most=True),
    ]


def main() -> None:
    """Generate both inboxes, measure, print."""
    parser = argparse.ArgumentParser(description="speed and memory of qingyuan audit")
    parser.add_argument("--schools", type=int, default=3000)
    parser.add_argument("--registry", type=int, default=50000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, help="passed on to the audit")
    parser.add_argument("--repeat", type=int, default=3, help="best of so many")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qingyuan-bench-") as name:
        work = Path(name)
        large = make_inbox(work / "large", chosen.schools, chosen.registry, chosen.seed)
        tenth = max(1, chosen.schools // 10)
        small = make_inbox(work / "small", tenth, chosen.registry, chosen.seed)
        print("\n".join(compare(large, small, work, chosen.jobs, chosen.repeat)))


if __name__ == "__main__":
    main()
