"""导入: upload, preview, write; templates to fill in."""

from __future__ import annotations

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.organisations.actions.imports import (
    adopt_suggestion,
    begin_writing,
    read_batch,
    receive,
    write_batch,
)
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.forms.imports import AdoptForm, ApplyForm, UploadForm
from qingyuan.server.organisations.import_rights import (
    BYTES_IN_REQUEST,
    LINES_IN_REQUEST,
    check_can_import,
    may_import,
)
from qingyuan.server.organisations.jobs import read_import, write_import
from qingyuan.server.organisations.models import ImportBatch, ImportLine, Unit
from qingyuan.server.organisations.presenters.imports import (
    import_page,
    recent_imports,
    title_of,
)
from qingyuan.server.organisations.workbooks import template_workbook
from qingyuan.server.web.address import client_address

Subject = ImportBatch.Subject
State = ImportBatch.State


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """The file; small ones are read at once, large ones by the worker."""
    kind = _subject(subject)
    unit = get_object_or_404(Unit.objects.visible_to(user_of(request)), pk=pk)
    check_can_import(user_of(request), kind, unit)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("organisations:import_batch", pk=_receive(request, unit, kind, form))
        except Refused as refused:
            form.add_error("file", refused.sentence)
    recent = recent_imports(user_of(request), subject)
    context = {"title": title_of(subject), "form": form, "unit": unit, "subject": subject}
    return render(request, "organisations/import_upload.html", {**context, "recent": recent})


def _subject(subject: str) -> ImportBatch.Subject:
    if subject not in Subject.values:
        raise Http404
    return Subject(subject)


def _receive(request: HttpRequest, unit: Unit, subject: Subject, form: UploadForm) -> int:
    content, by, at = form.upload().read(), actor_of(request), timezone.now()
    name = form.upload().name or "文件"
    is_large = len(content) > BYTES_IN_REQUEST
    with transaction.atomic():
        batch = receive(unit=unit, subject=subject, content=content, name=name, by=by, at=at)
        if is_large:
            read_import.enqueue(batch.pk)
    if not is_large:
        read_batch(batch)
    return batch.pk


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    visible = ImportBatch.objects.visible_to(user_of(request))
    return get_object_or_404(visible.select_related("unit", "file"), pk=pk)


@require_GET
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change, or has changed."""
    return _page(request, _batch(request, pk), ApplyForm())


def _page(request: HttpRequest, batch: ImportBatch, form: ApplyForm) -> HttpResponse:
    page = import_page(batch, request.GET.get("show", ""), request.GET.get("page"))
    can_write = may_import(user_of(request), Subject(batch.subject), batch.unit)
    context = {
        "title": title_of(batch.subject),
        "shown": page,
        "batch": batch,
        "form": form,
        "crumbs": page.crumbs,
        "can_write": can_write,
    }
    return render(request, "organisations/import_batch.html", context)


@require_POST
def apply_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes what the preview showed."""
    batch = _batch(request, pk)
    check_can_import(user_of(request), Subject(batch.subject), batch.unit)
    form = ApplyForm(request.POST if batch.bad_count else {"bad": "stop"})
    if not form.is_valid():
        return _page(request, batch, form)
    try:
        _write(request, batch, skips_bad=form.cleaned_data["bad"] == "skip")
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _page(request, _batch(request, pk), form)
    return redirect("organisations:import_batch", pk=pk)


@transaction.atomic
def _write(request: HttpRequest, batch: ImportBatch, *, skips_bad: bool) -> None:
    """One transaction: what was begun here is written, or a job waits that will write it."""
    by, at = actor_of(request), timezone.now()
    begin_writing(batch=batch, skips_bad=skips_bad, by=by, at=at)
    if batch.to_write > LINES_IN_REQUEST:
        write_import.enqueue(batch.pk, client_address(request))
    else:
        write_batch(batch=batch, by=by, at=at)


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes what was suggested for a cell."""
    batch = _batch(request, pk)
    check_can_import(user_of(request), Subject(batch.subject), batch.unit)
    form = AdoptForm(request.POST)
    if form.is_valid():
        lines = ImportLine.objects.filter(batch=batch).select_related("batch__unit", "batch__file")
        line = get_object_or_404(lines, pk=form.cleaned_data["line"])
        adopt_suggestion(
            line=line, name=form.cleaned_data["name"], by=actor_of(request), at=timezone.now()
        )
    return redirect("organisations:import_batch", pk=pk)


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a file that nobody has read yet before the worker again."""
    batch = _batch(request, pk)
    check_can_import(user_of(request), Subject(batch.subject), batch.unit)
    if batch.state in {State.RECEIVED, State.READ}:
        read_import.enqueue(batch.pk)
    return redirect("organisations:import_batch", pk=pk)


@require_GET
def template(request: HttpRequest, subject: str) -> FileResponse:  # noqa: ARG001 - the same for all
    """An empty list to fill in."""
    kind = _subject(subject)
    file = template_workbook(kind, timezone.localdate())
    return FileResponse(file, as_attachment=True, filename=f"{kind.label}模板.xlsx")
