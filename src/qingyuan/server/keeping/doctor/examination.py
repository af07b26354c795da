"""All checks, in the order in which a trouble makes the next ones pointless."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction

from qingyuan.server.keeping.doctor import campaigns, database, evidence, files, place, tree
from qingyuan.server.keeping.doctor.trouble import RESTORE, Trouble

Check = Callable[[], Iterator[Trouble]]


@dataclass(frozen=True, slots=True)
class Part:
    """A group of checks as it is shown while it runs."""

    title: str
    checks: tuple[Check, ...]


def parts(at: datetime) -> tuple[Part, ...]:
    """Everything that is examined."""
    return (*_PLACE, _happened(at), _UNITS, _conveyed(at))


_PLACE = (
    Part(
        "数据文件夹",
        (
            place.check_secrets,
            place.check_rights,
            place.check_room,
            place.check_settings,
            place.check_static_files,
            place.check_fonts,
        ),
    ),
    Part(
        "数据库",
        (
            database.check_pages,
            database.check_journal,
            database.check_version,
            database.check_references,
            database.check_conditions,
            database.check_numbering,
        ),
    ),
    Part("文件", (files.check_files, files.check_strays)),
)
_UNITS = Part(
    "单位和人员",
    (
        tree.check_paths,
        tree.check_head_counts,
        tree.check_posts,
        tree.check_accounts,
        tree.check_contacts,
        tree.check_moves,
    ),
)


def _happened(at: datetime) -> Part:
    return Part(
        "事件链和后台任务",
        (
            evidence.check_chains,
            lambda: evidence.check_jobs(at),
            lambda: evidence.check_mail(at),
            lambda: evidence.check_clock(at),
        ),
    )


def _conveyed(at: datetime) -> Part:
    return Part(
        "行动和传达",
        (
            campaigns.check_counters,
            campaigns.check_progress,
            campaigns.check_paths,
            campaigns.check_reach,
            campaigns.check_issuing,
            campaigns.check_submissions,
            lambda: campaigns.check_meetings(at),
            campaigns.check_totals,
        ),
    )


def examine(at: datetime, begin: Callable[[str], None] = lambda _title: None) -> Iterator[Trouble]:
    """Every trouble there is; a table that cannot be read is one too.

    To be called on one snapshot of the database: what is kept twice is compared.

    Args:
        at: The present moment.
        begin: Told the title of each part before it runs.
    """
    for part in parts(at):
        begin(part.title)
        for check in part.checks:
            yield from _found(check)


def _found(check: Check) -> list[Trouble]:
    """What a check finds; one that the database stops leaves the next ones their turn."""
    try:
        with transaction.atomic():
            return list(check())
    except DatabaseError as error:
        return [Trouble("unreadable", f"数据库读不了：{error}", RESTORE)]
