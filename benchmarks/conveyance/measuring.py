"""Issues a notice, opens its pages, presses buttons at once; needs Django set up."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.conveyance.filling import BY, fill
from qingyuan.server.campaigns import coverage, links
from qingyuan.server.campaigns.actions.notices import issue_notice
from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.campaigns.models import NoticeVersion, Receipt
from qingyuan.server.organisations.models import User

_PARALLEL = 64
_TIMES = 40
_ROOT = Path(__file__).parents[2]
Result = TypeVar("Result")


def run(units: int, people: int) -> None:
    """All of it, one after another."""
    call_command("migrate", verbosity=0)
    print(f"{connection.vendor}: {units:,} units, {people:,} people")
    version = timed("fill", lambda: fill(units, people))
    timed("issue (asked: 30 s for 4,000 and 100,000)", lambda: issue(version))
    measure_pages(version)
    measure_one_by_one(version)
    measure_parallel(version)
    measure_rebuild(version)


def timed(what: str, deed: Callable[[], Result]) -> Result:
    """Does it and prints how long it took, on the clock and on the processor."""
    began, worked = time.perf_counter(), time.process_time()
    result = deed()
    seconds, busy = time.perf_counter() - began, time.process_time() - worked
    print(f"  {what}: {seconds:.2f} s, processor {busy:.2f} s", flush=True)
    return result


def issue(version: NoticeVersion) -> None:
    """As the page and the worker do it."""
    issue_notice(version=version, by=BY, at=timezone.now())
    fan_out.call(version_id=version.pk)


def measure_pages(version: NoticeVersion) -> None:
    """95th percentile and statements of each page for city, county and school."""
    notice = version.notice_id
    school = version.receipts.filter(units=1).order_by("path")[0]
    names = ("notices", "notice", "notice_units", "notice_unreached", "notice_chase")
    pages = [reverse(f"campaigns:{n}", args=[] if n == "notices" else [notice]) for n in names]
    own = [reverse(f"campaigns:{n}", args=[school.pk]) for n in ("receipt", "personal_links")]
    token = links.personal_token(version.acknowledgements.all()[0].pk)
    pages.append(reverse("campaigns:personal", args=[token]))
    ordered = User.objects.order_by("posts__unit__path")
    reporter = ordered.get(posts__unit=school.unit)
    for who, user in {"city": ordered[0], "county": ordered[1], "school": reporter}.items():
        client = Client(SERVER_NAME="localhost")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for url in [*pages, *(own if who == "school" else [])]:
            _measure_page(client, who, url)


def _measure_page(client: Client, who: str, url: str) -> None:
    client.get(url)
    statements: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert client.get(url).status_code == 200, url
    worked = time.process_time()
    seconds = sorted(_seconds(client, url) for _ in range(_TIMES))
    busy = (time.process_time() - worked) / _TIMES * 1000
    p95, middle = seconds[int(_TIMES * 0.95) - 1] * 1000, statistics.median(seconds) * 1000
    line = f"{len(statements):3} SQL {middle:6.0f} ms, p95 {p95:.0f} ms, processor {busy:.0f} ms"
    print(f"  {who:7}{url:42.42} {line}", flush=True)


def _seconds(client: Client, url: str) -> float:
    began = time.perf_counter()
    client.get(url)
    return time.perf_counter() - began


def measure_one_by_one(version: NoticeVersion) -> None:
    """What one press costs, with its event and the counters of every level."""
    waiting = list(version.acknowledgements.filter(reached_at=None).order_by("pk")[:_TIMES])
    timed(f"{_TIMES} acknowledgements, one by one", lambda: [_press(one.pk) for one in waiting])


def _press(number: int) -> int:
    url = reverse("campaigns:personal", args=[links.personal_token(number)])
    return int(Client(SERVER_NAME="localhost").post(url).status_code)


def measure_parallel(version: NoticeVersion) -> None:
    """64 acknowledgements at once from 8 processes of 8 threads; then the counters are proven."""
    rows = version.acknowledgements.filter(reached_at=None).order_by("?")[: _PARALLEL * 5]
    numbers = [str(pk) for pk in rows.values_list("pk", flat=True)]
    doubled = numbers[:_PARALLEL]  # pressed twice, by different processes
    share = [numbers[place::8] + doubled[place::8] for place in range(8)]
    before = version.receipts.order_by("path")[0].staff_reached
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.conveyance", "--acknowledge"]
    running = [subprocess.Popen([*command, *part], cwd=_ROOT) for part in share]
    codes = [process.wait() for process in running]
    seconds = time.perf_counter() - began
    reached = version.receipts.order_by("path")[0].staff_reached - before
    wrong = len(list(coverage.disagreements(version)))
    print(
        f"  {len(numbers)} acknowledgements at once, {len(doubled)} twice: {seconds:.2f} s with "
        f"start-up, exit codes {set(codes)}, counted {reached}, rows that disagree {wrong}"
    )
    assert (set(codes), reached, wrong) == ({0}, len(numbers), 0)


def acknowledge_here(numbers: list[int]) -> None:
    """One of the processes: eight threads that press the buttons of phones."""

    def press(number: int) -> int:
        try:
            return _press(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, numbers))
    sys.exit(0 if set(answers) == {302} else f"answers: {answers}")


def measure_rebuild(version: NoticeVersion) -> None:
    """Counting everything anew, where nothing and where everything is wrong."""
    timed("rebuild, all right", lambda: coverage.rebuild(version))
    Receipt.objects.filter(version=version).update(staff_reached=0, units=9)
    timed("rebuild, all wrong", lambda: coverage.rebuild(version))
