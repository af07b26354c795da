"""教体办电教〔2023〕56号: the notice that every requirement comes from."""

from datetime import date

import pytest
from tests.core.notices.samples import SEED, gaps, proposed, read

from qingyuan.core.notices.proposal import Confidence, DeliverableKind, Requirement, RuleKind

PROPOSAL = read(SEED)


def test_the_superiors_number_is_not_the_notices_own() -> None:
    assert PROPOSAL.document_number is not None
    assert PROPOSAL.document_number.value == "教体办电教〔2023〕56号"
    assert [each.value for each in PROPOSAL.based_on] == ["教办科技〔2023〕203号"]


def test_three_papers_are_due_and_the_sunday_stays_a_sunday() -> None:
    due = [(d.kind, d.due_on.value) for d in PROPOSAL.deliverables if d.due_on]
    assert due == [
        (DeliverableKind.DEPLOYMENT_REPORT, date(2023, 6, 20)),
        (DeliverableKind.SURVEY_REPORT, date(2023, 7, 25)),
        (DeliverableKind.SUMMARY, date(2023, 8, 20)),
    ]
    assert date(2023, 8, 20).isoweekday() == 7


def test_before_a_day_includes_that_day_and_says_so() -> None:
    first = PROPOSAL.deliverables[0].due_on
    assert first is not None
    assert "“前”含当日" in first.note


def test_a_template_that_no_sentence_names_goes_with_its_report_as_a_guess() -> None:
    annexes = PROPOSAL.deliverables[1].annexes
    assert [(a.value, a.confidence) for a in annexes] == [
        (1, Confidence.STATED),
        (2, Confidence.STATED),
        (3, Confidence.INFERRED),
    ]


def test_stages_have_the_year_of_the_notice_and_say_that_it_was_worked_out() -> None:
    first = PROPOSAL.stages[0]
    assert first.starts_on is not None
    assert first.starts_on.value == date(2023, 6, 12)
    assert first.starts_on.confidence is Confidence.INFERRED
    assert "年份按成文日期推算" in first.starts_on.note


def test_a_stage_has_its_points_as_tasks() -> None:
    tasks = [[task.value for task in stage.tasks] for stage in PROPOSAL.stages]
    assert tasks[1:] == [["摸排底数", "深度清理"], ["加强督查检查", "建立长效机制"]]
    assert "召开会议" in "".join(tasks[0])


def test_the_fourth_annex_is_found_without_its_label() -> None:
    fourth = PROPOSAL.forms[3]
    assert fourth.number.confidence is Confidence.INFERRED
    assert "没有写“附件”" in fourth.number.note
    assert [h.value for h in fourth.headings] == ["基本情况", "突出问题及原因分析", "意见建议"]


def test_annex_1_is_stamped_and_has_no_school_column_annex_2_the_reverse() -> None:
    first, second = PROPOSAL.forms[:2]
    assert (first.is_stamped, first.has_unit_column) == (True, False)
    assert (second.is_stamped, second.has_unit_column) == (False, True)
    assert first.remark == "表内没有学校一栏，各行属于盖章的填报单位"
    assert first.notes[0].value.endswith("填写“无有效期”")


def test_the_two_days_to_look_back_to_are_put_before_a_person() -> None:
    assert PROPOSAL.look_back_to is not None
    assert PROPOSAL.look_back_to.value == date(2021, 1, 1)
    found = next(d for d in PROPOSAL.discrepancies if d.code == "look_back")
    assert "2021-01-01" in found.message
    assert "2020-06-12" in found.message
    assert [source.sentence[:4] for source in found.sources] == ["二是自2", "介绍近三"]


def test_the_missing_third_chapter_is_named() -> None:
    found = next(d for d in PROPOSAL.discrepancies if d.code == "missing_chapter")
    assert found.message == "正文序号从“二”跳到“四”，请核对是否少贴了一部分"


@pytest.mark.parametrize(
    ("kind", "clauses"),
    [
        (RuleKind.CLEANUP_CLASS, ["二.2(1)", "二.2(2)", "二.2(3)", "二.2(4)"]),
        (RuleKind.BLANKET_RULE, ["三.2(1)", "三.2(2)", "三.2(3)"]),
        (RuleKind.PROHIBITION, ["三.2"]),
    ],
)
def test_rules_have_the_clauses_of_the_rule_pack(kind: RuleKind, clauses: list[str]) -> None:
    assert [rule.clause for rule in PROPOSAL.rules if rule.kind is kind] == clauses


def test_the_head_leads_and_every_school_and_teacher_is_reached() -> None:
    required = {r.value: r.source.sentence for r in PROPOSAL.requirements}
    assert "主要负责同志挂帅" in required[Requirement.LED_BY_HEAD]
    assert "每一名教职员工" in required[Requirement.EVERY_STAFF_MEMBER]
    assert "投诉受理渠道" in required[Requirement.COMPLAINT_CHANNEL]


def test_nothing_is_missing_from_the_seed() -> None:
    assert gaps(PROPOSAL) == {}
    assert all(each.source.paragraph for each in proposed(PROPOSAL))
