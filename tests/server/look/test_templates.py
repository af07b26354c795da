"""Every template can be read: one that cannot shows only when its page is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template.loader import get_template

import qingyuan.server

_FOLDER = Path(qingyuan.server.__path__[0]) / "templates"
_TEMPLATES = sorted(str(path.relative_to(_FOLDER)) for path in _FOLDER.rglob("*.html"))


@pytest.mark.parametrize("name", _TEMPLATES)
def test_a_template_can_be_read(name: str) -> None:
    get_template(name)
