"""Addresses of campaigns."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.campaigns.views import campaigns, notices, submissions, task_forces

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("task-forces/", task_forces.task_forces, name="task_forces"),
    path("submissions/", submissions.submissions, name="submissions"),
]
