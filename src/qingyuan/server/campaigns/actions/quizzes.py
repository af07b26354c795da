"""The deed of the understanding check: the answers are counted and forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from qingyuan.core.conveyance.quiz import Question, QuizResult, score
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import quiz_tallies
from qingyuan.server.campaigns.models import Acknowledgement
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor, Channel


@transaction.atomic
def take_quiz(
    *,
    acknowledgement: Acknowledgement,
    quiz: Sequence[Question],
    answers: Mapping[str, int],
    at: datetime,
) -> QuizResult:
    """知晓小测: counts what was known at the person's unit, once; who answered what is not kept.

    Args:
        acknowledgement: Of the one who answers; they have acknowledged.
        quiz: The questions asked.
        answers: The chosen place by question id; one left out counts as not known.
        at: When.
    """
    changed = Acknowledgement.objects.filter(
        pk=acknowledgement.pk, reached_at__isnull=False, quiz_taken=False
    ).update(quiz_taken=True)
    if not changed:
        raise Refused("你已经做过小测，不用再做", code="already_taken")
    result = score(quiz, answers)
    known = {question.id: question.id in result.right for question in quiz}
    quiz_tallies.add(acknowledgement.version_id, acknowledgement.path, known)
    record(
        deed="campaigns.quiz.taken",
        about=("notice_version", acknowledgement.version_id),
        sentence="有 1 人做了知晓小测",
        unit_id=acknowledgement.unit_id,
        by=Actor(name="教职员工", channel=Channel.LINK),
        at=at,
    )
    return result
