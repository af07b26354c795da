"""Every figure is a sum of rows: a recount from the output files alone gives the same."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.pipelines.audit.inbox import lines, make_inbox, run, summary

COUNTIES = ("云溪县", "新县")
LACKING = "未标明县区"
Line = dict[str, Any]


def school_of(row: Line) -> str:
    """The forms here name every school in full."""
    return str(row["school"] if row["annex"] == 2 else row["unit"])


def county_of(row: Line) -> str:
    return next(
        (c for c in COUNTIES if row["file"].startswith(c) or school_of(row).startswith(c)), LACKING
    )


def app_of(row: Line) -> str:
    """A number that is another app's says nothing of which app is meant."""
    is_anothers = row["verdict"] == "number_of_another_app"
    return str(row["app_name"] if is_anothers else row["registry_name"] or row["app_name"])


def county_figures(rows: list[Line], findings: list[Line]) -> dict[str, int]:
    accepted = [row for row in rows if row["status"] == "accepted"]
    usages = [row for row in accepted if row["annex"] == 2]
    promotions = [row for row in accepted if row["annex"] == 1]
    using = {school_of(row) for row in usages}
    silent = {
        school_of(row) for row in rows if row["status"] == "nil" and row["annex"] == 2
    } - using
    breaches = {
        (f["evidence"]["file"], f["evidence"]["table"], f["evidence"]["row"]) for f in findings
    }
    broken = [row for row in accepted if (row["file"], row["table"], row["row"]) in breaches]
    cleaning = {school_of(row) for row in broken}
    bureaus = {unit for unit in cleaning if unit.endswith("教育体育局")}
    return {
        "schools": len(using | silent),
        "schools_nil": len(silent),
        "apps_in_use": len({app_of(row) for row in usages}),
        "apps_with_filing_number": len(
            {app_of(row) for row in usages if row["verdict"] == "verified"}
        ),
        "usages": len(usages),
        "schools_charging": len({school_of(row) for row in usages if row["charges"]}),
        "promotions": len(promotions),
        "promotion_documents": len(
            {(school_of(r), r["document_name"], r["document_number"]) for r in promotions}
        ),
        "schools_cleaning": len(cleaning - bureaus),
        "bureaus_cleaning": len(bureaus),
        "apps_to_clean": len({app_of(row) for row in broken}),
    }


def recount(out: Path) -> Line:
    rows, findings, files = (lines(out, f"{name}.jsonl") for name in ("rows", "findings", "files"))
    accepted = [row for row in rows if row["status"] == "accepted"]
    by_county = {}
    for county in {county_of(row) for row in rows if row["status"] in {"accepted", "nil"}}:
        own = [row for row in rows if county_of(row) == county]
        places = {(row["file"], row["table"], row["row"]) for row in own}
        theirs = [f for f in findings if tuple(f["evidence"].values()) in places]
        by_county[county] = county_figures(own, theirs)
    return {
        "files": {"found": len(files), **Counter(line["outcome"] for line in files)},
        "rows": {"read": len(rows), **Counter(row["status"] for row in rows)},
        **county_figures(rows, findings),
        "by_county": by_county,
        "by_verdict": Counter(row["verdict"] for row in accepted),
        "by_rule": Counter(finding["rule"] for finding in findings),
        "cleanup_items": len({(json.dumps(f["evidence"]), f["app_name"]) for f in findings}),
    }


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("县")
    run(make_inbox(folder), folder / "结果")
    return folder / "结果"


def test_the_summary_is_what_anybody_counts_from_the_rows(out: Path) -> None:
    said, counted = summary(out), recount(out)
    said["by_rule"] = {rule: count for rule, count in said["by_rule"].items() if count}
    assert {key: said[key] for key in counted} == counted


def test_rows_read_are_the_sum_of_what_became_of_them(out: Path) -> None:
    rows = summary(out)["rows"]
    assert rows["read"] == rows["accepted"] + rows["duplicate"] + rows["rejected"] + rows["nil"]
    assert all(rows.values())


def test_the_summary_says_which_registry_was_asked(out: Path) -> None:
    registry = summary(out)["registry"]
    assert registry["entries"] == 5
    assert len(registry["sha256"]) == 64
    assert registry["as_of"] is None
