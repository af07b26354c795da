"""填报清单: what one unit has to do, each state read from the content itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from qingyuan.core.deadlines.state import due_state, due_words
from qingyuan.core.deadlines.wording import day_words
from qingyuan.server.campaigns.due import conveyance_due_on
from qingyuan.server.campaigns.models import Receipt, ReportState, Stage, Submission
from qingyuan.server.look.parts import Action, ActionKind, CampaignBar, NowCard, Task
from qingyuan.server.look.words import cn_moment
from qingyuan.server.reporting.presenters.standing import Standing

State = Submission.State
_FILED = {State.SUBMITTED: "待审核", State.RETURNED: "需修改", State.ACCEPTED: "已通过"}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list before it is laid out; without a date it is due when its time comes."""

    title: str
    status: str
    is_done: bool
    url: str
    verb: str
    due_on: date | None = None
    note: str = ""


def items_of(standing: Standing, stages: list[Stage], *, fills_in: bool) -> list[Item]:
    """All that the unit owes, in the order of the notice; readers are led to what is there."""
    if standing.progress is not None and not standing.progress.is_expected:
        return []
    items: list[Item] = []
    for place, receipt in enumerate(standing.receipts):
        items += _of_receipt(receipt, stages, is_main=place == 0)
    items += _of_setting_up(standing, stages, fills_in=fills_in)
    items += _of_deliverables(standing)
    return items


def _of_receipt(receipt: Receipt, stages: list[Stage], *, is_main: bool) -> Iterator[Item]:
    """To sign and to reach everybody; one document or meeting of the unit carries them all."""
    issued_at = receipt.version.issued_at
    due_on = conveyance_due_on(stages, timezone.localdate(issued_at)) if issued_at else None
    which = "" if is_main else f"（{receipt.version.notice.issuer.name}的通知）"
    yield Item(
        title=f"签收通知{which}",
        status="已签收" if receipt.signed_at else "待签收",
        is_done=receipt.signed_at is not None,
        url=reverse("campaigns:notice", args=[receipt.version.notice_id]),  # read, then sign
        verb="去签收",
        due_on=due_on,
        note=f"{cn_moment(receipt.signed_at)} {receipt.signed_by}" if receipt.signed_at else "",
    )
    if is_main:
        yield _passing_on(receipt, due_on)
    yield _reaching_staff(receipt, which, due_on)


def _passing_on(receipt: Receipt, due_on: date | None) -> Item:
    return Item(
        title="部署到本单位",
        status="已传达" if receipt.passed_on_at else "待传达",
        is_done=receipt.passed_on_at is not None,
        url=reverse("campaigns:pass_on", args=[receipt.pk]),
        verb="登记部署",
        due_on=due_on,
        note="" if receipt.passed_on_at else "印发文件或召开会议，登记一次即可",
    )


def _reaching_staff(receipt: Receipt, which: str, due_on: date | None) -> Item:
    url = reverse("campaigns:receipt", args=[receipt.pk])
    missing = receipt.own_staff - receipt.own_reached
    title = f"传达到每一名教职员工{which}"
    if not receipt.own_staff:
        note = "还没有教职员工名单，先填名单，只要姓名或编号"
        roster = reverse("organisations:roster", args=[receipt.unit_id])
        return Item(title, "缺少", False, roster, "填名单", due_on, note)
    status = "已完成" if not missing else "进行中" if receipt.own_reached else "未开始"
    note = (
        f"{receipt.own_staff} 人，还有 {missing} 人没有传达到"
        if missing
        else f"{receipt.own_staff} 人都已知晓"
    )
    return Item(title, status, not missing, url, "去传达", due_on, note)


def _of_setting_up(standing: Standing, stages: list[Stage], *, fills_in: bool) -> Iterator[Item]:
    row = standing.progress
    if row is None:
        return
    own = [standing.campaign.pk]
    force_url = reverse("campaigns:own_task_force", args=own)
    channel_url = reverse("campaigns:own_channel", args=own)
    if not fills_in:
        force_url, channel_url = reverse("campaigns:task_forces"), reverse("campaigns:channels")
    due_on = stages[0].ends_on if stages else None
    is_led = row.has_task_force and row.is_led_by_head
    yield Item(
        title="成立工作专班，主要负责同志任组长",
        status="已成立" if is_led else "需修改" if row.has_task_force else "未开始",
        is_done=is_led,
        url=force_url,
        verb="登记专班" if fills_in else "查看专班",
        due_on=due_on,
        note="组长还不是单位主要负责同志" if row.has_task_force and not is_led else "",
    )
    yield Item(
        title="公布投诉受理渠道",
        status="已完成" if row.has_channel else "未开始",
        is_done=row.has_channel,
        url=channel_url,
        verb="登记渠道" if fills_in else "查看渠道",
        due_on=due_on,
    )


def _of_deliverables(standing: Standing) -> Iterator[Item]:
    for deliverable in standing.deliverables:
        if not deliverable.is_owed_by(standing.unit):
            continue
        row: Any = deliverable  # with what the statement added
        state = State(row.filed_state) if row.filed_state else None
        late = row.stands_on < standing.today and state is None
        yield Item(
            title=f"报送{deliverable.name}",
            status=_FILED[state] if state else "逾期" if late else "未开始",
            is_done=state in {State.SUBMITTED, State.ACCEPTED},
            url=reverse("campaigns:file", args=[deliverable.pk]),
            verb="改好重报" if state == State.RETURNED else "去报送",
            due_on=row.stands_on,
            note="上级退回了，按退回原因改好再报" if state == State.RETURNED else "",
        )


def task_lines(items: list[Item], today: date, *, is_own: bool) -> tuple[Task, ...]:
    """The list as laid out; another unit's tasks are to be seen, not to be done."""
    return tuple(
        Task(
            title=item.title,
            hint=_hint(item, today),
            status=item.status,
            url=item.url if is_own else "",
        )
        for item in items
    )


def _hint(item: Item, today: date) -> str:
    """Short: the list says the same day on many lines."""
    if item.is_done or item.due_on is None:
        return item.note
    late = (today - item.due_on).days
    due = f"{day_words(item.due_on, today)}截止" if late <= 0 else f"已过截止 {late} 天"
    return f"{item.note}。{due}" if item.note else due


def _now_words(item: Item, today: date) -> str:
    if item.due_on is None:
        return item.note or "做完后这里会换成下一步"
    due = due_words(due_state(item.due_on, today), superior="上级")
    return f"{item.note}。{due}" if item.note else due


def summary_of(items: list[Item]) -> str:
    """5 项完成 2 项."""
    done = sum(item.is_done for item in items)
    return f"{len(items)} 项，完成 {done} 项"


def now_card(items: list[Item], today: date) -> NowCard | None:
    """The first thing that is due; None where all is done."""
    waiting = [item for item in items if not item.is_done]
    if not waiting:
        return None
    first = min(waiting, key=lambda item: item.due_on or date.max)  # equal dates: the list's order
    return NowCard(
        title=first.title,
        text=_now_words(first, today),
        action=Action(first.verb, first.url, kind=ActionKind.PRIMARY),
    )


def nothing_to_do() -> NowCard:
    """All is done."""
    return NowCard(
        kind="都做完了",
        title="这次行动现在没有要你做的事",
        text="有新的通知或任务，会出现在这里，也会发消息给你。",
        action=Action("看消息", reverse("reporting:messages")),
    )


def campaign_bar(standing: Standing) -> CampaignBar | None:
    """The stage of today and the next date; of the deployment report how many have come in."""
    ahead = [row for row in standing.deliverables if _stands_on(row) >= standing.today]
    nearest = ahead[0] if ahead else next(reversed(standing.deliverables), None)
    if nearest is None:
        return None
    campaign: Any = standing.campaign
    row = standing.progress
    below = row.reports_owed - (row.report != ReportState.NOT_OWED) if row else 0
    counts = below > 0 and nearest.kind == nearest.Kind.DEPLOYMENT_REPORT
    return CampaignBar(
        stage=campaign.stage_name or campaign.name,
        due_on=_stands_on(nearest),
        days_left=(_stands_on(nearest) - standing.today).days,
        reported_count=row.reports_filed if row and counts else 0,
        expected_count=row.reports_owed if row and counts else 0,
    )


def _stands_on(deliverable: Any) -> date:
    day: date = deliverable.stands_on
    return day
