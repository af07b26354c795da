"""What others wrote is named, with the version that is in use and its licence."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
THIRD_PARTY = runpy.run_path(str(ROOT / "docs/third_party.py"))


def test_the_page_of_third_parties_is_current() -> None:
    page = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    assert page == THIRD_PARTY["third_party_page"](), "make docs"


def test_no_licence_is_left_open() -> None:
    page = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    assert "见安装目录" not in page
    assert "Affero" not in page
    assert "AGPL" not in page
