"""工作专班: who has one, one unit's list, the own list, contacts in full."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.contacts import reveal_contacts
from qingyuan.server.campaigns.actions.task_forces import save_task_force
from qingyuan.server.campaigns.current import (
    current_campaign,
    holds,
    oversees,
    own_unit,
    seen_campaign,
)
from qingyuan.server.campaigns.forms.rows import ADD, Rows, as_typed, rows_of
from qingyuan.server.campaigns.forms.task_force import (
    FIRST_ROWS,
    MemberForm,
    TaskForceForm,
    force_initial,
    member_initial,
    members_of,
)
from qingyuan.server.campaigns.levels import level_of
from qingyuan.server.campaigns.models import Campaign, TaskForce
from qingyuan.server.campaigns.presenters.expected import level_crumbs
from qingyuan.server.campaigns.presenters.task_force_page import (
    force_cards,
    force_table,
    forces_on,
    is_led_by_head,
    member_table,
)
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.models import User
from qingyuan.server.organisations.permissions import Deed, check_own_deed

_ROWS, _TITLE = "member", "工作专班"


@require_GET
def task_forces(request: HttpRequest) -> HttpResponse:
    """The level that is looked at: its own task force, and the units directly below."""
    campaign, user = current_campaign(request), user_of(request)
    if campaign is None or campaign.frozen_at is None:
        return render(request, "campaigns/task_forces/list.html", {"title": _TITLE})
    level = level_of(request, campaign)
    rows = list(level.page)
    forces = forces_on(campaign, [*rows, *([level.own] if level.own else [])])
    context = {
        "title": _TITLE,
        "campaign": campaign,
        "level": level,
        "page": level.page,
        "own_force": forces.get(level.unit.pk),
        "may_fill_in": holds(user, Deed.FILL_IN, level.unit.pk),
        "cards": force_cards(level.own) if level.own and rows else (),
        "table": force_table(campaign, rows, forces),
        "crumbs": level_crumbs(user, request.path, _TITLE, level.unit),
    }
    return render(request, "campaigns/task_forces/list.html", context)


@require_GET
def task_force(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit's list, telephone numbers masked."""
    force, user = _seen(request, pk), user_of(request)
    members = list(force.members.all())
    context = {
        "title": f"{force.unit.name}工作专班",
        "force": force,
        "table": member_table(members, in_full=False),
        "is_led_by_head": is_led_by_head(members),
        "may_fill_in": holds(user, Deed.FILL_IN, force.unit_id),
        "may_reveal": _may_reveal(user, force),
        "crumbs": (Crumb(_TITLE, reverse("campaigns:task_forces")), Crumb(force.unit.name)),
    }
    return render(request, "campaigns/task_forces/task_force.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what will be recorded; pressed, it is recorded and the numbers are shown."""
    force = _seen(request, pk)
    if not _may_reveal(user_of(request), force):
        raise Refused(
            "完整联系方式只给本单位和上级的管理员、审核员看。要联系他们，请找上级管理员",
            code="not_allowed",
        )
    is_shown = request.method == "POST"
    if is_shown:
        reveal_contacts(force=force, by=actor_of(request), at=timezone.now())
    back = reverse("campaigns:task_force", args=[force.pk])
    members = list(force.members.all()) if is_shown else []
    context = {
        "title": "完整联系方式",
        "force": force,
        "is_shown": is_shown,
        "table": member_table(members, in_full=True),
        "back_url": back,
        "crumbs": (Crumb(_TITLE, reverse("campaigns:task_forces")), Crumb(force.unit.name, back)),
    }
    return render(request, "campaigns/task_forces/contacts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def own_task_force(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit writes its list."""
    campaign, user = seen_campaign(request, pk), user_of(request)
    unit = own_unit(user)
    check_own_deed(user, Deed.FILL_IN, unit)
    if campaign.state != Campaign.State.RUNNING:
        raise Http404
    force = TaskForce.objects.visible_to(user).filter(campaign=campaign, unit=unit).first()
    form, rows = _forms(request, force)
    if request.method == "POST" and ADD not in request.POST and form.is_valid() and rows.is_valid():
        data = form.cleaned_data
        try:
            saved = save_task_force(
                campaign=campaign,
                unit=unit,
                members=members_of(rows),
                version=data["version"],
                set_up_on=data["set_up_on"],
                document_number=data["document_number"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"已保存专班名单，共 {saved.members.count()} 人")
            return redirect("campaigns:task_force", saved.pk)
    context = {"title": "填写专班名单", "form": form, "rows": rows, "campaign": campaign}
    return render(request, "campaigns/task_forces/form.html", context)


def _forms(request: HttpRequest, force: TaskForce | None) -> tuple[TaskForceForm, Rows]:
    if request.method != "POST":
        stands = [member_initial(member) for member in force.members.all()] if force else []
        rows = rows_of(MemberForm, _ROWS, initial=stands or FIRST_ROWS, spare=1 if stands else 3)
        return TaskForceForm(initial=force_initial(force)), rows
    if ADD in request.POST:
        typed = {name: request.POST.get(name, "") for name in TaskForceForm.base_fields}
        rows = as_typed(MemberForm, _ROWS, request.POST, spare=1)
        return TaskForceForm(initial=typed), rows
    return TaskForceForm(request.POST), rows_of(MemberForm, _ROWS, data=request.POST)


def _seen(request: HttpRequest, pk: int) -> TaskForce:
    rows = TaskForce.objects.visible_to(user_of(request)).select_related("unit", "campaign")
    return get_object_or_404(rows, pk=pk)


def _may_reveal(user: User, force: TaskForce) -> bool:
    """The unit itself, and those above who review: not everybody who may look."""
    own = holds(user, Deed.RECEIVE_NOTICE, force.unit_id)
    return own or oversees(user, Deed.REVIEW, force.unit)
