"""What the documentation says of the program is so."""

import re
import runpy
from pathlib import Path

import pytest

from qingyuan.core.registry.verdict import Verdict
from qingyuan.core.reports.wording import VERDICT_WORDS
from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.server.reporting.manual import titles

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "qingyuan"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MANUAL = (ROOT / "docs/manual/审核填报表.md").read_text(encoding="utf-8")
WORDS_OF_THE_PROGRAM = "".join(
    path.read_text(encoding="utf-8")
    for kind in ("py", "html", "toml")
    for path in sorted(SOURCE.rglob(f"*.{kind}"))
)
OF_THE_AUDIT = {"审核填报表", "备案名录"}  # they quote what people write in their forms
GENERATE = runpy.run_path(str(ROOT / "docs/generate.py"))


def test_rules_page_is_what_the_packs_say() -> None:
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert page == GENERATE["rules_page"](), "make docs"


def test_the_limits_in_the_manual_are_the_programs() -> None:
    assert GENERATE["manual_page"]() == MANUAL, "make docs"


def test_every_entry_of_the_glossary_is_where_it_says() -> None:
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        paths = re.findall(r"(?:core|formats|pipelines|server|cli)/[\w/]+\.py", line)
        text = "".join((SOURCE / path).read_text(encoding="utf-8") for path in paths)
        names = re.findall(r"`([A-Za-z_]+)`", line) if paths else []
        assert [name for name in names if name not in text] == [], line


@pytest.mark.parametrize("title", sorted({*titles()} - OF_THE_AUDIT))
def test_the_manual_names_buttons_and_pages_as_the_site_does(title: str) -> None:
    text = (ROOT / f"docs/manual/{title}.md").read_text(encoding="utf-8")
    quoted = re.findall("(?<!如)“([^”]+)”", text)
    assert [words for words in quoted if words not in WORDS_OF_THE_PROGRAM] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / target).exists(), target


def test_the_manual_explains_every_verdict_with_the_words_of_the_papers() -> None:
    for verdict in Verdict:
        assert f"| {VERDICT_WORDS[verdict]} | `{verdict}` |" in MANUAL


def test_the_manual_says_rightly_which_verdicts_are_to_be_cleaned() -> None:
    rule = next(r for r in read_rulepack("xinyang_2023").rules if r.id == "no_filing_number")
    breaches = {value for case in rule.cases for condition in case for value in condition.values}
    for verdict in Verdict:
        line = next(row for row in MANUAL.splitlines() if f"| `{verdict}` |" in row)
        assert line.endswith("| 列入 |") == (verdict in breaches), line


def test_the_manual_explains_every_code_of_a_problem() -> None:
    codes: set[str] = set()
    for path in (SOURCE / "core").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        codes.update(re.findall(r'Problem\(\s*"([a-z_]+)"', text))
        if path.name == "advice.py":
            codes.update(re.findall(r'^    "([a-z_]+)":', text, re.MULTILINE))
    unexplained = {code for code in codes if f"`{code}`" not in MANUAL}
    assert not unexplained


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/manual/images").glob("*.png")))
def test_pictures_stay_small(picture: Path) -> None:
    assert picture.stat().st_size < 120_000
