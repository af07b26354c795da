"""The tallies of the three questions, kept for every unit and the subtree above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import F

from qingyuan.server.campaigns.models import NoticeVersion, QuizResult, Receipt
from qingyuan.server.organisations.models.paths import ancestor_paths

_BATCH = 1_000
_COUNTERS = ("asked", "right")


def add(version_id: int, path: str, answers: Mapping[str, bool]) -> None:
    """Counts one person's answers, by question id, at the unit and at all units above it."""
    above = Receipt.objects.filter(version_id=version_id, path__in=ancestor_paths(path))
    units = list(above.order_by("path").values_list("unit_id", "path"))
    questions = sorted(answers)
    QuizResult.objects.bulk_create(
        [
            QuizResult(version_id=version_id, unit_id=unit, path=its_path, question=question)
            for unit, its_path in units
            for question in questions
        ],
        ignore_conflicts=True,
    )
    rows = QuizResult.objects.filter(
        version_id=version_id, path__in=ancestor_paths(path), question__in=questions
    )
    list(rows.select_for_update().order_by("path", "question").values_list("pk"))
    for question, is_right in answers.items():
        of_question = rows.filter(question=question)
        of_question.update(asked=F("asked") + 1, right=F("right") + int(is_right))
        of_question.filter(path=path).update(
            own_asked=F("own_asked") + 1, own_right=F("own_right") + int(is_right)
        )


def regather(version: NoticeVersion) -> None:
    """Sums anew what the units themselves have, when the tree has changed."""
    rows = list(QuizResult.objects.filter(version=version))
    if not rows:
        return
    totals = _totals(rows)
    for row in rows:
        row.asked, row.right = totals.pop((row.path, row.question), [0, 0])
    QuizResult.objects.bulk_update(rows, _COUNTERS, batch_size=_BATCH)
    _add_missing(version, totals)


def _totals(rows: Iterable[QuizResult]) -> dict[tuple[str, str], list[int]]:
    totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        for above in ancestor_paths(row.path):
            totals[above, row.question][0] += row.own_asked
            totals[above, row.question][1] += row.own_right
    return totals


def _add_missing(version: NoticeVersion, totals: Mapping[tuple[str, str], list[int]]) -> None:
    """Units to which tallies have come for the first time."""
    wanted = {key: total for key, total in totals.items() if total[0]}
    paths = {path for path, _ in wanted}
    units = dict(version.receipts.filter(path__in=paths).values_list("path", "unit_id"))
    QuizResult.objects.bulk_create(
        QuizResult(
            version=version,
            unit_id=units[path],
            path=path,
            question=question,
            asked=asked,
            right=right,
        )
        for (path, question), (asked, right) in wanted.items()
        if path in units
    )
