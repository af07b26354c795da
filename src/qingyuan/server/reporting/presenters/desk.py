"""工作台: the first page, put together by what the unit is and by what runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from qingyuan.server.campaigns.models import Stage
from qingyuan.server.look.parts import (
    Action,
    ActionKind,
    CampaignBar,
    NowCard,
    Step,
    StepState,
    Task,
)
from qingyuan.server.look.words import cn_short
from qingyuan.server.reporting.presenters import tasks
from qingyuan.server.reporting.presenters.below import Below, below, missing_url
from qingyuan.server.reporting.presenters.standing import Standing


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page shows of one unit in one campaign."""

    now: NowCard
    tasks: tuple[Task, ...]
    summary: str
    campaign_bar: CampaignBar | None
    stages: tuple[Step, ...]
    below: Below | None


def desk_of(standing: Standing, *, after: str, page_url: str, is_own: bool, fills_in: bool) -> Desk:
    """The unit's own tasks, then what stands below it.

    Args:
        standing: Of the unit in the campaign.
        after: The path behind which the units below begin; empty for the first page.
        page_url: Of the page itself.
        is_own: Whether the reader holds a post at the unit.
        fills_in: Whether that post writes what the unit owes.
    """
    stages = list(Stage.objects.filter(campaign=standing.campaign))
    items = tasks.items_of(standing, stages, fills_in=fills_in)
    under = below(standing, after, page_url)
    own = tasks.now_card(items, standing.today)
    return Desk(
        now=own or _chasing_card(standing, under) or tasks.nothing_to_do(),
        tasks=tasks.task_lines(items, standing.today, is_own=is_own),
        summary=tasks.summary_of(items),
        campaign_bar=tasks.campaign_bar(standing),
        stages=tuple(_step(stage, standing) for stage in stages) if under else (),
        below=under,
    )


def _chasing_card(standing: Standing, under: Below | None) -> NowCard | None:
    """Where the unit itself has done all: who below has not."""
    receipt = standing.main_receipt
    if under is None or receipt is None:
        return None
    unsigned = receipt.units - receipt.units_signed
    people = receipt.staff - receipt.staff_reached
    if not unsigned and not people:
        return None
    what, title = (
        ("unsigned", f"还有 {unsigned:,} 个单位没有签收")
        if unsigned
        else ("unreached", f"还有 {people:,} 人没有传达到")
    )
    url = missing_url(standing, what, standing.unit.pk)
    action = Action("看名单，催一催", url, kind=ActionKind.PRIMARY)
    return NowCard(title, "名单上有一段写好的话，可以直接发到工作群。", action)


def _step(stage: Stage, standing: Standing) -> Step:
    days = f"{cn_short(stage.starts_on)}至{cn_short(stage.ends_on)}"
    state = StepState.AHEAD
    if stage.is_current(standing.today):
        state = StepState.CURRENT
    elif stage.ends_on < standing.today:
        state = StepState.DONE
    return Step(f"{stage.name}（{days}）", state)


def waiting_actions(*, is_bureau: bool) -> Sequence[Action]:
    """What may be prepared while no campaign runs."""
    label = "看单位和账号" if is_bureau else "看教职员工名单"
    return (Action(label, reverse("organisations:units")),)
