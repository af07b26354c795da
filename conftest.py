"""Gives the tests an installation of their own before Django looks for one."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import django
import pytest

_folder = tempfile.mkdtemp(prefix="qingyuan-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(Path(_folder) / "static").mkdir()
os.environ["QINGYUAN_DATA"] = _folder
os.environ["DJANGO_SETTINGS_MODULE"] = "qingyuan.server.settings"
# The tool that drives the browser runs an event loop in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
django.setup()


def _nothing_is_skipped() -> bool:
    return bool(os.environ.get("QINGYUAN_NOTHING_SKIPPED"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a skipped test is one that failed."""
    report = yield
    if report.skipped and _nothing_is_skipped() and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be: {item.nodeid} {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module."""
    report = yield
    if report.skipped and _nothing_is_skipped():
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be: {collector.nodeid}"
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Gives each worker whole journeys: what one test of them does, the next one finds.

    xdist's own groups lose their mark with pytest 9.
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only where xdist asks

    class ByJourney(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
        def _split_scope(self, nodeid: str) -> str:
            is_journey = "/browser/journeys/" in nodeid
            return nodeid.split("::", maxsplit=1)[0] if is_journey else nodeid

    return ByJourney(config, log)
