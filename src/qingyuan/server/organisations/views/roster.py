"""教职员工名单: list, add by hand, paste, leave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.core.organisations.pasted import read_pasted_roster
from qingyuan.core.organisations.planning import Planned, Standing
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.organisations.actions.people import RosterEntry, add_people, remove_person
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.forms.roster import (
    LeaveForm,
    PasteForm,
    PersonForm,
    RosterFilter,
)
from qingyuan.server.organisations.models import Person, Unit
from qingyuan.server.organisations.permissions import Deed, check_can
from qingyuan.server.organisations.planning import plan_roster
from qingyuan.server.organisations.presenters.roster import (
    PastePreview,
    paste_preview,
    roster_crumbs,
    roster_page,
)


def _unit(request: HttpRequest, pk: int) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(user_of(request)), pk=pk)


@require_GET
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a unit."""
    form = RosterFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = roster_page(user_of(request), _unit(request, pk), asked, request.GET.get("page"))
    title = f"{page.unit.name}教职员工名单"
    context = {"title": title, "shown": page, "form": form, "crumbs": page.crumbs}
    return render(request, "organisations/roster.html", context)


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person by hand."""
    unit = _unit(request, pk)
    check_can(user_of(request), Deed.MANAGE_ROSTER, unit)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, unit, [RosterEntry(**form.cleaned_data)])
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("organisations:roster", pk=pk)
    context = {"title": "添一个人", "form": form, "unit": unit, "button": "添到名单"}
    crumbs = roster_crumbs(unit, "添一个人")
    return render(request, "organisations/form_page.html", {**context, "crumbs": crumbs})


def _add(request: HttpRequest, unit: Unit, entries: list[RosterEntry]) -> None:
    people = add_people(unit=unit, entries=entries, by=actor_of(request), at=timezone.now())
    left_out = len(entries) - len(people)
    if left_out and not people:
        raise Refused("这个工号已经在名单上，没有添加", code="number_taken")
    messages.success(request, f"名单新增 {len(people)} 人")


@require_http_methods(["GET", "POST"])
def paste_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Pasted lines: first what they would add, then the deed."""
    unit = _unit(request, pk)
    check_can(user_of(request), Deed.MANAGE_ROSTER, unit)
    form = PasteForm(request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid() and "edit" not in request.POST:
        reading = read_pasted_roster(form.cleaned_data["text"])
        planned = plan_roster(unit, reading)
        preview = paste_preview(reading, planned)
        if "confirmed" in request.POST and not preview.faults and preview.new_count:
            _add(request, unit, _entries(planned))
            return redirect("organisations:roster", pk=pk)
        _say_faults(form, preview)
    context = {"title": "粘贴名单", "form": form, "unit": unit, "preview": preview}
    crumbs = roster_crumbs(unit, "粘贴名单")
    return render(request, "organisations/paste_roster.html", {**context, "crumbs": crumbs})


def _say_faults(form: PasteForm, preview: PastePreview) -> None:
    for sentence in preview.faults[:20]:
        form.add_error("text", sentence)
    if not preview.faults and not preview.new_count:
        form.add_error("text", "没有变化：这些人都已在名单上")


def _entries(planned: list[Planned]) -> list[RosterEntry]:
    return [
        RosterEntry(plan.value("name"), plan.value("number"), plan.value("department"))
        for plan in planned
        if plan.standing is Standing.NEW
    ]


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has left the unit."""
    people = Person.objects.visible_to(user_of(request)).select_related("unit")
    person = get_object_or_404(people, pk=pk)
    check_can(user_of(request), Deed.MANAGE_ROSTER, person.unit)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            on = form.cleaned_data["on"]
            remove_person(person=person, on=on, by=actor_of(request), at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{person} 已登记离开")
            return redirect("organisations:roster", pk=person.unit_id)
    context = {
        "title": f"登记离开：{person}",
        "form": form,
        "button": "登记离开",
        "lead": "离开后不再要求他签收通知；已有的签收记录保留。",
        "crumbs": roster_crumbs(person.unit, "登记离开"),
    }
    return render(request, "organisations/form_page.html", context)
