"""The counters of each unit's progress: kept with every deed, recounted to prove them.

As with receipts (`coverage`), a page of any level reads one row for its total and one row a child.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from qingyuan.server.campaigns.models import (
    Campaign,
    ComplaintChannel,
    Deliverable,
    Submission,
    TaskForce,
    TaskForceMember,
    UnitProgress,
)
from qingyuan.server.campaigns.models.progress import ReportState
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.paths import STEP, ancestor_paths

_BATCH = 1_000
_FILED = {
    Submission.State.SUBMITTED: ReportState.FILED,
    Submission.State.RETURNED: ReportState.RETURNED,
    Submission.State.ACCEPTED: ReportState.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class Own:
    """What a unit itself has done."""

    is_expected: bool = True
    has_task_force: bool = False
    is_led_by_head: bool = False
    has_channel: bool = False
    report: str = ReportState.NOT_OWED

    @property
    def has_gap(self) -> bool:
        """Whether it still lacks something."""
        is_set_up = self.has_task_force and self.is_led_by_head and self.has_channel
        is_filed = self.report not in {ReportState.OWED, ReportState.RETURNED}
        return self.is_expected and not (is_set_up and is_filed)

    def counts(self) -> dict[str, int]:
        """What it adds to its own subtree and to those above."""
        if not self.is_expected:
            return dict.fromkeys(_COUNTS, 0)
        return {
            "units": 1,
            "task_forces": int(self.has_task_force),
            "led_by_head": int(self.has_task_force and self.is_led_by_head),
            "channels": int(self.has_channel),
            "reports_owed": int(self.report != ReportState.NOT_OWED),
            "reports_filed": int(self.report in {ReportState.FILED, ReportState.ACCEPTED}),
            "reports_accepted": int(self.report == ReportState.ACCEPTED),
        }


_COUNTS = (
    "units",
    "task_forces",
    "led_by_head",
    "channels",
    "reports_owed",
    "reports_filed",
    "reports_accepted",
)
_FLAGS = tuple(field.name for field in fields(Own))
_STORED = (*_FLAGS, "has_gap", *_COUNTS, "parent_path")


@transaction.atomic
def note(  # noqa: PLR0913 - each is a thing of its own
    campaign_id: int,
    unit: Unit,
    *,
    task_force: bool | None = None,
    led_by_head: bool | None = None,
    channel: bool | None = None,
    report: ReportState | None = None,
    is_expected: bool | None = None,
) -> None:
    """Writes what a unit has done; what is left out stays as it is.

    A unit that is not on the campaign's list has no row, and nothing is counted.
    """
    row = _lock(campaign_id, unit.path)
    if row is None:
        return
    said = {
        "has_task_force": task_force,
        "is_led_by_head": led_by_head,
        "has_channel": channel,
        "report": report,
        "is_expected": is_expected,
    }
    before = _own(row)
    after = replace(before, **{name: value for name, value in said.items() if value is not None})  # type: ignore[arg-type]
    _add(campaign_id, unit.path, before.counts(), after.counts())
    flags = {name: getattr(after, name) for name in _FLAGS}
    UnitProgress.objects.filter(pk=row.pk).update(**flags, has_gap=after.has_gap)


@transaction.atomic
def note_expected(campaign: Campaign, unit: Unit, *, is_expected: bool) -> None:
    """Follows a change of the frozen list; a unit that is new on it gets its row and its counts."""
    if UnitProgress.objects.filter(campaign=campaign, unit=unit).exists():
        note(campaign.pk, unit, is_expected=is_expected)
    else:
        rebuild(campaign)


def _own(row: UnitProgress) -> Own:
    return Own(**{name: getattr(row, name) for name in _FLAGS})


def _lock(campaign_id: int, path: str) -> UnitProgress | None:
    """Locks the rows from the root down, so that two deeds at once never wait for each other."""
    rows = UnitProgress.objects.filter(campaign_id=campaign_id, path__in=ancestor_paths(path))
    locked = list(rows.select_for_update().order_by("path"))
    return locked[-1] if locked and locked[-1].path == path else None


def _add(campaign_id: int, path: str, before: Mapping[str, int], after: Mapping[str, int]) -> None:
    deltas = {name: after[name] - before[name] for name in _COUNTS if after[name] != before[name]}
    if deltas:
        rows = UnitProgress.objects.filter(campaign_id=campaign_id, path__in=ancestor_paths(path))
        rows.update(**{name: F(name) + delta for name, delta in deltas.items()})


@transaction.atomic
def rebuild(campaign: Campaign) -> int:
    """Makes the rows that are missing and writes the recounted ones; returns how many were wrong.

    To be called when the list of expected units is frozen, when what is owed changes, and by
    `doctor` to mend.
    """
    _make_missing(campaign)
    wrong = list(disagreements(campaign))
    UnitProgress.objects.bulk_create(  # an insert that meets its row and updates it: one statement
        wrong,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=_STORED,
    )
    return len(wrong)


def disagreements(campaign: Campaign) -> Iterable[UnitProgress]:
    """The rows that differ from the recount, with the recounted values in them, not saved."""
    own = dict(_recounted_own(campaign))
    sums = _summed(own)
    for row in UnitProgress.objects.filter(campaign=campaign).iterator():
        mine = own[row.path]
        true = {name: getattr(mine, name) for name in _FLAGS}
        true |= {"has_gap": mine.has_gap, "parent_path": row.path[:-STEP], **sums[row.path]}
        if any(getattr(row, name) != value for name, value in true.items()):
            for name, value in true.items():
                setattr(row, name, value)
            yield row


def _make_missing(campaign: Campaign) -> None:
    have = UnitProgress.objects.filter(campaign=campaign).values("unit")
    missing = campaign.expected_units.exclude(unit__in=have).values_list("unit_id", "path")
    UnitProgress.objects.bulk_create(
        [
            UnitProgress(campaign=campaign, unit_id=pk, path=path, parent_path=path[:-STEP])
            for pk, path in missing.iterator()
        ],
        batch_size=_BATCH,
    )


def _summed(own: Mapping[str, Own]) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COUNTS, 0))
    for path, mine in own.items():
        counts = mine.counts()
        for above in ancestor_paths(path):
            total = sums[above]
            for name, value in counts.items():
                total[name] += value
    return sums


def _recounted_own(campaign: Campaign) -> Iterable[tuple[str, Own]]:
    """Every unit with a row, from the rows behind it."""
    expected = dict(campaign.expected_units.values_list("unit_id", "is_expected").iterator())
    forces, channels = _task_forces(campaign), _channels(campaign)
    deliverable = deployment_report(campaign)
    filed = _filed(deliverable)
    rows = UnitProgress.objects.filter(campaign=campaign).select_related("unit")
    for row in rows.iterator():
        owes = deliverable is not None and deliverable.is_owed_by(row.unit)
        yield (
            row.path,
            Own(
                is_expected=expected.get(row.unit_id, False),
                has_task_force=row.unit_id in forces,
                is_led_by_head=forces.get(row.unit_id, False),
                has_channel=row.unit_id in channels,
                report=filed.get(row.unit_id, ReportState.OWED) if owes else ReportState.NOT_OWED,
            ),
        )


def deployment_report(campaign: Campaign) -> Deliverable | None:
    """工作部署情况报告 of a campaign: the first one, where a campaign owes several."""
    kind = Deliverable.Kind.DEPLOYMENT_REPORT
    return campaign.deliverables.filter(kind=kind).select_related("campaign").first()


def _task_forces(campaign: Campaign) -> dict[int, bool]:
    """Units with a task force, and whether their head leads it."""
    led = TaskForceMember.objects.filter(
        task_force=OuterRef("pk"), duty=TaskForceMember.Duty.LEADER, is_unit_head=True
    )
    forces = TaskForce.objects.filter(campaign=campaign).annotate(led=Exists(led))
    return dict(forces.values_list("unit_id", "led"))


def _channels(campaign: Campaign) -> set[int]:
    rows = ComplaintChannel.objects.filter(campaign=campaign)
    return set(rows.values_list("unit_id", flat=True))


def _filed(deliverable: Deliverable | None) -> dict[int, ReportState]:
    if deliverable is None:
        return {}
    rows = Submission.objects.standing().filter(deliverable=deliverable)
    return {
        unit: _FILED[Submission.State(state)]
        for unit, state in rows.values_list("unit_id", "state")
    }


def report_state(submission: Submission) -> ReportState:
    """A submission's state as a unit's progress names it."""
    return _FILED[Submission.State(submission.state)]
