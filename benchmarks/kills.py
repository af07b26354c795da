"""`kill -9` while people acknowledge: what the page has confirmed is there, once, afterwards.

Clients press their personal links over HTTP and keep a journal of every confirmation; the server
is killed at random moments and started again.  `python -m benchmarks.kills 200` runs it at length,
the tests run it shortly.
"""

from __future__ import annotations

import queue
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from tests.server.installations import Installation, Visitor, fresh

_CLIENTS = 4
_LINKS = """
from qingyuan.server.campaigns import links
from qingyuan.server.campaigns.models import Acknowledgement
open_ones = Acknowledgement.objects.unreached().filter(version__state="issued")
for pk in open_ones.order_by("pk").values_list("pk", flat=True):
    print(pk, links.personal_token(pk))
"""
_AFTERWARDS = """
from collections import Counter
from qingyuan.server.campaigns.models import Acknowledgement
from qingyuan.server.evidence.models import Event
reached = set(Acknowledgement.objects.exclude(reached_at=None).values_list("pk", flat=True))
made = Event.objects.filter(deed="campaigns.acknowledgement.made")
events = Counter(made.values_list("object_id", flat=True))
for pk in sorted(reached):
    print(pk, events[pk])
"""


@dataclass(slots=True)
class Tally:
    """What came of it."""

    kills: int = 0
    confirmed: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    doubled: set[int] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)
    slowest_start: float = 0.0


def kill_often(site: Installation, kills: int, seed: int) -> Tally:
    """Kills so many times while there are links left to press, then looks at what is stored."""
    draw = random.Random(seed)
    waiting: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
    for line in site.python(_LINKS).splitlines():
        number, token = line.split()
        waiting.put((int(number), token))
    tally = Tally()
    for _ in range(kills):
        began = time.monotonic()
        with site.serving() as server:
            tally.slowest_start = max(tally.slowest_start, time.monotonic() - began)
            with _pressing(server.visitor().address, waiting, tally.confirmed):
                time.sleep(draw.uniform(0.2, 1.5))
                server.process.send_signal(signal.SIGKILL)
        tally.kills += 1
    _look(site, tally)
    return tally


@contextmanager
def _pressing(
    address: str, waiting: queue.SimpleQueue[tuple[int, str]], confirmed: set[int]
) -> Iterator[None]:
    threads = [
        threading.Thread(target=_press, args=(address, waiting, confirmed), daemon=True)
        for _ in range(_CLIENTS)
    ]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(30)


def _press(address: str, waiting: queue.SimpleQueue[tuple[int, str]], confirmed: set[int]) -> None:
    """Until the server is gone; a link without an answer is pressed again later."""
    while True:
        try:
            number, token = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            visitor = Visitor(address)
            visitor.get(f"/t/{token}/")
            visitor.post(visitor.url)
        except (OSError, HTTPException):
            waiting.put((number, token))
            return
        if "已记录" in visitor.page:
            confirmed.add(number)


def _look(site: Installation, tally: Tally) -> None:
    lines = (line.split() for line in site.python(_AFTERWARDS).splitlines())
    stored = {int(number): int(events) for number, events in lines}
    tally.lost = tally.confirmed - stored.keys()
    tally.doubled = {number for number in tally.confirmed if stored.get(number, 1) != 1}
    tally.troubles = site.troubles()


def main(kills: int) -> int:
    """A city of its own, killed so many times."""
    with tempfile.TemporaryDirectory(prefix="qingyuan-kills-") as folder:
        site = fresh(Path(folder) / "site")
        site.run("demo", "--units", "60", "--staff", "6000")
        tally = kill_often(site, kills, seed=1)
    print(
        f"{tally.kills} kills, {len(tally.confirmed)} confirmed, {len(tally.lost)} lost, "
        f"{len(tally.doubled)} doubled, slowest start {tally.slowest_start:.1f} s"
    )
    print("\n".join(tally.troubles) or "doctor: no trouble")
    return 1 if tally.lost or tally.doubled or tally.troubles else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
