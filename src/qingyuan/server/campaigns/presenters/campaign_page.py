"""行动: the list, the page of one campaign, and what is looked at before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from qingyuan.core.deadlines.state import due_state, due_words
from qingyuan.core.notices.conflicts import Conflict, Due, Span, date_conflicts
from qingyuan.server.campaigns.models import Campaign, Deliverable, Stage
from qingyuan.server.look.parts import Cell, Column, Fact, Table
from qingyuan.server.look.words import cn_date, cn_short
from qingyuan.server.organisations.models import Unit, UnitKind


def campaign_table(campaigns: Sequence[Campaign]) -> Table:
    """The list."""
    columns = (
        Column("行动"),
        Column("组织单位"),
        Column("通知"),
        Column("状态"),
        Column("应报名单"),
    )
    rows = tuple(
        (
            Cell(one.name, reverse("campaigns:campaign", args=[one.pk])),
            Cell(one.unit.name),
            Cell(one.document_number),
            Cell("", status=one.get_state_display()),
            Cell(f"{cn_short(one.frozen_at)}冻结" if one.frozen_at else "未冻结"),
        )
        for one in campaigns
    )
    return Table("行动", columns, rows, hides_caption=True)


def facts_of(campaign: Campaign) -> tuple[Fact, ...]:
    """What stands at its head."""
    return (
        Fact("组织单位", campaign.unit.name),
        Fact("通知", campaign.document_title),
        Fact("发文字号", campaign.document_number),
        Fact("成文日期", cn_date(campaign.issued_on) if campaign.issued_on else ""),
        Fact("追溯到", cn_date(campaign.looks_back_to) if campaign.looks_back_to else ""),
    )


def stage_table(stages: Iterable[Stage], today: date) -> Table:
    """阶段."""
    rows = tuple(
        (
            Cell(f"第 {stage.ordinal} 阶段　{stage.name}"),
            Cell(cn_date(stage.starts_on)),
            Cell(cn_date(stage.ends_on)),
            Cell("", status=_stage_status(stage, today)),
        )
        for stage in stages
    )
    columns = (Column("阶段"), Column("开始"), Column("结束"), Column("现在"))
    return Table("阶段安排", columns, rows)


def _stage_status(stage: Stage, today: date) -> str:
    if stage.is_current(today):
        return "进行中"
    return "未开始" if today < stage.starts_on else "已结束"


@dataclass(frozen=True, slots=True)
class Owed:
    """A paper, as the page of a campaign lists it."""

    name: str
    url: str
    due_on: date
    words: str
    owers: str
    is_mine: bool


def owed_by_all(
    deliverables: Iterable[Deliverable], unit: Unit | None, today: date
) -> tuple[Owed, ...]:
    """Everything that is owed, with the date that stands for the account's own unit."""
    return tuple(_owed(each, unit, today) for each in deliverables)


def _owed(each: Deliverable, unit: Unit | None, today: date) -> Owed:
    due_on = getattr(each, "stands_on", each.due_on)
    is_mine = unit is not None and each.is_owed_by(unit)
    left = due_words(due_state(due_on, today), superior="上级")
    return Owed(
        name=each.name,
        url=reverse("campaigns:deliverable", args=[each.pk]),
        due_on=due_on,
        words=left if is_mine else f"{cn_date(due_on)}截止",
        owers=owers_of(each),
        is_mine=is_mine,
    )


def owers_of(deliverable: Deliverable) -> str:
    """Who owes it, in words."""
    kinds = "、".join(UnitKind(kind).label for kind in deliverable.unit_kinds)
    return f"直属的{kinds}" if deliverable.directly_below else kinds


def conflicts_of(
    campaign: Campaign, stages: Iterable[Stage], deliverables: Iterable[Deliverable]
) -> tuple[Conflict, ...]:
    """The dates that do not go together."""
    return date_conflicts(
        campaign.issued_on,
        campaign.looks_back_to,
        [Span(stage.name, stage.starts_on, stage.ends_on) for stage in stages],
        [Due(each.name, each.due_on) for each in deliverables],
    )
