"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.organisations.views import first_sign_in, set_up, units

app_name = "organisations"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("first/", first_sign_in.first_sign_in, name="first_sign_in"),
    path("set-up/<str:token>/", set_up.set_up, name="set_up"),
]
