"""Runs the site for browsers on a data folder of its own: `python -m tests.browser.site STAGE`.

It is the site as `qingyuan up` serves it: tables, static files, waitress and the worker, on the
database that the environment names.  Only its clock stands at a morning in June 2023, the day after
the notice, so that due dates lie ahead and pictures look the same on every day.
The first line that it prints is JSON: the address, and what the stage made.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MORNING = datetime(2023, 6, 13, 2, 0, tzinfo=UTC)  # 10:00 in China


def main(stage: str) -> None:
    """Sets the stage, then serves until it is told to end."""
    start_clock(MORNING)
    from qingyuan.cli.site.opening import load_site  # noqa: PLC0415 - not before the clock is set
    from qingyuan.server.keeping.folder import found  # noqa: PLC0415

    folder = Path(os.environ["QINGYUAN_DATA"])
    found(folder)
    load_site(folder)
    from tests.browser.stages import STAGES  # noqa: PLC0415 - needs Django

    from qingyuan.server.serving.preparing import prepare  # noqa: PLC0415

    path = prepare()
    from qingyuan.server.serving.server import Server  # noqa: PLC0415 - needs the static files

    facts: dict[str, Any] = {"set_up": path, **STAGES[stage]()}
    server = Server("127.0.0.1", 0)
    server.run(lambda: tell({"address": server.address, **facts}))


def tell(facts: dict[str, Any]) -> None:
    """One line to whoever started the site."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def start_clock(now: datetime) -> None:
    """Lets Django's clock run from another moment on; every page and job reads it there.

    Before anything else is imported: some libraries take the function, not the module.
    """
    from django.utils import timezone  # noqa: PLC0415

    real = timezone.now
    offset = now - real()
    timezone.now = lambda: real() + offset


if __name__ == "__main__":
    main(sys.argv[1])
