"""The whole audit on real files, read in real worker processes."""

import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.builders import ANNEX2, csv_bytes, xlsx
from tests.pipelines.audit.inbox import (
    FIRST,
    FORMULA,
    FOURTH,
    SECOND,
    THIRD,
    Quiet,
    form,
    lines,
    make_inbox,
    run,
    summary,
    usage,
)

RESULTS = {
    "files.jsonl", "rows.jsonl", "findings.jsonl", "summary.json",
    "附件1 涉及APP的文件及活动汇总表.xlsx", "附件2 已推广使用的APP统计汇总表.xlsx", "清理清单.xlsx",
    "问题清单.xlsx",
    "附件3 排查及清理情况报告.docx", "附件4 排查整治活动总结.docx",
}  # fmt: skip
MACHINE_READABLE = ("files.jsonl", "rows.jsonl", "findings.jsonl", "summary.json")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_inbox(tmp_path_factory.mktemp("县"))


@pytest.fixture(scope="module")
def out(inbox: Path) -> Path:
    out = inbox.parent / "结果"
    run(inbox, out)
    return out


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def file(out: Path, ending: str) -> dict[str, Any]:
    (found,) = [line for line in lines(out, "files.jsonl") if line["file"].endswith(ending)]
    return found


def rows(out: Path, ending: str) -> list[dict[str, Any]]:
    return [line for line in lines(out, "rows.jsonl") if line["file"].endswith(ending)]


def test_all_results_are_there_and_nothing_else(out: Path) -> None:
    assert names(out) == RESULTS


def test_every_file_is_named_with_its_digest_and_its_outcome(inbox: Path, out: Path) -> None:
    outcomes = {line["file"]: line["outcome"] for line in lines(out, "files.jsonl")}
    assert outcomes == {
        "云溪县/云溪县第三小学/附件2.xlsx": "read",
        "云溪县/云溪县第五小学/零报告.docx": "read",
        "云溪县/云溪县第四小学/附件2.xlsx": "read",
        "云溪县/第一小学/副本附件2.xlsx": "duplicate",
        "云溪县/第一小学/补充.csv": "read",
        "云溪县/第一小学/附件2.xlsx": "read",
        "云溪县/第二小学附件2.xlsx": "read",
        "云溪县/第二小学附件2（更正）.xlsx": "read",
        "坏了.xlsx": "unreadable",
        "新县.zip!/新县教育体育局/附件1.xlsx": "read",
        "新县.zip!/新县第二小学/附件2.csv": "read",
        "新县/新县实验小学附件2.docx": "read",
        "藏.xlsx": "not_a_form",
        "通知.txt": "not_a_form",
    }
    assert list(outcomes) == sorted(outcomes)
    bytes_sent = (inbox / "云溪县/第二小学附件2.xlsx").read_bytes()
    assert file(out, "第二小学附件2.xlsx")["sha256"] == hashlib.sha256(bytes_sent).hexdigest()
    assert file(out, "第二小学附件2.xlsx")["tables"] == 1


def test_what_was_not_read_says_why_and_a_hidden_sheet_is_named(out: Path) -> None:
    assert file(out, "坏了.xlsx")["reason"]
    assert "没有找到附件1或附件2的表格" in file(out, "通知.txt")["reason"]
    assert "隐藏的工作表“草稿”里有附件表格" in file(out, "藏.xlsx")["reason"]
    assert not [
        row for row in lines(out, "rows.jsonl") if row.get("school") == FOURTH and row["app_name"]
    ]


def test_the_same_bytes_count_once_and_all_their_rows_are_still_listed(out: Path) -> None:
    copy = rows(out, "副本附件2.xlsx")
    assert [row["row"] for row in copy] == [4, 5, 6, 7, 8]
    assert {row["status"] for row in copy} == {"duplicate"}
    assert all("只计一次" in row["reason"] for row in copy)


def test_the_same_fact_in_two_files_counts_once(out: Path) -> None:
    first, new = rows(out, "补充.csv")
    assert (first["status"], first["app_name"]) == ("accepted", "青禾作业")
    assert (new["status"], new["verdict"]) == ("accepted", "withdrawn")
    again = rows(out, "第一小学/附件2.xlsx")[0]
    assert (again["status"], again["app_name"]) == ("duplicate", "青禾作业")
    assert "补充.csv" in again["reason"]
    assert "是同一事项" in again["reason"]


def test_of_a_form_and_its_revision_the_revision_counts(out: Path) -> None:
    (revised,), (before,) = rows(out, "（更正）.xlsx"), rows(out, "第二小学附件2.xlsx")
    assert (revised["status"], revised["requirement"], revised["charges"]) == (
        "accepted",
        "recommended",
        False,
    )
    assert before["status"] == "duplicate"
    assert [problem["code"] for problem in before["problems"]][-1] == "differs_from_duplicate"
    assert SECOND not in {finding["school"] for finding in lines(out, "findings.jsonl")}


def test_nil_returns_of_equal_bytes_count_for_both_schools(out: Path) -> None:
    nil = {
        row["school"]: row["status"] for row in lines(out, "rows.jsonl") if row["status"] == "nil"
    }
    assert nil == {THIRD: "nil", FOURTH: "nil", "云溪县第五小学": "nil"}
    figures = summary(out)
    assert (figures["rows"]["nil"], figures["schools_nil"]) == (3, 3)


def test_a_row_without_a_name_is_rejected_and_keeps_what_it_says(out: Path) -> None:
    accepted, rejected = rows(out, "新县实验小学附件2.docx")
    assert (accepted["table"], accepted["row"], accepted["verdict"]) == ("1", 2, "offline")
    assert (rejected["status"], rejected["row"], rejected["app_name"]) == ("rejected", 3, None)
    assert rejected["filing_number"] == "教APP备1300005号"
    assert "没有写 APP 名称" in rejected["reason"]


def test_a_row_is_what_the_contract_says(out: Path) -> None:
    row = next(row for row in rows(out, "第一小学/附件2.xlsx") if row["row"] == 5)
    assert {key: row[key] for key in row if key not in {"problems", "file"}} == {
        "annex": 2, "table": "附件2", "row": 5, "status": "accepted", "reason": None,
        "app_name": "星河阅读", "app_kind": "mini_program", "filing_number": None,
        "filing_number_raw": "无",
        "verdict": "number_missing", "registry_name": "星河阅读", "school": FIRST,
        "function": "布置作业",
        "requirement": "mandatory", "collective_decision": False, "charges": True,
        "county": "云溪县",
    }  # fmt: skip
    first, second = rows(out, "附件1.xlsx")
    assert {key: first[key] for key in first if key not in {"problems", "file"}} == {
        "annex": 1, "table": "附件1", "row": 4, "status": "accepted", "reason": None,
        "app_name": "松峰家校通", "app_kind": "app", "filing_number": None,
        "filing_number_raw": "无",
        "verdict": "number_missing", "registry_name": "松峰家校通", "unit": "新县教育体育局",
        "document_name": "关于使用家校平台的通知", "document_number": "新教体〔2023〕7号",
        "department": "基教股",
        "purpose": "家校沟通", "valid_until": "2023-07-20", "county": "新县",
    }  # fmt: skip
    assert (second["valid_until"], second["document_number"], second["verdict"]) == (
        "none",
        None,
        "verified",
    )


def test_a_bureau_cleans_up_what_its_own_document_orders(out: Path) -> None:
    found = [f for f in lines(out, "findings.jsonl") if f["school"] == "新县第二小学"]
    assert {f["rule"] for f in found} == {"promoted_without_decision", "required_without_decision"}
    assert {f["responsible"] for f in found} == {"新县教育体育局"}
    assert found[0]["evidence"] == {
        "file": "新县.zip!/新县第二小学/附件2.csv",
        "table": found[0]["evidence"]["table"],
        "row": 4,
    }


def test_findings_say_who_what_and_why(out: Path) -> None:
    found = [f for f in lines(out, "findings.jsonl") if f["app_name"] == "星河阅读"]
    assert [f["clause"] for f in found] == ["二.2(2)", "二.2(3)", "三.2(2)", "三.2(3)"]
    assert found[0]["sentence"] == f"{FIRST}强制使用“星河阅读”，未经单位集体研究"
    assert all("未备案" not in f["sentence"] for f in lines(out, "findings.jsonl"))


def test_text_that_looks_like_a_formula_stays_text(out: Path) -> None:
    seen: set[object] = set()
    for book in sorted(out.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(book):
            for row in sheet.iter_rows():
                seen |= {cell.value for cell in row}
                assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    assert {FORMULA, "=SUM(A1)"} <= seen


def test_the_workbooks_list_what_was_accepted_and_no_more(out: Path) -> None:
    accepted = [row for row in lines(out, "rows.jsonl") if row["status"] == "accepted"]
    for annex, name in ((1, "附件1"), (2, "附件2")):
        (path,) = out.glob(f"{name} *.xlsx")
        sheet = openpyxl.load_workbook(path).worksheets[0]
        serials = [row[0].value for row in sheet.iter_rows() if isinstance(row[0].value, int)]
        assert serials == list(range(1, 1 + sum(row["annex"] == annex for row in accepted)))


def test_one_worker_gives_the_same_bytes_as_two(inbox: Path, out: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "一个", jobs=1)
    for name in MACHINE_READABLE:
        assert (tmp_path / "一个" / name).read_bytes() == (out / name).read_bytes(), name


def test_results_inside_the_inbox_are_not_read_as_forms(tmp_path: Path) -> None:
    inbox = tmp_path / "收件箱"
    xlsx(inbox / "一小.xlsx", form(FIRST, usage(FIRST, "青禾作业", "教APP备1100001号")))
    for _ in range(2):
        run(inbox, inbox / "结果", jobs=1)
        assert [line["file"] for line in lines(inbox / "结果", "files.jsonl")] == ["一小.xlsx"]


def test_another_campaign_judges_the_same_rows_by_its_own_rules(
    inbox: Path, tmp_path: Path
) -> None:
    run(inbox, tmp_path / "临江", campaign="linjiang_2024")
    found = lines(tmp_path / "临江", "findings.jsonl")
    assert {f["rule"] for f in found} == {"no_filing_number"}
    assert "星河阅读" not in {f["app_name"] for f in found}  # a mini-program
    assert summary(tmp_path / "临江")["campaign"] == "linjiang_2024"


def test_several_apps_in_one_cell_are_several_rows_each_with_its_own_number(tmp_path: Path) -> None:
    numbers = "教APP备1100002号、教APP备1300005号"
    both = usage(FIRST, "星河阅读、松峰家校通", numbers)
    again = usage(FIRST, "青禾作业/星河阅读", "教APP备1100001号")
    xlsx(tmp_path / "收件箱/一小.xlsx", form(FIRST, both, again))
    run(tmp_path / "收件箱", tmp_path / "结果", jobs=1)
    read = lines(tmp_path / "结果", "rows.jsonl")
    assert [(row["row"], row["app_name"], row["filing_number"], row["status"]) for row in read] == [
        (4, "星河阅读", "教APP备1100002号", "accepted"),
        (4, "松峰家校通", "教APP备1300005号", "accepted"),
        (5, "青禾作业", "教APP备1100001号", "accepted"),
        (5, "星河阅读", None, "duplicate"),
    ]


def test_several_apps_in_a_cell_are_a_problem_of_that_cell(tmp_path: Path) -> None:
    both = usage(FIRST, "星河阅读、松峰家校通", "教APP备1100002号、教APP备1300005号")
    xlsx(tmp_path / "收件箱/一小.xlsx", form(FIRST, both))
    run(tmp_path / "收件箱", tmp_path / "结果", jobs=1)
    first, _ = lines(tmp_path / "结果", "rows.jsonl")
    several = [problem for problem in first["problems"] if "2个应用" in problem["message"]]
    assert [(p["cell"], p["written"]) for p in several] == [("C4", "星河阅读、松峰家校通")]


def test_a_school_under_its_short_and_its_full_name_is_one_school(tmp_path: Path) -> None:
    for name in (FIRST, "第一小学", "信阳市" + FIRST):
        rows_sent = form(name, usage("", "青禾作业", "教APP备1100001号"))
        xlsx(tmp_path / f"收件箱/{name}.xlsx", rows_sent)
    run(tmp_path / "收件箱", tmp_path / "结果", jobs=1)
    assert summary(tmp_path / "结果")["schools"] == 1
    assert summary(tmp_path / "结果")["rows"]["duplicate"] == 2


def test_forms_that_name_no_school_stand_for_themselves(tmp_path: Path) -> None:
    for number, function in enumerate(("作业", "阅读")):
        nameless = usage("", "青禾作业", "教APP备1100001号", function=function)
        xlsx(tmp_path / f"收件箱/表{number}.xlsx", [ANNEX2, nameless])
    run(tmp_path / "收件箱", tmp_path / "结果", jobs=1)
    read = lines(tmp_path / "结果", "rows.jsonl")
    assert [(row["school"], row["status"]) for row in read] == [(None, "accepted")] * 2
    assert summary(tmp_path / "结果")["schools"] == 2


def test_what_lies_about_in_a_folder_is_named_and_harms_nobody(tmp_path: Path) -> None:
    inbox = tmp_path / "收件箱"
    xlsx(inbox / "一小.xlsx", form(FIRST, usage(FIRST, "青禾作业", "教APP备1100001号")))
    (inbox / "链接.xlsx").symlink_to(inbox / "一小.xlsx")
    (inbox / "空.csv").write_bytes(b"")
    (inbox / "其实是csv.xlsx").write_bytes(
        csv_bytes(form(SECOND, usage(SECOND, "青禾作业", "教APP备1100001号")))
    )
    (inbox / "~$附件2.xlsx").write_bytes(b"\x05clerk" * 30)
    run(inbox, tmp_path / "结果", jobs=1)
    said = {line["file"]: line["outcome"] for line in lines(tmp_path / "结果", "files.jsonl")}
    assert said == {
        "~$附件2.xlsx": "not_a_form",
        "一小.xlsx": "read",
        "其实是csv.xlsx": "read",
        "空.csv": "unreadable",
        "链接.xlsx": "unreadable",
    }
    assert all(
        line["reason"]
        for line in lines(tmp_path / "结果", "files.jsonl")
        if line["outcome"] != "read"
    )


class StoppedError(Exception):
    """Somebody pulled the plug."""


class Unplugged(Quiet):
    """Stops the run at a stage, or after so many steps."""

    def __init__(self, at: str) -> None:
        self._at = at
        self._now = ""
        self._steps = 0

    def stage(self, title: str, total: int | None) -> None:
        self._now, self._steps = title, 0
        if title == self._at and total is None:
            raise StoppedError

    def step(self, count: int = 1) -> None:
        self._steps += count
        if self._now == self._at and self._steps >= 5:
            raise StoppedError


@pytest.mark.parametrize("stage", ["查找文件", "读取和核对", "汇总和认定", "生成表格和报告"])
def test_a_stopped_run_leaves_the_old_results_as_they_were(
    inbox: Path, tmp_path: Path, stage: str
) -> None:
    out = tmp_path / "结果"
    out.mkdir()
    (out / "rows.jsonl").write_text("旧的结果")
    with pytest.raises(StoppedError):
        run(inbox, out, progress=Unplugged(stage))
    assert names(out) == {"rows.jsonl"}
    assert (out / "rows.jsonl").read_text() == "旧的结果"
