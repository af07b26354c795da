"""The context as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """报告."""

    name = "qingyuan.server.reporting"
    label = "reporting"
    verbose_name = "报告"
