"""The look as a Django app, so that templates find its tags."""

from __future__ import annotations

from django.apps import AppConfig

from qingyuan.server.look.form_words import speak_plainly


class LookConfig(AppConfig):
    """外观: no models, template tags only."""

    name = "qingyuan.server.look"
    label = "look"
    verbose_name = "外观"

    def ready(self) -> None:
        """Gives forms their words."""
        speak_plainly()
