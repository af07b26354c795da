"""Addresses of the first pages and of what every role has."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.look.preferences import set_preferences
from qingyuan.server.reporting.views import (
    audit,
    health,
    history,
    home,
    messages,
    missing,
    system,
)
from qingyuan.server.reporting.views import (
    help as manual,
)

app_name = "reporting"
urlpatterns = [
    path("", home.home, name="home"),
    path("brief/", home.brief, name="brief"),
    path("progress/<int:pk>/", home.progress, name="progress"),
    path("missing/<str:what>/", missing.missing_units, name="missing"),
    path("messages/", messages.message_list, name="messages"),
    path("messages/<int:pk>/", messages.message, name="message"),
    path("messages/read/", messages.read_all, name="read_all"),
    path("messages/channels/", messages.channels, name="channels"),
    path("history/<str:object_type>/<int:pk>/", history.history, name="history"),
    path("log/<int:pk>/", history.log, name="log"),
    path("log/<int:pk>/export/", history.log_export, name="log_export"),
    path("audit/", audit.audit, name="audit"),
    path("audit/seals/<str:on>/", audit.seal_file, name="seal"),
    path("preferences/", set_preferences, name="preferences"),
    path("system/", system.system, name="system"),
    path("help/", manual.index, name="help"),
    path("help/print/", manual.on_paper, name="help_print"),
    path("help/images/<str:name>", manual.picture, name="help_picture"),
    path("help/<str:title>/", manual.page, name="help_page"),
    path("accessibility/", manual.accessibility, name="accessibility"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
