"""Addresses of campaigns, expected units, due dates, task forces, channels, papers."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.campaigns.views import (
    campaigns,
    channels,
    due_dates,
    expected_units,
    filing,
    set_up,
    submissions,
    task_forces,
)

urlpatterns = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", set_up.new_campaign, name="new_campaign"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/file/", campaigns.campaign_file, name="campaign_file"),
    path("campaigns/<int:pk>/proposal/", set_up.proposal, name="proposal"),
    path("campaigns/<int:pk>/confirm/", set_up.confirm, name="confirm"),
    path("campaigns/<int:pk>/discard/", set_up.discard, name="discard_campaign"),
    path("campaigns/<int:pk>/units/", expected_units.expected_units, name="expected_units"),
    path("campaigns/<int:pk>/units/drift/", expected_units.drift, name="drift"),
    path("campaigns/<int:pk>/freeze/", expected_units.freeze, name="freeze"),
    path(
        "campaigns/<int:pk>/units/<int:unit_pk>/",
        expected_units.expected_unit,
        name="expected_unit",
    ),
    path("campaigns/deliverables/<int:pk>/", due_dates.deliverable, name="deliverable"),
    path("submissions/deliverables/<int:pk>/", filing.file, name="file"),
    path("submissions/deliverables/<int:pk>/paper/", filing.paper, name="paper"),
    path("task-forces/", task_forces.task_forces, name="task_forces"),
    path("task-forces/<int:pk>/", task_forces.task_force, name="task_force"),
    path("task-forces/<int:pk>/contacts/", task_forces.contacts, name="contacts"),
    path("task-forces/own/<int:pk>/", task_forces.own_task_force, name="own_task_force"),
    path("task-forces/channels/", channels.channels, name="channels"),
    path("task-forces/channels/<int:pk>/", channels.channel, name="channel"),
    path("task-forces/channels/<int:pk>/file/", channels.channel_file, name="channel_file"),
    path("task-forces/channels/<int:pk>/poster/", channels.poster, name="channel_poster"),
    path("task-forces/channels/own/<int:pk>/", channels.own_channel, name="own_channel"),
    path("c/<str:token>/", channels.public_channel, name="public_channel"),
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/accept/", submissions.accept_submission, name="accept_submission"),
    path("submissions/<int:pk>/return/", submissions.return_submission, name="return_submission"),
    path("submissions/<int:pk>/file/", submissions.submission_file, name="submission_file"),
    path("submissions/<int:pk>/scan/", submissions.submission_scan, name="submission_scan"),
    path(
        "submissions/<int:pk>/receipt/",
        submissions.submission_receipt,
        name="submission_receipt",
    ),
]
