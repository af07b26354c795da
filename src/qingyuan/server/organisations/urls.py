"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from qingyuan.server.organisations.unit_deeds import UNIT_DEEDS
from qingyuan.server.organisations.views import (
    accounts,
    activation,
    first_sign_in,
    imports,
    roster,
    set_up,
    slips,
    unit_deeds,
    units,
)

app_name = "organisations"
_deeds = [
    path(f"units/<int:pk>/{key}/", unit_deeds.unit_deed, {"key": key}, name=f"{key}_unit")
    for key in UNIT_DEEDS
]
urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/add/", units.add_unit, name="add_unit"),
    path("units/export/", units.export_units, name="export_units"),
    path("units/<int:pk>/", units.unit, name="unit"),
    *_deeds,
    path("units/<int:pk>/import/<str:subject>/", imports.upload, name="import"),
    path("units/imports/<int:pk>/", imports.import_batch, name="import_batch"),
    path("units/imports/<int:pk>/apply/", imports.apply_import, name="apply_import"),
    path("units/imports/<int:pk>/adopt/", imports.adopt, name="adopt"),
    path("units/imports/<int:pk>/read/", imports.read_again, name="read_again"),
    path("units/imports/<int:pk>/slips/", slips.batch_slips, name="batch_slips"),
    path("units/templates/<str:subject>/", imports.template, name="template"),
    path("units/<int:pk>/roster/", roster.roster, name="roster"),
    path("units/<int:pk>/roster/add/", roster.add_person, name="add_person"),
    path("units/<int:pk>/roster/paste/", roster.paste_roster, name="paste_roster"),
    path("units/people/<int:pk>/leave/", roster.leave, name="leave"),
    path("units/accounts/", accounts.accounts, name="accounts"),
    path("units/accounts/lacking/", accounts.lacking, name="lacking"),
    path("units/accounts/add/", accounts.add_account, name="add_account"),
    path("units/accounts/slips/", slips.slips, name="slips"),
    path("units/posts/<int:pk>/", accounts.post, name="post"),
    path("units/posts/<int:pk>/give/", accounts.give, name="give_post"),
    path("units/posts/<int:pk>/hand-over/", accounts.hand_over_post, name="hand_over"),
    path("units/posts/<int:pk>/end/", accounts.end, name="end_post"),
    path("units/posts/<int:pk>/disable/", accounts.disable, name="disable"),
    path("units/posts/<int:pk>/second-factor/", accounts.second_factor, name="second_factor"),
    path("units/posts/<int:pk>/enable/", accounts.enable, name="enable"),
    path("units/posts/<int:pk>/slip/", accounts.slip, name="slip"),
    path("activate/", activation.activate_account, name="activate"),
    path("first/", first_sign_in.first_sign_in, name="first_sign_in"),
    path("set-up/<str:token>/", set_up.set_up, name="set_up"),
]
