from __future__ import annotations

from tests.core.organisations.lists import known, reading

from qingyuan.core.organisations.account_plan import AccountPlan
from qingyuan.core.organisations.list_kinds import ACCOUNTS
from qingyuan.core.organisations.planning import Planned, Standing
from qingyuan.core.tables.grid import CellValue

ROLES = {"管理员": "administrator", "填报员": "reporter"}


def planned(*rows: tuple[CellValue, ...]) -> list[Planned]:
    held = frozenset({(4, "reporter", "窦朵")})
    read = reading(ACCOUNTS, ("单位名称", "姓名", "角色"), *rows)
    return AccountPlan(read, known(), 2, ROLES, held).lines()


def test_a_line_makes_an_account_at_its_unit_in_its_role() -> None:
    (line,) = planned(("柳河镇第一小学", "白露", "管理员"))
    assert (line.standing, line.unit, line.value("role")) == (Standing.NEW, 4, "administrator")


def test_who_holds_the_post_already_gets_no_second_account() -> None:
    assert planned(("柳河镇第一小学", "窦朵", "填报员"))[0].standing is Standing.SAME


def test_an_unknown_role_lists_those_that_there_are() -> None:
    assert "管理员、填报员" in planned(("柳河镇第一小学", "白露", "校长"))[0].faults[0].sentence


def test_the_same_line_twice_is_to_be_mended() -> None:
    lines = planned(*[("柳河镇第一小学", "白露", "管理员")] * 2)
    assert [line.standing for line in lines] == [Standing.BAD, Standing.BAD]
