"""谁部署、谁清理: who has to clean up."""

from dataclasses import replace

import pytest

from qingyuan.core.rules.facts import Facts, Subject
from qingyuan.core.rules.responsible import is_bureau, responsible_unit

SCHOOL, BUREAU = "云溪县第一小学", "云溪县教育体育局"
USAGE = Facts(Subject.USAGE, SCHOOL, "青禾作业", "app", "verified", requirement="mandatory")


@pytest.mark.parametrize(
    ("deployed_by", "ordered_by", "requirement", "responsible"),
    [
        (None, None, "mandatory", SCHOOL),
        (None, BUREAU, "mandatory", BUREAU),  # its own document orders what the school requires
        (None, BUREAU, "recommended", SCHOOL),  # the school went on by itself
        (None, BUREAU, None, SCHOOL),
        (BUREAU, None, "recommended", BUREAU),  # what the form says comes first
        ("县教体局", None, "mandatory", "县教体局"),
        ("清河镇中心校", None, "mandatory", "清河镇中心校"),
        ("学校", BUREAU, "mandatory", SCHOOL),  # the form says that it was the school itself
        ("教导处", None, "mandatory", SCHOOL),  # a department acts for its school
        ("班主任", BUREAU, "mandatory", SCHOOL),
        ("家委会", None, "recommended", SCHOOL),
    ],
)
def test_who_deployed_cleans_up(
    deployed_by: str | None, ordered_by: str | None, requirement: str | None, responsible: str
) -> None:
    facts = replace(USAGE, deployed_by=deployed_by, ordered_by=ordered_by, requirement=requirement)
    assert responsible_unit(facts) == responsible


def test_who_promoted_cleans_up_the_promotion() -> None:
    promotion = replace(USAGE, subject=Subject.PROMOTION, ordered_by=BUREAU)
    assert responsible_unit(promotion) == SCHOOL


@pytest.mark.parametrize(
    ("unit", "bureau"),
    [
        ("云溪县教育体育局", True),
        ("云溪县教体局", True),
        ("云溪县教育局", True),
        ("羊山新区教育科技体育局", True),
        ("省教育厅", True),
        ("市级教育行政部门", True),
        ("云溪县第一小学", False),
        ("教育局幼儿园", False),
        ("云溪县教育局直属第一小学", False),
        ("清河镇中心幼儿园", False),
    ],
)
def test_a_bureau_is_told_from_a_school(unit: str, bureau: bool) -> None:
    assert is_bureau(unit) is bureau
