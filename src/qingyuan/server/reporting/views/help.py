"""帮助: the manual by role, a page of it, search, all of it on paper."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from qingyuan.server.look.parts import Crumb
from qingyuan.server.reporting import manual

_LONGEST = 60


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The chapters, and what was looked for."""
    words = request.GET.get("q", "").strip()[:_LONGEST]
    shown = {
        "title": "帮助",
        "chapters": manual.CHAPTERS,
        "words": words,
        "found": manual.search(words) if words else None,
    }
    return render(request, "reporting/help.html", shown)


@login_not_required
@require_safe
def page(request: HttpRequest, title: str) -> HttpResponse:
    """One page."""
    try:
        found = manual.page(title)
    except KeyError as error:
        raise Http404 from error
    crumbs = (Crumb("帮助", reverse("reporting:help")), Crumb(found.title))
    shown = {"title": found.title, "page": found, "crumbs": crumbs}
    return render(request, "reporting/help_page.html", shown)


@login_not_required
@require_safe
def on_paper(request: HttpRequest) -> HttpResponse:
    """Every page, one after the other, to be printed."""
    pages = [manual.page(title) for title in manual.titles()]
    shown = {"title": "使用手册", "pages": pages, "back_url": reverse("reporting:help")}
    return render(request, "reporting/help_print.html", shown)


@login_not_required
@cache_control(max_age=86_400, public=True)
@require_safe
def picture(_request: HttpRequest, name: str) -> FileResponse:
    """A picture of the manual; opened by itself it is saved, like everything that is a file."""
    path = manual.picture(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, content_type="image/png")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍与隐私说明."""
    return render(request, "pages/accessibility.html", {"title": "无障碍与隐私说明"})
