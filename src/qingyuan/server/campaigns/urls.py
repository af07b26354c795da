"""Addresses of campaigns."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.campaigns import conveyance_urls
from qingyuan.server.campaigns.views import campaigns, submissions, task_forces

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    *conveyance_urls.urlpatterns,
    path("task-forces/", task_forces.task_forces, name="task_forces"),
    path("submissions/", submissions.submissions, name="submissions"),
]
