"""The table of the units below one: who has signed, who has passed on, whom it has not reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.server.campaigns.models import Receipt
from qingyuan.server.campaigns.standpoint import Standpoint, coverage_of
from qingyuan.server.look.parts import Cell, Column, Crumb, Table
from qingyuan.server.look.words import cn_date, thousands

_COLUMNS = (
    Column("单位"),
    Column("本级"),
    Column("部署"),
    Column("未签收", is_numeric=True),
    Column("签收率", is_numeric=True),
    Column("未传达（人）", is_numeric=True),
    Column("传达率", is_numeric=True),
)


def unit_table(at: Standpoint, receipts: Sequence[Receipt]) -> Table:
    """A row a unit, with its whole subtree; the unit's own people first, all of it last."""
    own = [_own_row(at.receipt)] if at.receipt is not None else []
    rows = own + [_row(at, receipt) for receipt in receipts]
    caption = f"{at.unit.name}的下级单位"
    return Table(caption, _COLUMNS, tuple(rows), total=_total(at.coverage), hides_caption=True)


def _own_row(receipt: Receipt) -> tuple[Cell, ...]:
    own = Coverage(
        units=1,
        units_sent=1,
        units_signed=receipt.signed_at is not None,
        staff=receipt.own_staff,
        staff_reached=receipt.own_reached,
        units_without_roster=receipt.own_staff == 0,
    )
    name = Cell(f"{receipt.unit.name}（本级）", url=_people_url(receipt))
    return (name, Cell("", status=sign_word(receipt)), _passed_on(receipt), *_numbers(own))


def _row(at: Standpoint, receipt: Receipt) -> tuple[Cell, ...]:
    name = Cell(receipt.unit.name, url=_url(at, receipt))
    numbers = _numbers(coverage_of(receipt))
    return (name, Cell("", status=sign_word(receipt)), _passed_on(receipt), *numbers)


def _total(coverage: Coverage) -> tuple[Cell, ...]:
    return (Cell("合计"), Cell(""), Cell(""), *_numbers(coverage))


def _numbers(coverage: Coverage) -> tuple[Cell, ...]:
    missing = coverage.units_without_roster
    return (
        Cell(thousands(coverage.units_unreached)),
        Cell(coverage.units_rate),
        Cell(
            thousands(coverage.staff_unreached),
            note=f"另有 {thousands(missing)} 个单位没有名册" if missing else "",
        ),
        Cell(coverage.staff_rate),
    )


def _passed_on(receipt: Receipt) -> Cell:
    """How deep the notice has been passed on: the unit itself, and how many below."""
    own = "已部署" if receipt.passed_on_at else ""
    below = receipt.units - 1
    passed_below = receipt.units_passed_on - (receipt.passed_on_at is not None)
    note = f"下级 {thousands(passed_below)} / {thousands(below)}" if below else ""
    return Cell(own, note=note)


def _url(at: Standpoint, receipt: Receipt) -> str:
    """Down to the units below, or to the people of one that has none."""
    if receipt.units == 1:
        return _people_url(receipt)
    url = reverse("campaigns:notice_units", args=[at.notice.pk])
    return f"{url}?{urlencode({'unit': receipt.unit_id})}"


def _people_url(receipt: Receipt) -> str:
    return reverse("campaigns:receipt", args=[receipt.pk])


def sign_word(receipt: Receipt) -> str:
    """Where the unit itself stands."""
    if receipt.signed_at:
        return "已签收"
    return "已打开" if receipt.opened_at else "未打开"


def unit_crumbs(at: Standpoint) -> tuple[Crumb, ...]:
    """From the topmost unit that the account sees down to this one; one question at most."""
    tops = [path for path in at.user.scope_paths if at.unit.path.startswith(path)]
    if not tops or at.unit.path == tops[0]:
        return (Crumb(at.unit.name),)
    above = at.unit.ancestors().filter(path__gte=max(tops[0], at.notice.issuer.path))
    url = reverse("campaigns:notice_units", args=[at.notice.pk])
    return tuple(
        Crumb(unit.name, f"{url}?unit={unit.pk}" if unit.pk != at.unit.pk else "") for unit in above
    )


def export_columns() -> tuple[tuple[str, int], ...]:
    """Titles and widths of the exported table."""
    widths = (36, 12, 16, 10, 10, 14, 10)
    extra = (("名册未填的单位", 14), ("打开时间", 20), ("签收时间", 20), ("签收人", 12))
    return (*zip((column.title for column in _COLUMNS), widths, strict=True), *extra)


def export_rows(receipts: Iterable[Receipt]) -> Iterable[tuple[str | int, ...]]:
    """The same rows as on the page, with times."""
    for receipt in receipts:
        coverage = coverage_of(receipt)
        passed = _passed_on(receipt)
        yield (
            receipt.unit.name,
            sign_word(receipt),
            f"{passed.text} {passed.note}".strip(),
            coverage.units_unreached,
            coverage.units_rate,
            coverage.staff_unreached,
            coverage.staff_rate,
            coverage.units_without_roster,
            cn_date(receipt.opened_at) if receipt.opened_at else "",
            cn_date(receipt.signed_at) if receipt.signed_at else "",
            receipt.signed_by,
        )
