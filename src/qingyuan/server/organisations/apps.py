"""The context as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """单位."""

    name = "qingyuan.server.organisations"
    label = "organisations"
    verbose_name = "单位"
