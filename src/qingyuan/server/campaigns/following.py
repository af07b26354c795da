"""What campaigns do when the tree or a roster changes under them."""

from __future__ import annotations

from collections.abc import Iterable

from qingyuan.server.campaigns import coverage, progress, quiz_tallies
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    Campaign,
    ExpectedUnit,
    NoticeVersion,
    QuizResult,
    Receipt,
    Submission,
    UnitProgress,
)
from qingyuan.server.organisations.following import Rows
from qingyuan.server.organisations.models import Person, Unit
from qingyuan.server.organisations.models.paths import subtree


def rows_with_paths() -> Iterable[Rows]:
    """Everything of ours that lies at a unit's path."""
    yield Receipt.everything.all(), "path"
    for model in (Acknowledgement, ExpectedUnit, Submission, QuizResult, UnitProgress):
        yield model.objects.all(), "path"


def after_move(unit: Unit) -> None:
    """The rows have followed: parents and counters are set right."""
    moved = NoticeVersion.objects.filter(subtree(unit.path, "receipts__path"))
    for version in moved.distinct():
        coverage.hang(version)
        coverage.regather(version)
        quiz_tallies.regather(version)
    for campaign in Campaign.objects.filter(progress__unit=unit).distinct():
        progress.rebuild(campaign)


def people_joined(unit: Unit, people: list[Person]) -> None:
    """Newcomers are to be reached by every notice that stands at their unit."""
    for receipt in _standing_receipts(unit):
        made = Acknowledgement.objects.bulk_create(
            [
                Acknowledgement(
                    version_id=receipt.version_id, person=one, unit=unit, path=unit.path
                )
                for one in people
            ],
            ignore_conflicts=True,
        )
        coverage.add_own(receipt.version_id, receipt.path, staff=len(made))


def people_left(unit: Unit, people: list[Person]) -> None:
    """Those who have left need not be reached any more; who was reached stays counted."""
    for receipt in _standing_receipts(unit):
        rows = Acknowledgement.objects.filter(
            version_id=receipt.version_id, person__in=people, reached_at=None, excused=""
        )
        gone = rows.update(excused="已离开本单位")
        if gone:
            coverage.add_own(receipt.version_id, receipt.path, staff=-gone)


def _standing_receipts(unit: Unit) -> Iterable[Receipt]:
    """In one order, so that two deeds at once never wait for each other.

    A version that is just going out meets the roster when it has gone out (`jobs`).
    """
    standing = Receipt.objects.filter(unit=unit, version__state=NoticeVersion.State.ISSUED)
    return standing.order_by("version_id")
