"""本单位传达: one unit's receipt, how it passed the notice on, and its people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from qingyuan.core.conveyance.unreached import REASON_WORDS, UnreachedReason
from qingyuan.server.campaigns.models import Acknowledgement, Meeting, PassingOn, Receipt
from qingyuan.server.look.parts import Action, ActionKind, Cell, Column, Fact, FigureCard, Table
from qingyuan.server.look.tones import Tone
from qingyuan.server.look.words import cn_date, cn_moment, percent, thousands

_COLUMNS = (Column("姓名"), Column("部门"), Column("工号"), Column("状态"), Column("说明"))


@dataclass(frozen=True, slots=True)
class Proof:
    """A document or a meeting by which the unit passed the notice on."""

    title: str
    note: str
    file_name: str = ""
    file_url: str = ""
    url: str = ""


def receipt_facts(receipt: Receipt) -> tuple[Fact, ...]:
    """Sent, opened, signed: when, and by whom."""
    sent = cn_moment(receipt.sent_at) if receipt.sent_at else "还没有送达"
    opened = signed = ""
    if receipt.opened_at:
        opened = f"{cn_moment(receipt.opened_at)} {receipt.opened_by}"
    if receipt.signed_at:
        signed = f"{cn_moment(receipt.signed_at)} {receipt.signed_by}"
    return (
        Fact("送达", sent),
        Fact("打开", opened or "还没有打开"),
        Fact("签收", signed or "还没有签收"),
    )


def own_cards(receipt: Receipt) -> tuple[FigureCard, ...]:
    """The unit's own people."""
    here = reverse("campaigns:receipt", args=[receipt.pk])
    missing = receipt.own_staff - receipt.own_reached
    return (
        FigureCard(
            "还没传达到",
            thousands(missing),
            note="名教职员工" if receipt.own_staff else "还没有名册",
            url=f"{here}?show=unreached",
            tone=Tone.DANGER if missing or not receipt.own_staff else Tone.OK,
        ),
        FigureCard(
            "已知晓",
            thousands(receipt.own_reached),
            note=f"应传达 {thousands(receipt.own_staff)} 人，"
            f"{percent(receipt.own_reached, receipt.own_staff)}",
            url=f"{here}?show=reached",
            part=receipt.own_reached,
            whole=receipt.own_staff,
        ),
    )


def own_actions(receipt: Receipt) -> tuple[Action, ...]:
    """The ways to reach people, for the unit's own account."""
    ways = (
        ("登记会议签到", "campaigns:meeting", "people", ActionKind.PRIMARY),
        ("二维码海报", "campaigns:poster", "qr-code", ActionKind.OUTLINE),
        ("个人链接", "campaigns:personal_links", "send", ActionKind.OUTLINE),
        ("登记文件部署", "campaigns:pass_on", "file-earmark-text", ActionKind.OUTLINE),
    )
    return tuple(
        Action(label, reverse(name, args=[receipt.pk]), icon=icon, kind=kind)
        for label, name, icon, kind in ways
    )


def proofs(passings: Iterable[PassingOn], meetings: Iterable[Meeting]) -> tuple[Proof, ...]:
    """Documents first, then meetings."""
    return (*(_of_passing(one) for one in passings), *(_of_meeting(one) for one in meetings))


def _of_passing(one: PassingOn) -> Proof:
    parts = [one.get_kind_display(), one.document_number, cn_date(one.held_on), one.place]
    if one.attended:
        parts.append(f"{one.attended} 人到会")
    return Proof(
        title=one.title,
        note=" · ".join(part for part in parts if part),
        file_name=one.file_name,
        file_url=reverse("campaigns:passing_on_file", args=[one.pk]) if one.file_id else "",
        url=reverse("campaigns:notice", args=[one.notice_id]) if one.notice_id else "",
    )


def _of_meeting(one: Meeting) -> Proof:
    return Proof(
        title=one.title,
        note=f"会议签到 · {cn_date(one.held_on)} · {one.attended} 人到会",
        file_name=one.file_name,
        file_url=reverse("campaigns:meeting_file", args=[one.pk]) if one.file_id else "",
        url=reverse("campaigns:meeting_page", args=[one.pk]),
    )


def people_table(people: Sequence[Acknowledgement], *, may_excuse: bool) -> Table:
    """A row a person, with the reason where they are not reached."""
    rows = [_row(one, may_excuse=may_excuse) for one in people]
    columns = (*_COLUMNS, Column("登记")) if may_excuse else _COLUMNS
    return Table("教职员工", columns, tuple(rows), hides_caption=True)


def _row(one: Acknowledgement, *, may_excuse: bool) -> tuple[Cell, ...]:
    person = one.person
    cells = [
        Cell(person.name or person.number),
        Cell(person.department),
        Cell(person.number if person.name else ""),
        Cell("", status=_status(one)),
        Cell(_explanation(one)),
    ]
    if may_excuse:
        is_open = one.reached_at is None and not one.excused
        url = reverse("campaigns:excuse", args=[one.pk])
        cells.append(Cell("不需传达", url=url) if is_open else Cell(""))
    return tuple(cells)


def _status(one: Acknowledgement) -> str:
    if one.reached_at:
        return "已知晓"
    return "不需传达" if one.excused else "未传达"


def _explanation(one: Acknowledgement) -> str:
    if one.reached_at:
        return f"{one.get_way_display()}，{cn_moment(one.reached_at)}"
    if one.excused:
        return one.excused
    if one.delivery_trouble:
        return f"{REASON_WORDS[UnreachedReason.LINK_NOT_DELIVERED]}：{one.delivery_trouble}"
    return "还没有打开链接或扫码，也不在会议签到名单里"
