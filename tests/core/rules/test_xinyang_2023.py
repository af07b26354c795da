"""Each rule of the notice with a row that breaks it and one that just does not."""

from dataclasses import replace

import pytest

from qingyuan.core.rules.evaluate import Evaluator, Finding
from qingyuan.core.rules.facts import Facts, Subject
from qingyuan.formats.readers.rulepack import read_rulepack

PACK = read_rulepack("xinyang_2023")
EVALUATOR = Evaluator(PACK)
IN_ORDER = Facts(
    Subject.USAGE,
    unit="云溪县第一小学",
    app_name="青禾作业",
    app_kind="app",
    verdict="verified",
    requirement="recommended",
    collective_decision=True,
    charges=False,
    explanation="教APP备1100001号在本地名录中，名称一致。",
)
PROMOTED = replace(
    IN_ORDER,
    subject=Subject.PROMOTION,
    unit="云溪县教育体育局",
    requirement=None,
    collective_decision=None,
    charges=None,
    document_name="关于使用青禾作业的通知",
)
NO_NUMBER = [
    "unregistered",
    "malformed_number",
    "other_kind_of_number",
    "number_of_another_app",
    "withdrawn",
]
TO_CHECK = ["verified", "offline", "number_not_in_registry", "number_missing"]


def found(facts: Facts) -> list[Finding]:
    return EVALUATOR.evaluate(facts)


def rules(facts: Facts) -> set[str]:
    return {finding.rule for finding in found(facts)}


def test_an_app_in_order_breaks_nothing() -> None:
    assert found(IN_ORDER) == []
    assert found(replace(IN_ORDER, requirement="mandatory")) == []
    assert found(PROMOTED) == []


@pytest.mark.parametrize(
    ("rule", "clause", "breach", "just_not"),
    [
        ("no_filing_number", "二.2(1)", {"verdict": "unregistered"}, {"verdict": "number_missing"}),
        (
            "promoted_without_decision", "二.2(2)",
            {"collective_decision": False}, {"collective_decision": None},
        ),
        (
            "required_and_charging", "二.2(3)",
            {"requirement": "mandatory", "charges": True}, {"requirement": "recommended",
            "charges": True},
        ),
        (
            "recommended_irregularly", "二.2(4)",
            {"requirement": "recommended", "collective_decision": False},
            {"requirement": "mandatory", "collective_decision": False},
        ),
        (
            "recommended_irregularly", "二.2(4)",
            {"requirement": "recommended", "verdict": "withdrawn"},
            {"requirement": None, "verdict": "withdrawn"},
        ),
        (
            "selected_without_filing", "三.2(1)",
            {"verdict": "malformed_number"}, {"verdict": "number_not_in_registry"},
        ),
        (
            "required_without_decision", "三.2(2)",
            {"requirement": "mandatory", "collective_decision": False},
            {"requirement": "mandatory", "collective_decision": None},
        ),
        (
            "required_use_charges", "三.2(3)",
            {"requirement": "mandatory", "charges": True}, {"requirement": "mandatory",
            "charges": None},
        ),
    ],
)  # fmt: skip
def test_a_rule_and_the_row_that_just_keeps_it(
    rule: str, clause: str, breach: dict[str, str | bool], just_not: dict[str, str | bool | None]
) -> None:
    (finding,) = [f for f in found(replace(IN_ORDER, **breach)) if f.rule == rule]  # type: ignore[arg-type]
    assert finding.clause == clause
    assert "云溪县第一小学" in finding.sentence
    assert "青禾作业" in finding.sentence
    assert finding.responsible == "云溪县第一小学"
    assert finding.measure
    assert rule not in rules(replace(IN_ORDER, **just_not))  # type: ignore[arg-type]


@pytest.mark.parametrize("facts", [IN_ORDER, PROMOTED])
def test_only_what_is_known_to_lack_a_number_is_called_so(facts: Facts) -> None:
    for verdict in NO_NUMBER:
        assert {"no_filing_number", "selected_without_filing"} <= rules(
            replace(facts, verdict=verdict)
        )
    for verdict in TO_CHECK:
        assert rules(replace(facts, verdict=verdict)) == set()


def test_a_promotion_says_in_which_document() -> None:
    (first, _) = found(
        replace(PROMOTED, verdict="unregistered", explanation="本地名录未查到，待官网核验")
    )
    assert first.sentence == "云溪县教育体育局推广的“青禾作业”：本地名录未查到，待官网核验"
    assert first.responsible == "云溪县教育体育局"


def test_all_three_kinds_are_in_scope_here() -> None:
    for kind in ("app", "mini_program", "official_account"):
        assert rules(replace(IN_ORDER, app_kind=kind, collective_decision=False))


def test_a_general_tool_needs_no_number_but_must_not_be_forced_without_decision() -> None:
    wechat = replace(
        IN_ORDER,
        app_name="微信",
        verdict="unregistered",
        requirement="mandatory",
        collective_decision=False,
    )
    assert rules(wechat) == {"promoted_without_decision", "required_without_decision"}
    assert "no_filing_number" in rules(replace(wechat, app_name="微信教育版"))


def test_a_breach_of_several_rules_gives_one_finding_each_in_the_order_of_the_notice() -> None:
    worst = replace(
        IN_ORDER,
        verdict="unregistered",
        requirement="mandatory",
        collective_decision=False,
        charges=True,
    )
    assert [finding.clause for finding in found(worst)] == [
        "二.2(1)", "二.2(2)", "二.2(3)", "三.2(1)", "三.2(2)", "三.2(3)",
    ]  # fmt: skip


def test_what_is_judged_before_does_not_colour_what_is_judged_after() -> None:
    fresh = Evaluator(PACK)
    first = fresh.evaluate(replace(IN_ORDER, collective_decision=False))
    other = fresh.evaluate(
        replace(IN_ORDER, collective_decision=False, unit="云溪县第二小学", app_name="星河阅读")
    )
    assert [f.rule for f in first] == [f.rule for f in other]
    assert all("云溪县第二小学" in f.sentence and "星河阅读" in f.sentence for f in other)


def test_the_other_place_leaves_mini_programs_alone() -> None:
    elsewhere = Evaluator(read_rulepack("linjiang_2024"))
    unfiled = replace(IN_ORDER, verdict="unregistered", requirement="mandatory", charges=True)
    assert [(f.rule, f.clause) for f in elsewhere.evaluate(unfiled)] == [
        ("no_filing_number", "二(二)1"),
        ("required_and_charging", "二(二)2"),
    ]
    for kind in ("mini_program", "official_account"):
        assert elsewhere.evaluate(replace(unfiled, app_kind=kind)) == []
    assert elsewhere.evaluate(replace(IN_ORDER, verdict="malformed_number")) == []
    assert elsewhere.evaluate(replace(IN_ORDER, collective_decision=False)) == []
