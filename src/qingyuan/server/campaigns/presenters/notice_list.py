"""The list of notices, with where each stands for the account's own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from qingyuan.server.campaigns.models import Notice, NoticeVersion, Receipt
from qingyuan.server.look.parts import Cell, Column, Table
from qingyuan.server.look.words import cn_date, thousands
from qingyuan.server.organisations.models import Unit

State = NoticeVersion.State
_COLUMNS = (
    Column("通知"),
    Column("文号"),
    Column("下发单位"),
    Column("下发日期"),
    Column("本单位"),
    Column("未签收", is_numeric=True),
    Column("未传达（人）", is_numeric=True),
)


def notice_table(notices: Sequence[Notice], unit: Unit | None) -> Table:
    """A row a notice; two questions to the database."""
    versions = _standing_versions(notices)
    receipts = {
        receipt.version_id: receipt
        for receipt in Receipt.objects.filter(version__in=versions.values(), unit=unit)
    }
    rows = [_row(notice, versions.get(notice.pk), receipts) for notice in notices]
    return Table("通知", _COLUMNS, tuple(rows), hides_caption=True)


def _standing_versions(notices: Sequence[Notice]) -> dict[int, NoticeVersion]:
    """The newest that has gone out, else the draft; the notices are those of one page."""
    versions = NoticeVersion.objects.filter(notice__in=notices).defer("text")
    drafts_first = sorted(versions, key=lambda one: (one.state != State.DRAFT, one.number))
    return {version.notice_id: version for version in drafts_first}


def _row(
    notice: Notice, version: NoticeVersion | None, receipts: Mapping[int, Receipt]
) -> tuple[Cell, ...]:
    receipt = receipts.get(version.pk) if version else None
    number = version.number if version else 1
    return (
        Cell(
            notice.title,
            url=reverse("campaigns:notice", args=[notice.pk]),
            note=f"第 {number} 版" if number > 1 else "",
        ),
        Cell(notice.document_number),
        Cell(notice.issuer.name),
        Cell(cn_date(notice.issued_at) if notice.issued_at else ""),
        Cell("", status=_state_word(version, receipt)),
        Cell(thousands(receipt.units - receipt.units_signed) if receipt else ""),
        Cell(thousands(receipt.staff - receipt.staff_reached) if receipt else ""),
    )


def _state_word(version: NoticeVersion | None, receipt: Receipt | None) -> str:
    if version is None or version.state == State.DRAFT:
        return "草稿"
    if version.state == State.ISSUING:
        return version.get_state_display()
    if receipt is None:
        return "不在应收名单"
    return "已签收" if receipt.signed_at else "待签收"
