"""What campaigns do when the tree or a roster changes under them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Value
from django.db.models.functions import Length, Substr

from qingyuan.server.campaigns import coverage, progress
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
from qingyuan.server.organisations.models.paths import STEP, subtree


def rows_with_paths() -> Iterable[Rows]:
    """Everything of ours that lies at a unit's path."""
    for model in (Receipt, Acknowledgement, ExpectedUnit, Submission, QuizResult, UnitProgress):
        yield model.objects.all(), "path"


def after_move(unit: Unit) -> None:
    """The rows have followed: parents and counters are set right."""
    moved = Receipt.objects.filter(subtree(unit.path))
    moved.update(parent_path=Substr("path", Value(1), Length("path") - STEP))
    for version in NoticeVersion.objects.filter(receipts__unit=unit).distinct():
        coverage.rebuild(version)
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
        coverage.note_gap(Receipt.objects.filter(pk=receipt.pk))


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
    return Receipt.objects.filter(unit=unit, version__state=NoticeVersion.State.ISSUED)
