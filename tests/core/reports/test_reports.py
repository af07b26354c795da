"""What stands in Annex 3 and Annex 4, before any file exists."""

from dataclasses import replace
from datetime import date

import pytest

from qingyuan.core.reports.annex3 import annex3_paper
from qingyuan.core.reports.annex4 import annex4_paper
from qingyuan.core.reports.blocks import Heading, Paper, Paragraph, RunKind, TableBlock
from qingyuan.core.reports.figures import (
    Annex3Figures,
    CountyCount,
    MatterCount,
    VerdictCount,
)

NOTHING = Annex3Figures(
    document="关于开展 APP 排查整治活动的通知",
    document_number="教体办电教〔2023〕56号",
    unit=None,
    made_on=date(2023, 7, 20),
    schools=0,
    schools_nil=0,
    apps_in_use=0,
    apps_with_filing_number=0,
    apps_number_missing=0,
    usages=0,
    schools_charging=0,
    promotions=0,
    promotion_documents=0,
    promoting_units=0,
    cleaning_schools=0,
    cleaning_bureaus=0,
    apps_to_clean=0,
    cleanup_items=0,
    usages_decided=0,
    usages_not_decided=0,
    usages_decision_unknown=0,
    files_unreadable=0,
    rows_rejected=0,
    registry_entries=0,
    registry_as_of=None,
)
# Every figure is another number, so that none can stand in another's place unseen.
COUNTY = replace(
    NOTHING,
    unit="云溪县教育体育局",
    schools=301,
    schools_nil=302,
    apps_in_use=303,
    apps_with_filing_number=304,
    apps_number_missing=305,
    usages=306,
    schools_charging=307,
    promotions=308,
    promotion_documents=309,
    promoting_units=310,
    cleaning_schools=311,
    cleaning_bureaus=320,
    apps_to_clean=312,
    cleanup_items=313,
    usages_decided=314,
    usages_not_decided=315,
    usages_decision_unknown=316,
    files_unreadable=317,
    rows_rejected=318,
    registry_entries=319,
    registry_as_of=date(2023, 7, 1),
    by_matter=(
        MatterCount(
            "没有可核对的备案号",
            ("二.2(1)", "三.2(1)"),
            25,
            (VerdictCount("unregistered", 23), VerdictCount("number_of_another_app", 2)),
        ),
        MatterCount("收费", ("二.2(3)",), 75),
    ),
    legend=(("二.2(1)", "深度清理第1类"), ("三.2(1)", "第1个“凡是”")),
    by_verdict=(VerdictCount("verified", 400), VerdictCount("offline", 0)),
    looks_back_to=date(2021, 1, 1),
)


def sentences(paper: Paper) -> str:
    return "\n".join(
        "".join(run.text for run in block.runs)
        for block in paper.blocks
        if isinstance(block, Paragraph)
    )


def headings(paper: Paper, level: int = 1) -> list[str]:
    blocks = paper.blocks
    return [block.text for block in blocks if isinstance(block, Heading) and block.level == level]


def tables(paper: Paper) -> dict[str, TableBlock]:
    return {block.caption: block for block in paper.blocks if isinstance(block, TableBlock)}


def blanks(paper: Paper) -> list[str]:
    paragraphs = (block for block in paper.blocks if isinstance(block, Paragraph))
    return [run.text for block in paragraphs for run in block.runs if run.kind is RunKind.BLANK]


def test_annex_3_has_the_four_sections_of_the_template() -> None:
    paper = annex3_paper(COUNTY)
    assert paper.title == "排查及清理情况报告"
    assert headings(paper) == [
        "一、APP统筹管理机制建立情况",
        "二、APP推荐使用情况",
        "三、APP实际使用情况",
        "四、APP清理情况",
    ]


def test_annex_4_has_the_three_sections_of_the_template() -> None:
    paper = annex4_paper(COUNTY)
    assert paper.title == "排查整治活动总结"
    assert headings(paper) == ["一、基本情况", "二、突出问题及原因分析", "三、意见建议"]


def test_annex_3_says_every_figure_and_where_its_rows_can_be_listed() -> None:
    paper = annex3_paper(COUNTY)
    text = sentences(paper)
    assert [number for number in map(str, range(301, 321)) if number not in text] == []
    listed = {row[1] for row in tables(paper)["数字出处（供核对，报送前可删去）"].rows}
    # Files, rejected rows and registry entries are named in the remarks instead.
    assert {*map(str, range(301, 317)), "320"} <= listed


def test_figures_are_marked_as_figures() -> None:
    paragraphs = [block for block in annex3_paper(COUNTY).blocks if isinstance(block, Paragraph)]
    figures = {run.text for block in paragraphs for run in block.runs if run.kind is RunKind.FIGURE}
    assert {"301", "303", "304", "313"} <= figures


def test_judgements_are_left_to_people() -> None:
    assert len(blanks(annex3_paper(COUNTY))) == 5
    assert len(blanks(annex4_paper(COUNTY))) == 7
    assert all(text.startswith("【请填写：") for text in blanks(annex3_paper(COUNTY)))


def test_an_unknown_unit_is_a_blank_and_not_an_invention() -> None:
    assert "【请填写：填报单位】" in blanks(annex3_paper(NOTHING))


def test_absence_from_the_registry_is_never_called_unfiled() -> None:
    for paper in (annex3_paper(COUNTY), annex4_paper(COUNTY)):
        assert "本地名录未查到，待官网核验" in sentences(paper)
        assert "未备案" not in sentences(paper)


def test_the_registry_is_named_by_date_and_size() -> None:
    assert "截至2023年7月1日，共319条" in sentences(annex3_paper(COUNTY))
    assert "名录文件没有注明日期" in sentences(annex3_paper(NOTHING))


def test_an_empty_county_reads_as_sentences_and_not_as_zeros() -> None:
    text = sentences(annex3_paper(NOTHING))
    assert "没有填报涉及APP推广使用的文件和活动" in text
    assert "没有查出需要清理的APP" in text


def test_counties_are_tabled_where_there_is_more_than_one() -> None:
    one = CountyCount("云溪县", 1, 2, 3, 4, 5, 6, 7)
    assert "分县区情况" not in tables(annex3_paper(replace(COUNTY, by_county=(one,))))
    table = tables(annex3_paper(replace(COUNTY, by_county=(one, one))))["分县区情况"]
    assert table.rows[0] == ("云溪县", "1", "2", "3", "4", "5", "6", "7")
    assert table.rows[-1] == ("合计", "301", "302", "306", "303", "304", "307", "308")


def test_only_verdicts_that_somebody_has_are_shown() -> None:
    table = tables(annex3_paper(COUNTY))["在用APP备案核验结论"]
    assert table.rows == (("已查到，名称与备案号一致", "400"),)


def test_annex_4_names_the_most_frequent_problems_first() -> None:
    text = sentences(annex4_paper(COUNTY))
    assert "共查出问题313条（一个单位的一个APP计一条）" in text
    assert "1．收费（依据通知二.2(3)）75条，占24.0%。" in text
    assert "2．没有可核对的备案号（依据通知二.2(1)、三.2(1)）25条，占8.0%（其中" in text


@pytest.mark.parametrize("paper", [annex3_paper(COUNTY), annex4_paper(COUNTY)])
def test_what_was_only_not_found_is_no_fact(paper: Paper) -> None:
    assert (
        "25条（其中本地名录未查到、待官网核验的23条，备案号属于另一APP、待核实的2条）"
        in sentences(paper).replace("，占8.0%", "")
    )


@pytest.mark.parametrize("paper", [annex3_paper(COUNTY), annex4_paper(COUNTY)])
def test_schools_and_bureaus_are_counted_apart(paper: Paper) -> None:
    assert "清理的学校311所、教育行政部门320个" in sentences(paper)


def test_bureaus_are_not_named_where_none_has_to_clean_up() -> None:
    paper = annex3_paper(replace(COUNTY, cleaning_bureaus=0))
    assert "清理的学校311所，列入" in sentences(paper)
    listed = [row[0] for row in tables(paper)["数字出处（供核对，报送前可删去）"].rows]
    assert "参与清理的教育行政部门" not in listed


def test_the_opening_names_the_notice_and_its_number() -> None:
    opening = "按照《关于开展 APP 排查整治活动的通知》（教体办电教〔2023〕56号）要求，"
    assert sentences(annex3_paper(COUNTY)).startswith(opening)


@pytest.mark.parametrize("paper", [annex3_paper(COUNTY), annex4_paper(COUNTY)])
def test_a_clerk_finds_no_code_words_and_reads_where_a_clause_stands(paper: Paper) -> None:
    origins = tables(paper)["数字出处（供核对，报送前可删去）"]
    text = sentences(paper) + str(origins.rows)
    assert [word for word in ("jsonl", "school", "去重", "系统") if word in text] == []
    assert "依据条款：二.2(1)指深度清理第1类；三.2(1)指第1个“凡是”。" in text
