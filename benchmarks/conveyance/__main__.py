"""How long a notice takes to reach a city, what its pages cost, and whether counters stay exact.

    python -m benchmarks.conveyance                       # 4,000 units, 100,000 people, SQLite
    python -m benchmarks.conveyance --units 50000 --people 1000000
    DATABASE_URL=postgresql://… python -m benchmarks.conveyance

Everything happens in a folder of its own; a PostgreSQL database must be empty.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    """Fills, issues, measures; or, started by itself, presses some of the buttons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=4_000)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--acknowledge", nargs="*", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.acknowledge is not None:
        _set_up()
        from benchmarks.conveyance.measuring import acknowledge_here  # noqa: PLC0415 - after Django

        acknowledge_here(arguments.acknowledge)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QINGYUAN_DATA"] = folder
        (Path(folder) / "static").mkdir()
        _set_up()
        from benchmarks.conveyance.measuring import run  # noqa: PLC0415 - after Django

        run(arguments.units, arguments.people)


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "qingyuan.server.settings"
    os.environ["QINGYUAN_SECOND_FACTOR"] = "0"
    django.setup()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


if __name__ == "__main__":
    main()
