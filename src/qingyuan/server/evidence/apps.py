"""The context as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """证据."""

    name = "qingyuan.server.evidence"
    label = "evidence"
    verbose_name = "证据"
