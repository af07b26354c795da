"""Deeds on a campaign: confirm what was proposed, freeze who owes, set and extend due dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from qingyuan.core.deadlines.local_time import local_day
from qingyuan.core.deadlines.wording import day_words
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import progress
from qingyuan.server.campaigns.due import standing_due_date, standing_for_all
from qingyuan.server.campaigns.late_changes import follow_list
from qingyuan.server.campaigns.models import Campaign, Deliverable, DueDate, ExpectedUnit
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Unit, UnitChange

_ROWS_A_STATEMENT = 2_000


@transaction.atomic
def confirm_campaign(*, campaign: Campaign, by: Actor, at: datetime) -> None:
    """A person has looked at what was proposed and says that it holds."""
    if not campaign.stages.exists():
        raise Refused("还没有一个阶段，请先补上再确认", code="no_stage")
    changed = Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAFT).update(
        state=Campaign.State.RUNNING, confirmed_at=at, version=F("version") + 1
    )
    if not changed:
        raise Refused("这个行动已经确认过", code="already_confirmed")
    campaign.refresh_from_db()
    _record(campaign, "confirmed", f"确认行动“{campaign.name}”", by, at)


@transaction.atomic
def freeze_expected_units(
    *, campaign: Campaign, excluded: Mapping[int, str], by: Actor, at: datetime
) -> int:
    """冻结应报单位: every unit that is open now, each exclusion with its reason.

    Later changes of the tree show as differences and change no rate by themselves.

    Returns:
        How many units are expected.
    """
    if campaign.state == Campaign.State.DRAFT:
        raise Refused("行动还没有确认，请先核对并确认，再冻结名单", code="not_confirmed")
    if campaign.frozen_at is not None:
        raise Refused("名单已经冻结。之后的增减请逐个登记原因", code="already_frozen")
    if any(not reason.strip() for reason in excluded.values()):
        raise Refused("不列入的单位要写明原因", code="exclusion_without_reason")
    units = Unit.objects.within(campaign.unit.path).open_on(local_day(at)).values_list("pk", "path")
    rows = [
        ExpectedUnit(
            campaign=campaign,
            unit_id=pk,
            path=path,
            is_expected=pk not in excluded,
            reason=excluded.get(pk, ""),
            added_at=at,
        )
        for pk, path in units.iterator()
    ]
    ExpectedUnit.objects.bulk_create(rows, batch_size=_ROWS_A_STATEMENT)
    _note_moment(campaign, at)
    progress.rebuild(campaign)
    count = sum(row.is_expected for row in rows)
    sentence = f"冻结应报单位名单：{count} 个单位，不列入 {len(rows) - count} 个"
    _record(campaign, "frozen", sentence, by, at)
    return count


def _note_moment(campaign: Campaign, at: datetime) -> None:
    """From here on differences of the tree are looked for."""
    campaign.frozen_at = at
    campaign.frozen_unit_id = Unit.objects.aggregate(newest=Max("pk"))["newest"] or 0
    campaign.frozen_change_id = UnitChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
    campaign.save(update_fields=["frozen_at", "frozen_unit_id", "frozen_change_id"])


@transaction.atomic
def change_expected_unit(  # noqa: PLR0913 - the sides of a change
    *, campaign: Campaign, unit: Unit, is_expected: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Adds a unit to the frozen list, or leaves one out of it, with a reason."""
    if not reason.strip():
        raise Refused("请写明列入或不列入的原因", code="no_reason")
    if campaign.frozen_at is None:
        raise Refused("名单还没有冻结，请先冻结名单", code="not_frozen")
    if not campaign.unit.contains(unit):
        raise Refused(f"“{unit.name}”不在这次行动的范围内", code="outside")
    ExpectedUnit.objects.update_or_create(
        campaign=campaign,
        unit=unit,
        defaults={
            "path": unit.path,
            "is_expected": is_expected,
            "reason": reason.strip()[:200],
            "added_at": at,
        },
    )
    progress.note_expected(campaign, unit, is_expected=is_expected)
    follow_list(campaign, unit, is_expected=is_expected, reason=reason, at=at)
    verb = "列入" if is_expected else "不列入"
    sentence = f"{verb}应报单位“{unit.name}”：{reason.strip()}"
    _record(campaign, "expected_changed", sentence, by, at)


@transaction.atomic
def set_due_date(
    *, deliverable: Deliverable, due_on: date, by: Actor, at: datetime, reason: str = ""
) -> DueDate:
    """Sets the date for all; what was filed before is judged by the date that stood then."""
    if due_on == standing_for_all(deliverable, at):
        raise Refused("新的截止日期和现在的一样，没有改动", code="same_date")
    row = DueDate.objects.create(
        deliverable=deliverable, due_on=due_on, set_at=at, reason=reason.strip(), approver=by.name
    )
    sentence = f"“{deliverable.name}”截止日期定为 {due_on:%Y-%m-%d}"
    _record(deliverable.campaign, "due_date_set", sentence, by, at)
    return row


@transaction.atomic
def extend(  # noqa: PLR0913 - the sides of an extension
    *, deliverable: Deliverable, unit: Unit, due_on: date, reason: str, by: Actor, at: datetime
) -> DueDate:
    """延期: a later date for one unit, with reason and approver."""
    if not reason.strip():
        raise Refused("请写明延期的原因", code="no_reason")
    if not deliverable.is_owed_by(unit):
        raise Refused(f"{unit.name}不需要报送“{deliverable.name}”", code="not_owed")
    standing = standing_due_date(deliverable, unit, at)
    if due_on <= standing:
        raise Refused(
            f"延期要晚于现在的截止日期（{day_words(standing, local_day(at))}）", code="not_later"
        )
    row = DueDate.objects.create(
        deliverable=deliverable,
        unit=unit,
        due_on=due_on,
        set_at=at,
        reason=reason.strip()[:200],
        approver=by.name,
    )
    sentence = f"{unit.name}的“{deliverable.name}”延期到 {due_on:%Y-%m-%d}：{reason.strip()}"
    _record(deliverable.campaign, "extended", sentence, by, at)
    return row


def _record(campaign: Campaign, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"campaigns.campaign.{verb}",
        about=("campaign", campaign.pk),
        sentence=sentence,
        unit_id=campaign.unit_id,
        by=by,
        at=at,
    )
