"""What the first page of each role and every page behind it cost, in a city of any size.

    qingyuan demo --units 50000 --data build/big
    python -m benchmarks.pages build/big          # some three minutes
    DATABASE_URL=postgresql://… python -m benchmarks.pages build/big

From the first page of city, county and school every link is followed, two steps deep, three
addresses of a page. Asked: 300 ms at the 95th percentile and ten statements at most.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    """Walks as each role and prints a line a page, the dearest last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    os.environ["QINGYUAN_DATA"] = str(parser.parse_args().data.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "qingyuan.server.settings"
    os.environ["QINGYUAN_SECOND_FACTOR"] = "0"
    django.setup()
    settings.ALLOWED_HOSTS = ["localhost"]
    from benchmarks.pages.walking import run  # noqa: PLC0415 - after Django

    run()


if __name__ == "__main__":
    main()
