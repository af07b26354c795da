"""What campaigns keep twice: paths beside units, counters beside rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qingyuan.server.campaigns import coverage, progress
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    Campaign,
    Deliverable,
    ExpectedUnit,
    Meeting,
    NoticeVersion,
    QuizResult,
    Receipt,
    Submission,
    UnitProgress,
)
from qingyuan.server.keeping.doctor.trouble import REBUILD, TELL, Trouble
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.paths import nearest_above

_SHOWN = 20
State = NoticeVersion.State
_WITH_PATHS: tuple[type[Model], ...] = (
    Receipt,
    Acknowledgement,
    ExpectedUnit,
    Submission,
    QuizResult,
    UnitProgress,
)


def check_counters() -> Iterator[Trouble]:
    """The counters on receipts equal a recount of the rows behind them."""
    versions = NoticeVersion.objects.exclude(state__in=[State.DRAFT, State.ISSUING])
    for version in versions.select_related("notice").order_by("pk"):
        for receipt in list(coverage.disagreements(version))[:_SHOWN]:
            yield Trouble(
                "counter",
                f"通知“{version.notice.title}”在“{receipt.unit.name}”的传达数与底数不符",
                REBUILD,
            )


def check_progress() -> Iterator[Trouble]:
    """What each unit has set up, and the sums above it, equal a recount."""
    for campaign in Campaign.objects.filter(frozen_at__isnull=False).order_by("pk"):
        lacking = campaign.expected_units.exclude(unit__in=campaign.progress.values("unit"))
        if lacking.exists():
            yield Trouble(
                "progress",
                f"行动“{campaign.name}”有 {lacking.count()} 个应报单位没有进展记录",
                REBUILD,
            )
        rows = list(progress.disagreements(campaign))[:_SHOWN]
        names = dict(
            Unit.objects.filter(pk__in=[row.unit_id for row in rows]).values_list("pk", "name")
        )
        for row in rows:
            yield Trouble(
                "progress",
                f"行动“{campaign.name}”在“{names[row.unit_id]}”的进展与底数不符",
                REBUILD,
            )


def check_paths() -> Iterator[Trouble]:
    """Rows lie where their unit lies."""
    for model in _WITH_PATHS:
        for row in _elsewhere(model)[:_SHOWN]:
            yield Trouble(
                "row_path",
                f"{model._meta.verbose_name}第 {row.pk} 号的路径与单位不符",  # noqa: SLF001 - Django's documented way
                TELL,
            )
    yield from _receipts_under_others()


def _receipts_under_others() -> Iterator[Trouble]:
    """A receipt hangs under the nearest unit above that has one of the same version."""
    for version in NoticeVersion.objects.exclude(state=State.DRAFT).order_by("pk"):
        paths = set(version.receipts.values_list("path", flat=True))
        for receipt in version.receipts.select_related("unit").iterator():
            if receipt.parent_path != nearest_above(receipt.path, paths):
                sentence = f"签收第 {receipt.pk} 号（{receipt.unit.name}）的上级不符"
                yield Trouble("receipt_parent", sentence, TELL)


def _elsewhere(model: type[Model]) -> QuerySet[Model]:
    return model._default_manager.exclude(path=F("unit__path"))  # noqa: SLF001 - Django's documented way


def check_reach() -> Iterator[Trouble]:
    """Whoever is on a roster is asked by every notice that stands at the unit."""
    for version in NoticeVersion.objects.filter(state=State.ISSUED).select_related("notice"):
        rows = version.receipts.select_related("unit").annotate(
            asked=Count(
                "unit__people",
                filter=Q(
                    unit__people__left_on__isnull=True,
                    unit__people__acknowledgements__version=version,
                ),
            )
        )
        for receipt in rows.exclude(asked=F("unit__staff_count"))[:_SHOWN]:
            yield Trouble(
                "not_asked",
                f"通知“{version.notice.title}”没有问到“{receipt.unit.name}”的所有人",
                TELL,
            )


def check_issuing() -> Iterator[Trouble]:
    """What is being issued has a job that does it."""
    working = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
        task_path__endswith=".fan_out",
    )
    wanted = {job.args_kwargs["kwargs"].get("version_id") for job in working}
    for version in NoticeVersion.objects.filter(state=State.ISSUING).select_related("notice"):
        if version.pk not in wanted:
            yield Trouble(
                "issuing_stopped",
                f"通知“{version.notice.title}”停在下发途中，没有任务在做",
                "把这一行交给技术支持；已收到的单位不受影响",
            )


def check_submissions() -> Iterator[Trouble]:
    """The newest filing is the one with the highest number; an answer has a time."""
    for deliverable in Deliverable.objects.filter(submissions__isnull=False).distinct():
        newest: dict[int, Submission] = {}
        for row in deliverable.submissions.order_by("number"):
            newest[row.unit_id] = row
        for row in newest.values():
            if not row.is_newest:
                yield Trouble("newest", f"报送材料 {row.receipt_number} 应是最新一版", TELL)
    answered = Submission.objects.exclude(state=Submission.State.SUBMITTED)
    for row in answered.filter(answered_at=None)[:_SHOWN]:
        yield Trouble("answer_undated", f"报送材料 {row.receipt_number} 有结论，没有时间", TELL)


def check_meetings(at: datetime) -> Iterator[Trouble]:
    """A meeting covers no more people than it had, and was held before it was recorded."""
    covered = Meeting.objects.annotate(n=Count("acknowledgements")).filter(n__gt=F("attended"))
    for title in covered.values_list("title", flat=True)[:_SHOWN]:
        yield Trouble("meeting", f"会议“{title}”传达的人比到会的多", TELL)
    ahead = Meeting.objects.filter(held_on__gt=timezone.localdate(at))
    for title in ahead.values_list("title", flat=True)[:_SHOWN]:
        yield Trouble("meeting_ahead", f"会议“{title}”的日期还没有到", TELL)


def check_totals() -> Iterator[Trouble]:
    """A parent's number is the sum of its children's and its own."""
    roots = Receipt.objects.filter(version__state=State.ISSUED, unit=F("version__notice__issuer"))
    for root in roots.select_related("version__notice"):
        own = root.version.receipts.aggregate(staff=Sum("own_staff"), reached=Sum("own_reached"))
        if (root.staff, root.staff_reached) != (own["staff"], own["reached"]):
            yield Trouble(
                "total", f"通知“{root.version.notice.title}”的合计不等于各单位之和", REBUILD
            )
