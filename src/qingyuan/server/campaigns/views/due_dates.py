"""报送任务: until when it is due, a new date for all, an extension for a unit."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingyuan.core.deadlines.state import due_state, due_words
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.campaigns import extend, set_due_date
from qingyuan.server.campaigns.current import holds, own_unit
from qingyuan.server.campaigns.due import standing_due_date
from qingyuan.server.campaigns.forms.due_dates import DueDateForm, ExtensionForm
from qingyuan.server.campaigns.forms.expected import unit_named
from qingyuan.server.campaigns.models import Deliverable, DueDate
from qingyuan.server.campaigns.presenters.campaign_page import owers_of
from qingyuan.server.campaigns.presenters.due_dates import due_date_table, standing_of
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.models.scope import scope_of
from qingyuan.server.organisations.permissions import Deed, check_own_deed


@require_http_methods(["GET", "POST"])
def deliverable(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates; those who run the campaign change them."""
    user = user_of(request)
    rows = Deliverable.objects.visible_to(user).select_related("campaign__unit")
    one = get_object_or_404(rows, pk=pk)
    forms: tuple[DueDateForm, ExtensionForm] = (DueDateForm(), ExtensionForm())
    if request.method == "POST":
        check_own_deed(user, Deed.RUN_CAMPAIGN, one.campaign.unit)
        forms = _posted(request, one)
        if all(not form.errors for form in forms):
            return redirect("campaigns:deliverable", one.pk)
    unit, today = own_unit(user), timezone.localdate()
    scope = Q(unit=None) | scope_of(user, "unit__path")
    dates = list(
        DueDate.objects.filter(scope, deliverable=one).select_related("unit").order_by("-pk")[:50]
    )
    is_mine = one.is_owed_by(unit)
    due_on = standing_due_date(one, unit, timezone.now()) if is_mine else standing_of(one, dates)
    context = {
        "title": one.name,
        "deliverable": one,
        "owers": owers_of(one),
        "words": due_words(due_state(due_on, today), superior="上级"),
        "table": due_date_table(one, dates),
        "may_run": holds(user, Deed.RUN_CAMPAIGN, one.campaign.unit_id),
        "is_mine": is_mine,
        "all_form": forms[0],
        "one_form": forms[1],
        "crumbs": (
            Crumb("行动", "/campaigns/"),
            Crumb(one.campaign.name, f"/campaigns/{one.campaign_id}/"),
            Crumb(one.name),
        ),
    }
    return render(request, "campaigns/set_up/deliverable.html", context)


def _posted(request: HttpRequest, one: Deliverable) -> tuple[DueDateForm, ExtensionForm]:
    """One of the two forms was sent; the other comes back as it was."""
    if "one-unit" in request.POST:
        extension = ExtensionForm(request.POST)
        if extension.is_valid():
            _extend(request, one, extension)
        return DueDateForm(), extension
    form = DueDateForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            set_due_date(
                deliverable=one,
                due_on=data["due_on"],
                reason=data["reason"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "已改截止日期。此前报送的仍按当时的截止日期算")
    return form, ExtensionForm()


def _extend(request: HttpRequest, one: Deliverable, form: ExtensionForm) -> None:
    data = form.cleaned_data
    try:
        unit = unit_named(data["unit"].strip(), one.campaign)
        extend(
            deliverable=one,
            unit=unit,
            due_on=data["due_on"],
            reason=data["reason"],
            by=actor_of(request),
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, refused.sentence)
    else:
        messages.success(request, f"已给{unit.name}延期")
