"""History: of one record, of a whole unit; the log as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingyuan.server.evidence.actions.events import chain_key
from qingyuan.server.evidence.actor import Channel
from qingyuan.server.evidence.models import Event
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.permissions import Deed, check_can, may
from qingyuan.server.reporting.exports import csv_response
from qingyuan.server.reporting.forms.log_filter import LogFilter
from qingyuan.server.reporting.histories import name_of, owned
from qingyuan.server.reporting.presenters.history import entries_of

_PAGE = 50


@require_safe
def history(request: HttpRequest, object_type: str, pk: int) -> HttpResponse:
    """Who did what to one record, newest first."""
    user = user_of(request)
    record = owned(user, object_type, pk)
    if record is None:
        raise Http404
    rows = _page(Event.objects.about(object_type, pk), request, "pk")
    unit = record if isinstance(record, Unit) else getattr(record, "unit", None)
    sees_log = isinstance(unit, Unit) and may(user, Deed.SEE_HISTORY, unit)
    return render(
        request,
        "reporting/history.html",
        {
            "title": name_of(record, object_type),
            "log_url": reverse("reporting:log", args=[unit.pk]) if unit and sees_log else "",
            **_shown(rows, request, "pk"),
        },
    )


@require_safe
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """操作记录: everything in a unit's chain."""
    unit = _unit(request, pk)
    filters = LogFilter(request.GET)
    rows = _page(_events(unit, filters), request, "sequence")
    query = f"?deed={filters.prefix_of_deed}" if filters.prefix_of_deed else ""
    return render(
        request,
        "reporting/log.html",
        {
            "title": f"操作记录：{unit.name}",
            "unit": unit,
            "filters": filters,
            "export_url": reverse("reporting:log_export", args=[unit.pk]) + query,
            "crumbs": (
                Crumb(unit.name, reverse("reporting:history", args=["unit", unit.pk])),
                Crumb("操作记录"),
            ),
            **_shown(rows, request, "sequence"),
        },
    )


@require_safe
def log_export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The same as a file."""
    unit = _unit(request, pk)
    rows = _events(unit, LogFilter(request.GET)).order_by("sequence")
    name = f"操作记录-{unit.name}-{timezone.localdate():%Y%m%d}.csv"
    titles = ("序号", "时间", "谁", "方式", "地址", "事项", "内容", "链上的值")
    return csv_response(name, titles, _lines(rows))


def _lines(rows: Any) -> Iterator[tuple[object, ...]]:
    for event in rows.iterator(chunk_size=2_000):
        yield (
            event.sequence,
            event.at,
            event.actor_name,
            Channel(event.channel).label,
            event.address,
            event.deed,
            event.sentence,
            event.hash,
        )


def _unit(request: HttpRequest, pk: int) -> Unit:
    user = user_of(request)
    unit = get_object_or_404(Unit.objects.visible_to(user), pk=pk)
    check_can(user, Deed.SEE_HISTORY, unit)
    return unit


def _events(unit: Unit, filters: LogFilter) -> Any:
    rows = Event.objects.filter(chain__key=chain_key(unit.pk))
    wanted = filters.prefix_of_deed
    return rows.filter(deed__startswith=wanted) if wanted else rows


def _page(rows: Any, request: HttpRequest, key: str) -> list[Event]:
    """One row more than a page, newest first, behind the one that the address names."""
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit():
        rows = rows.filter(**{f"{key}__lt": int(before)})
    return list(rows.order_by(f"-{key}")[: _PAGE + 1])


def _shown(rows: list[Event], request: HttpRequest, key: str) -> dict[str, Any]:
    query = request.GET.copy()
    first = query.pop("before", None)
    further = ""
    if len(rows) > _PAGE:
        query["before"] = str(getattr(rows[_PAGE - 1], key))
        further = f"{request.path}?{query.urlencode()}"
        del query["before"]
    return {
        "entries": entries_of(rows[:_PAGE]),
        "next_url": further,
        "first_url": f"{request.path}?{query.urlencode()}" if first else "",
    }
