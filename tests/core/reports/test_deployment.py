"""The deployment report and what it still lacks, before any file exists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from tests.core.reports.deployments import CITY, COMPLETE, COUNTY, NOTHING, SCHOOL, SCHOOLS

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.reports.blocks import (
    Addressee,
    Heading,
    Paper,
    Paragraph,
    RunKind,
    SignatureLine,
    TableBlock,
)
from qingyuan.core.reports.deployment import deployment_paper
from qingyuan.core.reports.deployment_figures import (
    Children,
    DeploymentFigures,
    Expected,
    Member,
    UnitCoverage,
)
from qingyuan.core.reports.deployment_gaps import GapKind, deployment_gaps
from qingyuan.core.reports.deployment_tables import unit_table
from qingyuan.formats.writers.docx import write_paper

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = [
    "一、工作部署情况",
    "二、传达到位情况",
    "三、专班组成人员及联系方式",
    "四、投诉受理渠道",
    "五、下一步安排",
]
CASES = {"county": COUNTY, "school": SCHOOL, "nothing": NOTHING, "all": COMPLETE, "city": CITY}
cases = pytest.mark.parametrize("figures", CASES.values(), ids=CASES)


def body(figures: DeploymentFigures) -> str:
    lines = (
        "".join(run.text for run in block.runs)
        for block in deployment_paper(figures).blocks
        if isinstance(block, Paragraph)
    )
    return "\n".join(lines)


def tables(paper: Paper) -> list[TableBlock]:
    return [block for block in paper.blocks if isinstance(block, TableBlock)]


def blanks(figures: DeploymentFigures) -> list[str]:
    return [
        run.text
        for block in deployment_paper(figures).blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.kind is RunKind.BLANK
    ]


def kinds(figures: DeploymentFigures) -> list[GapKind]:
    return [gap.kind for gap in deployment_gaps(figures)]


@cases
def test_the_report_has_its_five_sections_in_order(figures: DeploymentFigures) -> None:
    headings = [
        block.text
        for block in deployment_paper(figures).blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    assert headings == SECTIONS


@cases
def test_it_goes_to_the_superior_and_is_signed(figures: DeploymentFigures) -> None:
    paper = deployment_paper(figures)
    assert paper.title == "关于APP排查整治活动工作部署情况的报告"
    assert isinstance(paper.blocks[0], Addressee)
    assert paper.blocks[0].unit.text == figures.superior
    (signature,) = (block for block in paper.blocks if isinstance(block, SignatureLine))
    assert (signature.unit.text, signature.on) == (figures.unit, figures.made_on)


@cases
def test_what_comes_next_is_left_to_people(figures: DeploymentFigures) -> None:
    assert blanks(figures)[-1].startswith("【请填写：摸排底数、深度清理等下一步")


@cases
def test_sentences_are_whole(figures: DeploymentFigures) -> None:
    for line in body(figures).splitlines():
        assert re.search(r"[。：】]$", line), line
        assert not re.search(r"[，。；：]{2}|None", line), line


@pytest.mark.parametrize("figures", [COUNTY, COMPLETE, SCHOOL, CITY])
def test_nothing_else_is_left_open_where_everything_is_known(figures: DeploymentFigures) -> None:
    assert len(blanks(figures)) == 1


def test_what_is_not_known_is_left_open_and_not_made_up() -> None:
    assert len(blanks(NOTHING)) == 6
    text = body(NOTHING)
    assert "收到通知的日期为【请填写：日期】，尚未转发至所属学校。" in text
    assert "应成立专班的40所，已成立0所。" in text


def test_the_notice_and_the_follow_up_documents_stand_with_their_numbers() -> None:
    text = body(COUNTY)
    assert "按照《关于开展APP排查整治活动的通知》（临教体办〔2023〕56号）要求" in text
    assert "2023年6月12日收到通知，2023年6月13日转发至40所学校。" in text
    assert "（云教体〔2023〕21号）；2023年6月14日印发《云溪县APP排查整治活动实施方案》。" in text
    assert "召开会议2次：2023年6月15日召开全县APP排查整治动员部署会，126人参加；" in text
    assert "2023年6月16日召开中心校校长工作例会。" in text


def test_schools_that_were_left_out_are_counted() -> None:
    some = replace(COUNTY, coverage=Coverage(40, 38, 30, 30, 100, 90))
    assert "2023年6月13日转发至38所学校，另有2所尚未下发。" in body(some)
    assert "当日转发至40所学校" in body(replace(COUNTY, sent_on=COUNTY.received_on))
    assert "收到通知，已转发至40所学校。" in body(replace(COUNTY, sent_on=None))


def test_coverage_says_who_is_not_reached() -> None:
    text = body(COUNTY)
    assert "应传达40所学校，已下发40所、打开39所、签收38所，签收率95.0%。" in text
    assert f"尚未签收的2所：{SCHOOLS[7]}、{SCHOOLS[12]}。" in text
    assert "教职员工共1480人，本人确认或参加会议、已传达到的1455人，传达率98.3%" in text
    assert "尚未传达到25人。另有1所学校没有填报教职员工名册，未计入。" in text


def test_a_school_speaks_of_its_staff_alone() -> None:
    text = body(SCHOOL)
    assert "教职员工共186人，本人确认或参加会议、已传达到的182人" in text
    assert "学校，已下发" not in text
    assert "所属" not in text
    assert [table.caption for table in tables(deployment_paper(SCHOOL))] == [
        "专班组成人员及联系方式"
    ]


def test_every_member_stands_with_duty_and_whole_contact() -> None:
    members = tables(deployment_paper(COUNTY))[0]
    assert members.rows[0] == (
        *("1", "何书远", "云溪县教育体育局局长", "组长", "全面负责，统筹协调"),
        "0000-6120001",
    )
    assert members.rows[3][-1] == "待补"
    assert members.rows[4][-2] == "待补"
    assert len(members.rows) == 6


def test_only_a_head_who_leads_is_called_the_head() -> None:
    assert "由主要负责人何书远（云溪县教育体育局局长）任组长" in body(COUNTY)
    assert "由方以南（副校长）任组长" in body(SCHOOL)
    without = replace(SCHOOL, members=SCHOOL.members[1:])
    assert "组成人员2人，【请填写：组长】，名单见下表。" in body(without)


def test_task_forces_and_channels_of_the_schools_are_counted_and_named() -> None:
    text = body(COUNTY)
    assert "应成立专班的40所，已成立37所，其中由主要负责人任组长的36所。尚未成立的3所：" in text
    assert f"组长不是主要负责人的1所：{SCHOOLS[5]}。" in text
    assert f"已公布39所。尚未公布的1所：{SCHOOLS[7]}。" in text
    assert "1．电话0000-6120010，2023年6月16日在云溪县教育体育局网站公布。" in text
    assert "2．邮箱tousu@yunxi.example。" in text


def test_the_table_has_every_school_and_what_it_still_has_to_do() -> None:
    table = tables(deployment_paper(COUNTY))[1]
    assert [row[1] for row in table.rows] == [*SCHOOLS, "合计"]
    todo = {row[1]: row[-1] for row in table.rows}
    assert todo[SCHOOLS[7]] == "签收、填报名册、成立专班、公布投诉渠道"
    assert todo[SCHOOLS[5]] == "主要负责人任组长"
    assert todo[SCHOOLS[23]] == "传达到5人"
    assert todo[SCHOOLS[0]] == "无"
    assert table.rows[7][2:6] == ("未签收", "未填名册", "—", "—")
    assert table.rows[-1] == ("", "合计", "38/40", "1480", "1455", "98.3%", "")


def test_more_names_than_a_sentence_holds_are_in_the_table() -> None:
    many = tuple(f"第{number}小学" for number in range(11))
    figures = replace(COUNTY, task_forces=Expected(40, 29, many), by_unit=())
    assert "尚未成立的11所，见附表。" in body(figures)
    assert {row[1] for row in tables(deployment_paper(figures))[1].rows} >= set(many)


def test_a_unit_with_units_below_it_says_how_many() -> None:
    assert "尚未签收的34个：云溪县教育体育局（10个）、" in body(CITY)
    table = tables(deployment_paper(CITY))[1]
    assert table.rows[0][2] == "300/310"
    assert table.rows[0][-1] == "签收10个、传达到10人"


def test_every_gap_is_named_with_what_to_do() -> None:
    sentences = [gap.sentence for gap in deployment_gaps(COUNTY)]
    names = f"{SCHOOLS[7]}、{SCHOOLS[12]}、{SCHOOLS[31]}"
    assert f"3 所学校还没有成立专班：{names}。请提醒登记专班名单" in sentences
    people = f"{SCHOOLS[12]}（20 人）、{SCHOOLS[23]}（5 人）"
    assert f"还有 25 名教职员工没有传达到：{people}。请发确认链接，或登记会议签到名单" in sentences
    assert kinds(COUNTY) == [
        GapKind.UNITS_NOT_SIGNED,
        GapKind.ROSTERS,
        GapKind.STAFF,
        GapKind.DUTIES,
        GapKind.CONTACTS,
        GapKind.CHILD_FORCES,
        GapKind.CHILD_HEADS,
        GapKind.CHILD_CHANNELS,
    ]


def test_a_deputy_who_leads_is_a_gap() -> None:
    assert kinds(SCHOOL) == [GapKind.STAFF, GapKind.HEAD]
    head = deployment_gaps(SCHOOL)[1].sentence
    assert head.startswith("专班组长不是主要负责人：方以南。通知要求")
    assert kinds(replace(SCHOOL, led_by_head=True)) == [GapKind.STAFF]


def test_a_task_force_without_a_leader_is_a_gap() -> None:
    members = (Member("陶青禾", "教师", "成员", "登记", "13000000013"),)
    assert GapKind.LEADER in kinds(replace(SCHOOL, members=members))


def test_where_nothing_is_done_every_section_has_its_gap() -> None:
    assert kinds(NOTHING) == [
        GapKind.RECEIPT,
        GapKind.MEANS,
        GapKind.UNITS_NOT_SENT,
        GapKind.UNITS_NOT_SIGNED,
        GapKind.ROSTERS,
        GapKind.TASK_FORCE,
        GapKind.CHILD_FORCES,
        GapKind.CHANNEL,
        GapKind.CHILD_CHANNELS,
    ]


def test_where_all_is_done_nothing_is_asked() -> None:
    done = tuple(replace(member, duty="排查", contact="0000-6120000") for member in COUNTY.members)
    assert deployment_gaps(replace(COMPLETE, members=done)) == ()


def test_a_document_or_a_meeting_is_enough() -> None:
    assert GapKind.MEANS not in kinds(replace(COUNTY, documents=()))
    assert GapKind.MEANS not in kinds(replace(COUNTY, meetings=()))


def test_a_long_list_of_names_is_shortened_and_kept() -> None:
    units = tuple(UnitCoverage(f"第{number}小学", Coverage(1, 1)) for number in range(9))
    figures = replace(COUNTY, by_unit=units, coverage=Coverage(9, 9))
    (gap,) = (gap for gap in deployment_gaps(figures) if gap.kind is GapKind.UNITS_NOT_SIGNED)
    assert "第4小学等。请" in gap.sentence
    assert len(gap.names) == 9


@cases
def test_gaps_speak_as_people_do(figures: DeploymentFigures) -> None:
    for gap in deployment_gaps(figures):
        assert re.search(r"请|通知要求", gap.sentence)
        assert not re.search(r"失败|异常|非法|！|您|None", gap.sentence)


@cases
def test_word_shows_what_the_report_says(tmp_path: Path, figures: DeploymentFigures) -> None:
    path = tmp_path / "工作部署情况报告.docx"
    write_paper(path, deployment_paper(figures))
    document = docx.Document(str(path))
    lines = [line.text for line in document.paragraphs]
    assert lines[2] == f"{figures.superior}："
    assert [line for line in body(figures).splitlines() if line not in lines] == []
    assert len(document.tables) == len(tables(deployment_paper(figures)))


def test_words_for_the_units_below_agree_with_their_number() -> None:
    assert (Children.SCHOOLS.measure, Children.SCHOOLS.noun) == ("所", "学校")
    assert (Children.UNITS.measure, Children.UNITS.noun) == ("个", "单位")


def test_staff_of_the_reporting_unit_itself_have_a_line_without_units() -> None:
    own = UnitCoverage("机关本级", Coverage(staff=12, staff_reached=9))
    figures = replace(
        COUNTY, by_unit=(*COUNTY.by_unit, own), coverage=COUNTY.coverage + own.coverage
    )
    table = unit_table(figures)
    assert table
    assert table.rows[len(COUNTY.by_unit)][1:] == ("机关本级", "—", "12", "9", "75.0%", "传达到3人")


def test_a_unit_that_stands_for_several_keeps_one_line() -> None:
    forces = Expected(40, 38, (f"{COUNTY.by_unit[0].name}（2所）",))
    table = unit_table(replace(COUNTY, task_forces=forces, not_led_by_head=(), child_channels=None))
    assert table
    assert table.rows[0][-1] == "成立专班（2所）"
    assert len(table.rows) == len(COUNTY.by_unit) + 1
