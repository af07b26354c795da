"""Addresses of the first pages and of what every role has."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.look.preferences import set_preferences
from qingyuan.server.reporting.views import health, home, system

app_name = "reporting"
urlpatterns = [
    path("", home.home, name="home"),
    path("preferences/", set_preferences, name="preferences"),
    path("system/", system.system, name="system"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
