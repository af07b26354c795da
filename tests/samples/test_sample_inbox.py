"""The inbox that is shipped is read as its truth says: what `make run` shows is right."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from benchmarks.inbox.mess_kinds import MESS_KINDS
from benchmarks.inbox.report import score_result
from benchmarks.inbox.score import Score, read_lines
from samples.make import make

from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.pipelines.audit.order import Order
from qingyuan.pipelines.audit.run import audit

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "samples" / "云溪县"
PAPERS = {
    "附件1 涉及APP的文件及活动汇总表.xlsx",
    "附件2 已推广使用的APP统计汇总表.xlsx",
    "附件3 排查及清理情况报告.docx",
    "附件4 排查整治活动总结.docx",
    "清理清单.xlsx",
    "问题清单.xlsx",
}
ALL_OF_THEM = (
    "rows: found",
    "rows: real",
    "rows: place",
    "rows: status",
    "nil returns: seen",
    "nil returns: real",
    "facts: counted once",
    "files: outcome",
    "findings: evidence exists",
    "summary: rows add up",
)


class Silent:
    """A progress that nobody watches."""

    def stage(self, title: str, total: int | None) -> None:
        """Says nothing."""

    def step(self, count: int = 1) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("结果")
    order = Order(
        inbox=COUNTY / "收件箱",
        out=out,
        registry=COUNTY / "备案名录.csv",
        pack=read_rulepack("xinyang_2023"),
        made_on=date(2023, 7, 21),
        unit="云溪县教育体育局",
    )
    audit(order, Silent())
    return out


@pytest.fixture(scope="module")
def score(result: Path) -> Score:
    return score_result(COUNTY, result)


def misses(score: Score, *words: str) -> str:
    told = [miss for miss in score.misses if not words or miss["field"] in words]
    keys = ("what", "field", "expected", "got", "file", "table", "row", "app_name")
    return "\n" + "\n".join(" ".join(f"{miss[key]}" for key in keys) for miss in told[:12])


@pytest.mark.parametrize("what", ALL_OF_THEM)
def test_nothing_is_lost_and_nothing_invented(score: Score, what: str) -> None:
    assert score.totals[what].all > 0
    assert score.totals[what].share == 1.0, misses(score)


@pytest.mark.parametrize("field", ["app_name", "filing_number"])
def test_names_and_numbers_are_right(score: Score, field: str) -> None:
    assert score.fields[field].share >= 0.995, misses(score, field)


def test_every_other_field_is_right(score: Score) -> None:
    # Some fields stand in some sixty rows only, where a single miss is more than one in a hundred.
    wrong = {name: tally.share for name, tally in score.fields.items() if tally.share < 0.98}
    assert not wrong, misses(score, *wrong)
    right, all_of_them = (
        sum(getattr(tally, part) for tally in score.fields.values()) for part in ("right", "all")
    )
    assert right / all_of_them >= 0.995


def test_all_papers_are_there_and_nothing_half_written(result: Path) -> None:
    lines = {"files.jsonl", "rows.jsonl", "findings.jsonl", "summary.json"}
    assert {path.name for path in result.iterdir()} == PAPERS | lines


def test_every_file_that_was_not_read_has_its_reason(result: Path) -> None:
    unread = [f for f in read_lines(result / "files.jsonl") if f["outcome"] == "unreadable"]
    assert len(unread) >= 10
    assert all(file["reason"] for file in unread)


def test_the_sample_shows_every_kind_of_mess() -> None:
    truth = read_lines(COUNTY / "truth.jsonl") + read_lines(COUNTY / "truth_files.jsonl")
    shown = {kind for line in truth for kind in line["mess"]}
    assert {kind.name for kind in MESS_KINDS} - shown <= {"junk"}  # it has odd files of its own


def digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), sha256(path.read_bytes()).hexdigest()


def test_the_sample_can_be_made_again_byte_for_byte(tmp_path: Path) -> None:
    assert dict(digests(make(tmp_path))) == dict(digests(COUNTY))
    assert sum(path.stat().st_size for path in COUNTY.rglob("*")) < 1_500_000
