"""Addresses of notices, receipts, and of the pages that need no account."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.campaigns.views import (
    acknowledging,
    chase,
    drafting,
    issuing,
    meetings,
    notice_history,
    notices,
    quizzes,
    reach,
    receipts,
    school_links,
)

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/new/", drafting.new_notice, name="new_notice"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/revise/", drafting.revise, name="revise"),
    path("notices/<int:pk>/units/", reach.notice_units, name="notice_units"),
    path("notices/<int:pk>/units.xlsx", reach.units_workbook, name="units_workbook"),
    path("notices/<int:pk>/unreached/", reach.notice_unreached, name="notice_unreached"),
    path("notices/<int:pk>/unreached.xlsx", reach.unreached_workbook, name="unreached_workbook"),
    path("notices/<int:pk>/chase/", chase.notice_chase, name="notice_chase"),
    path("notices/<int:pk>/quiz/", quizzes.notice_quiz, name="notice_quiz"),
    path("notices/<int:pk>/history/", notice_history.notice_history, name="notice_history"),
    path("notices/versions/<int:pk>/", drafting.draft, name="draft"),
    path("notices/versions/<int:pk>/change/", drafting.change, name="change_draft"),
    path("notices/versions/<int:pk>/discard/", drafting.discard, name="discard_draft"),
    path("notices/versions/<int:pk>/issue/", issuing.issue, name="issue"),
    path("notices/versions/<int:pk>/progress/", issuing.progress, name="progress"),
    path("notices/versions/<int:pk>/resume/", issuing.resume, name="resume_issue"),
    path("notices/versions/<int:pk>/file/", notices.notice_file, name="notice_file"),
    path("notices/receipts/<int:pk>/", receipts.receipt, name="receipt"),
    path("notices/receipts/<int:pk>/sign/", receipts.sign, name="sign"),
    path("notices/receipts/<int:pk>/pass-on/", receipts.passing_on, name="pass_on"),
    path("notices/receipts/<int:pk>/history/", receipts.receipt_history, name="receipt_history"),
    path("notices/receipts/<int:pk>/meeting/", meetings.meeting, name="meeting"),
    path("notices/receipts/<int:pk>/poster/", school_links.poster, name="poster"),
    path("notices/receipts/<int:pk>/links/", school_links.personal_links, name="personal_links"),
    path("notices/receipts/<int:pk>/slips/", school_links.slips, name="personal_slips"),
    path("notices/passings-on/<int:pk>/file/", receipts.passing_on_file, name="passing_on_file"),
    path("notices/meetings/<int:pk>/", meetings.meeting_page, name="meeting_page"),
    path("notices/meetings/<int:pk>/file/", meetings.meeting_file, name="meeting_file"),
    path("notices/acknowledgements/<int:pk>/excuse/", meetings.excuse_person, name="excuse"),
    path("t/<str:token>/", acknowledging.personal, name="personal"),
    path("t/<str:token>/file/", acknowledging.personal_file, name="personal_file"),
    path("s/<str:token>/", acknowledging.school_code, name="school_code"),
    path("s/<str:token>/file/", acknowledging.school_file, name="school_file"),
    path("k/<str:token>/", acknowledging.done, name="done"),
    path("k/<str:token>/quiz/", quizzes.quiz, name="quiz"),
]
