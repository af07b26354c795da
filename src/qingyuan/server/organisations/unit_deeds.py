"""What can be done to a unit from its page: form, preview, who may, the deed itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.actions import units as act
from qingyuan.server.organisations.forms import units as forms
from qingyuan.server.organisations.models import Unit, UnitKind, User
from qingyuan.server.organisations.permissions import Deed, check_can, check_can_reshape

Cleaned = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnitDeed:
    """One deed.

    Attributes:
        title: Of its page.
        lead: What it is for.
        button: Of the page that confirms it.
        form: Its form.
        check: Raises `Refused` where the account may not.
        preview: What will change, a line each.
        do: The deed.
        done: What the unit's page says afterwards.
    """

    title: str
    lead: str
    button: str
    form: type[forms.UnitForm]
    check: Callable[[User, Unit, Cleaned], None]
    preview: Callable[[Unit, Cleaned], tuple[str, ...]]
    do: Callable[[Unit, Cleaned, Actor, datetime], None]
    done: str


def _check_own(user: User, unit: Unit, _cleaned: Cleaned) -> None:
    check_can(user, Deed.MANAGE_UNITS, unit)


def _check_reshape(user: User, unit: Unit, cleaned: Cleaned) -> None:
    check_can_reshape(user, unit)
    for other in ("parent", "into"):
        if other in cleaned:
            check_can(user, Deed.MANAGE_UNITS, cleaned[other])


def _below(unit: Unit) -> int:
    return Unit.objects.within(unit.path).exclude(pk=unit.pk).count()


def _preview_rename(unit: Unit, cleaned: Cleaned) -> tuple[str, ...]:
    return (
        f"名称由“{unit.name}”改为“{cleaned['name']}”，从 {cleaned['on']} 起",
        f"用“{unit.name}”仍然查得到，历史记录不变",
    )


def _rename(unit: Unit, cleaned: Cleaned, by: Actor, at: datetime) -> None:
    act.rename_unit(unit=unit, name=cleaned["name"], on=cleaned["on"], by=by, at=at)


def _preview_correct(unit: Unit, cleaned: Cleaned) -> tuple[str, ...]:
    pairs = (
        ("类型", unit.get_kind_display(), UnitKind(cleaned["kind"]).label),
        ("标识码", unit.code, cleaned["code"] or unit.code),
        ("区划代码", unit.region_code or "（空）", cleaned["region_code"] or "（空）"),
    )
    changed = tuple(f"{words}由 {old} 改为 {new}" for words, old, new in pairs if old != new)
    if not changed:
        raise Refused("和现在的一样，没有要改的", code="nothing_changes")
    return changed


def _correct(unit: Unit, cleaned: Cleaned, by: Actor, at: datetime) -> None:
    facts = {name: cleaned[name] for name in ("code", "region_code")}
    act.correct_unit(unit=unit, kind=UnitKind(cleaned["kind"]), **facts, by=by, at=at)


def _preview_move(unit: Unit, cleaned: Cleaned) -> tuple[str, ...]:
    parent: Unit = cleaned["parent"]
    if unit.contains(parent):
        raise Refused(f"“{parent.name}”就在“{unit.name}”下面，不能反过来", code="circular_move")
    before = unit.parent.name if unit.parent else ""
    return (
        f"上级由“{before}”改为“{parent.name}”，从 {cleaned['on']} 起",
        f"下面的 {_below(unit)} 个单位、名单、签收和报送记录一起过去",
        f"“{before}”从此看不到它，“{parent.name}”看得到它全部的记录",
    )


def _move(unit: Unit, cleaned: Cleaned, by: Actor, at: datetime) -> None:
    act.move_unit(unit=unit, parent=cleaned["parent"], on=cleaned["on"], by=by, at=at)


def _preview_merge(unit: Unit, cleaned: Cleaned) -> tuple[str, ...]:
    into: Unit = cleaned["into"]
    if unit.pk == into.pk:
        raise Refused(f"“{unit.name}”不能并入自己", code="merge_into_itself")
    if unit.contains(into):
        raise Refused(f"“{into.name}”在“{unit.name}”下面，请反过来并", code="merge_into_below")
    return (
        f"“{unit.name}”从 {cleaned['on']} 起撤销，并入“{into.name}”",
        f"{unit.staff_count} 名教职员工转入“{into.name}”的名单",
        f"直接下属的 {unit.children.count()} 个单位改属“{into.name}”",
        "它原来的记录仍是它的，查得到；账号和岗位要到“账号与角色”里交接或结束",
    )


def _merge(unit: Unit, cleaned: Cleaned, by: Actor, at: datetime) -> None:
    act.merge_units(units=[unit], into=cleaned["into"], on=cleaned["on"], by=by, at=at)


def _preview_split(unit: Unit, cleaned: Cleaned) -> tuple[str, ...]:
    return (
        f"从“{unit.name}”分出“{cleaned['name']}”，从 {cleaned['on']} 起",
        f"新单位和它同属一个上级，类型也是{unit.get_kind_display()}",
        "教职员工名单不自动分，分好后到两边的名单里调整",
    )


def _split(unit: Unit, cleaned: Cleaned, by: Actor, at: datetime) -> None:
    act.split_unit(
        unit=unit, name=cleaned["name"], code=cleaned["code"], on=cleaned["on"], by=by, at=at
    )


def _preview_close(unit: Unit, cleaned: Cleaned) -> tuple[str, ...]:
    return (
        f"“{unit.name}”从 {cleaned['on']} 起撤销，以后的行动不再要求它报送",
        f"名单上的 {unit.staff_count} 名教职员工留在它的记录里；要转走请用“并入”",
        "撤销后不能恢复；它的记录仍然查得到",
    )


def _close(unit: Unit, cleaned: Cleaned, by: Actor, at: datetime) -> None:
    act.close_unit(unit=unit, on=cleaned["on"], note=cleaned["note"], by=by, at=at)


UNIT_DEEDS = {
    "rename": UnitDeed(
        "更名", "换一个新名称，旧名称仍查得到。", "确认更名", forms.RenameForm,
        _check_own, _preview_rename, _rename, "已更名",
    ),
    "correct": UnitDeed(
        "更正信息", "改正类型、标识码、区划代码。", "确认更正", forms.CorrectForm,
        _check_own, _preview_correct, _correct, "已更正",
    ),
    "move": UnitDeed(
        "调整隶属", "换一个上级单位，下面的单位一起过去。", "确认调整", forms.MoveForm,
        _check_reshape, _preview_move, _move, "已调整隶属",
    ),
    "merge": UnitDeed(
        "并入其他单位", "撤并：这个单位撤销，人员转到另一个单位。", "确认并入", forms.MergeForm,
        _check_reshape, _preview_merge, _merge, "已并入",
    ),
    "split": UnitDeed(
        "分设", "从这个单位分出一个新单位，原单位继续。", "确认分设", forms.SplitForm,
        _check_reshape, _preview_split, _split, "已分设",
    ),
    "close": UnitDeed(
        "撤销", "这个单位不再存在，记录保留。", "确认撤销", forms.CloseForm,
        _check_reshape, _preview_close, _close, "已撤销",
    ),
}  # fmt: skip
