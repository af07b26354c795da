"""未传达名单: the units that still lack something themselves, each with reason and way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse

from qingyuan.core.conveyance.unreached import (
    REASON_WORDS,
    REMEDY_WORDS,
    UnreachedReason,
    reason_of_unit,
)
from qingyuan.server.campaigns.models import Receipt
from qingyuan.server.campaigns.presenters.reach import sign_word
from qingyuan.server.look.parts import Cell, Column, Table
from qingyuan.server.look.words import thousands
from qingyuan.server.organisations.models import Unit

_COLUMNS = (
    Column("单位"),
    Column("上级"),
    Column("签收"),
    Column("原因"),
    Column("怎么办"),
    Column("未传达（人）", is_numeric=True),
)
_PEOPLE_REMEDY = "请把二维码或个人链接发给他们，或登记会议签到名单"


def unreached_table(receipts: Sequence[Receipt]) -> Table:
    """A row a unit; one question for the names of the units above."""
    above = _units_above(receipts)
    rows = [_row(receipt, above.get(receipt.parent_path, "")) for receipt in receipts]
    return Table("未传达名单", _COLUMNS, tuple(rows), hides_caption=True)


def _units_above(receipts: Sequence[Receipt]) -> dict[str, str]:
    paths = {receipt.parent_path for receipt in receipts if receipt.parent_path}
    return dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))


def _row(receipt: Receipt, above: str) -> tuple[Cell, ...]:
    reason, remedy = reason_and_remedy(receipt)
    missing = receipt.own_staff - receipt.own_reached
    return (
        Cell(receipt.unit.name, url=reverse("campaigns:receipt", args=[receipt.pk])),
        Cell(above),
        Cell("", status=sign_word(receipt)),
        Cell(reason),
        Cell(remedy),
        Cell(thousands(missing)),
    )


def reason_and_remedy(receipt: Receipt) -> tuple[str, str]:
    """What stands in the way of a unit first, and what to do about it."""
    reason = reason_of_unit(
        is_sent=receipt.sent_at is not None,
        is_opened=receipt.opened_at is not None,
        is_signed=receipt.signed_at is not None,
        has_roster=receipt.own_staff > 0,
    )
    if reason is None:
        missing = receipt.own_staff - receipt.own_reached
        return f"已签收，还有 {missing} 人没有确认", _PEOPLE_REMEDY
    if reason is UnreachedReason.NOT_ACKNOWLEDGED:
        return "打开了，还没有签收", "请提醒点一下签收"
    return REASON_WORDS[reason], REMEDY_WORDS[reason]


EXPORT_COLUMNS = (
    ("单位", 36),
    ("上级", 30),
    ("签收", 12),
    ("原因", 30),
    ("怎么办", 44),
    ("未传达（人）", 14),
)


def unreached_export(
    receipts: Iterable[Receipt], above: dict[str, str]
) -> Iterable[tuple[str | int, ...]]:
    """The same rows for a workbook."""
    for receipt in receipts:
        reason, remedy = reason_and_remedy(receipt)
        yield (
            receipt.unit.name,
            above.get(receipt.parent_path, ""),
            sign_word(receipt),
            reason,
            remedy,
            receipt.own_staff - receipt.own_reached,
        )
