"""数字出处 is true: whoever follows it in the workbooks comes to the figures of the report."""

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from tests.pipelines.audit.inbox import make_inbox, run, summary

Line = dict[str, str]
SAMPLE = Path(__file__).parents[3] / "samples" / "云溪县" / "收件箱"


@pytest.fixture(scope="module", params=["small", "sample"])
def out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results for the small inbox, and for the sample with its many ways to write a name."""
    folder = tmp_path_factory.mktemp("县")
    run(make_inbox(folder) if request.param == "small" else SAMPLE, folder / "结果")
    return folder / "结果"


def lines(out: Path, begins: str, sheet: str) -> list[Line]:
    (path,) = out.glob(f"{begins}*.xlsx")
    rows = [
        ["" if value is None else str(value) for value in row]
        for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    ]
    head = next(place for place, row in enumerate(rows) if row[0] == "序号")
    table = [row for row in rows[head + 1 :] if row[0].isdecimal()]
    return [dict(zip(rows[head], row, strict=True)) for row in table]


def apps(rows: Iterable[Line], column: str) -> set[str]:
    """名录名称, or the written name where there is none."""
    return {row["名录名称"] or row[column] for row in rows}


def test_the_figures_of_annex_2(out: Path) -> None:
    said, used = summary(out), lines(out, "附件2", "附件2")
    verified = [row for row in used if row["核验结论"] == "已查到，名称与备案号一致"]
    schools = {row["学校名称"] for row in used}
    nil = {row["学校名称"] for row in lines(out, "附件2", "零报告学校")}
    charging = {row["学校名称"] for row in used if row["是否收费"] == "是"}
    assert len(apps(used, "APP 名称")) == said["apps_in_use"]
    assert len(apps(verified, "APP 名称")) == said["apps_with_filing_number"]
    assert (len(schools | nil), len(nil - schools)) == (said["schools"], said["schools_nil"])
    assert (len(used), len(charging)) == (said["usages"], said["schools_charging"])


def test_the_figures_of_annex_1_and_of_the_clean_up_list(out: Path) -> None:
    said, promoted = summary(out), lines(out, "附件1", "附件1")
    used, items = lines(out, "附件2", "附件2"), lines(out, "清理清单", "清理清单")
    documents = {
        (row["填报单位"], row["文件(活动)名称"].strip("《》"), row["文件编号"]) for row in promoted
    }
    names = {row["APP 名称"]: row["名录名称"] for row in used}
    names.update({row["涉及APP名称"]: row["名录名称"] for row in promoted})
    to_clean = {names[row["APP名称"]] or row["APP名称"] for row in items}
    units = {row["学校（使用单位）"] for row in items}
    bureaus = {unit for unit in units if unit.endswith("局")}
    assert (len(promoted), len(documents)) == (said["promotions"], said["promotion_documents"])
    assert (len(items), len(to_clean)) == (said["cleanup_items"], said["apps_to_clean"])
    assert len(units - bureaus) == said["schools_cleaning"]
    assert len(bureaus) == said["bureaus_cleaning"]
