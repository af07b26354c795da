"""The site's own settings with the gallery in place of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

_AWAY = ("DenyByDefault", "SayRefusals", "axes.", "usersessions.")


def preview_settings() -> dict[str, Any]:
    """What `override_settings` takes: no page asks who looks, static files keep their names."""
    templates: dict[str, Any] = settings.TEMPLATES[0]
    folders = [Path(__file__).parent / "templates", *list(templates["DIRS"])]
    return {
        "ALLOWED_HOSTS": ["*"],
        "ROOT_URLCONF": "tests.server.look.preview_urls",
        "MIDDLEWARE": [
            name for name in settings.MIDDLEWARE if not any(part in name for part in _AWAY)
        ],
        "TEMPLATES": [{**templates, "DIRS": folders}],
        "STORAGES": {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    }
