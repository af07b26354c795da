"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.organisations.views import first_sign_in, units

app_name = "organisations"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("first/", first_sign_in.first_sign_in, name="first_sign_in"),
]
