"""知晓小测: three questions after the acknowledgement, and how they were answered by unit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import links
from qingyuan.server.campaigns.actions.quizzes import take_quiz
from qingyuan.server.campaigns.forms.acknowledging import QuizForm
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion
from qingyuan.server.campaigns.presenters.notice_page import crumbs, sections
from qingyuan.server.campaigns.presenters.quiz_page import answer_lines, quiz_table
from qingyuan.server.campaigns.quiz_questions import questions_of
from qingyuan.server.campaigns.standpoint import stand_at
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.web.numbers import whole_number


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def quiz(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; after them the answers with their clauses."""
    rows = Acknowledgement.objects.select_related("version__notice__campaign")
    one = get_object_or_404(rows, pk=links.read_done(token))
    questions = questions_of(one.version.notice.campaign)
    is_offered = one.version.with_quiz and questions and one.reached_at
    if not is_offered or one.version.state != NoticeVersion.State.ISSUED:
        raise Http404
    form = QuizForm(request.POST or None, quiz=questions)
    context = {"title": "知晓小测", "form": form, "lines": ()}
    if request.method == "POST" and form.is_valid():
        try:
            result = take_quiz(
                acknowledgement=one, quiz=questions, answers=form.answers, at=timezone.now()
            )
        except Refused as refused:
            return render(
                request,
                "campaigns/acknowledging/ended.html",
                {"title": "知晓小测", "sentence": refused.sentence},
                status=409,
            )
        context |= {"lines": answer_lines(questions, result), "right": len(result.right)}
    return render(request, "campaigns/acknowledging/quiz.html", context)


@require_GET
def notice_quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """How the questions were answered, by unit; few answers are not shown."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    questions = questions_of(at.notice.campaign)
    return render(
        request,
        "campaigns/notices/quiz.html",
        {
            "title": "知晓小测",
            "at": at,
            "crumbs": crumbs(at, "知晓小测"),
            "sections": sections(at, "campaigns:notice_quiz"),
            "questions": list(enumerate(questions, start=1)),
            "table": quiz_table(at, questions),
        },
    )
