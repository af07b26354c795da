"""The bureau's view: units below, those unreached, and both as workbooks."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from qingyuan.core.conveyance.wording import coverage_words
from qingyuan.server.campaigns.forms.reach import UnitFilter
from qingyuan.server.campaigns.models import Receipt
from qingyuan.server.campaigns.models.notices import ReceiptQuerySet
from qingyuan.server.campaigns.presenters.notice_page import cards, crumbs, sections
from qingyuan.server.campaigns.presenters.reach import (
    export_columns,
    export_rows,
    unit_crumbs,
    unit_table,
)
from qingyuan.server.campaigns.presenters.unreached import (
    EXPORT_COLUMNS,
    unreached_export,
    unreached_table,
)
from qingyuan.server.campaigns.standpoint import Standpoint, stand_at
from qingyuan.server.campaigns.workbooks import workbook_response
from qingyuan.server.look.words import cn_moment
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.paths import STEP
from qingyuan.server.web.numbers import whole_number

_ROWS_A_PAGE = 50
_ROWS_OF_A_WORKBOOK = 50_000


@require_GET
def notice_units(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of the units directly below one, each with its whole subtree."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    form = UnitFilter(request.GET)
    page = Paginator(_units(at, form), _ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "campaigns/notices/units.html",
        {
            "title": "下级单位",
            "at": at,
            "crumbs": crumbs(at, "下级单位"),
            "way": unit_crumbs(at),
            "sections": sections(at, "campaigns:notice_units"),
            "sentence": coverage_words(at.coverage),
            "cards": cards(at),
            "form": form,
            "page": page,
            "table": unit_table(at, list(page)),
        },
    )


def _units(at: Standpoint, form: UnitFilter) -> ReceiptQuerySet:
    rows = at.below().filter(form.condition).exclude(unit=at.unit)
    return rows.select_related("unit").order_by(*form.ordering)


@require_GET
def units_workbook(request: HttpRequest, pk: int) -> FileResponse:
    """The list that is shown, all its pages."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    form, now = UnitFilter(request.GET), timezone.now()
    rows = _units(at, form)[:_ROWS_OF_A_WORKBOOK]
    lines = (f"{at.notice.title} · {form.words}", f"截至 {cn_moment(now)}")
    title = f"{at.unit.name}传达进度"
    return workbook_response(title, export_columns(), export_rows(rows), lines_above=lines, at=now)


@require_GET
def notice_unreached(request: HttpRequest, pk: int) -> HttpResponse:
    """Units of the whole subtree that lack something themselves, fifty from a place on."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    after = request.GET.get("after", "")
    found = _unreached(at, after)[: _ROWS_A_PAGE + 1]
    rows = list(found)
    return render(
        request,
        "campaigns/notices/unreached.html",
        {
            "title": "未传达名单",
            "at": at,
            "crumbs": crumbs(at, "未传达名单"),
            "sections": sections(at, "campaigns:notice_unreached"),
            "sentence": coverage_words(at.coverage),
            "table": unreached_table(rows[:_ROWS_A_PAGE]),
            "is_first": not after,
            "after": rows[_ROWS_A_PAGE - 1].path if len(rows) > _ROWS_A_PAGE else "",
        },
    )


def _unreached(at: Standpoint, after: str = "") -> ReceiptQuerySet:
    """By one range of the index of gaps; `after` is the path of the last row before."""
    rows = at.version.receipts.with_gaps().within(at.unit.path).select_related("unit")
    if after.isascii() and after.isdigit():
        rows = rows.filter(path__gt=after)
    return rows.order_by("path")


@require_GET
def unreached_workbook(request: HttpRequest, pk: int) -> FileResponse:
    """The whole list."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    now = timezone.now()
    rows = _unreached(at)[:_ROWS_OF_A_WORKBOOK]
    names = _names_above(at)
    lines = (at.notice.title, coverage_words(at.coverage), f"截至 {cn_moment(now)}")
    return workbook_response(
        f"{at.unit.name}未传达名单",
        EXPORT_COLUMNS,
        unreached_export(rows.iterator(chunk_size=2_000), names),
        lines_above=lines,
        at=now,
    )


def _names_above(at: Standpoint) -> dict[str, str]:
    """Names of the units that have others below them."""
    parents = Receipt.objects.filter(version=at.version, units__gt=1).within(at.unit.path)
    names = dict(parents.values_list("path", "unit__name"))
    if at.unit.path[:-STEP] and at.receipt is not None:
        names |= dict(Unit.objects.filter(path=at.receipt.parent_path).values_list("path", "name"))
    return names
