from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from tests.server.installations import Installation, fresh

from qingyuan.server.demo.tree import PlannedUnit, Size, plan_city

_STATES = """
import json
from django.db.models import F
from qingyuan.server.campaigns.models import *
from qingyuan.server.organisations.models import *
from qingyuan.server.evidence.models import *
R, A, S = Receipt.objects, Acknowledgement.objects, Submission.objects
leads = TaskForceMember.objects.filter(duty="leader")
print(json.dumps({
    "two counties": Unit.objects.filter(kind="county").count() == 2,
    "central schools": Unit.objects.filter(kind="central_school").exists(),
    "a zone without a code": Unit.objects.filter(kind="zone", code__startswith="Q").exists(),
    "schools of the city": Unit.objects.filter(kind="school", parent__kind="city").exists(),
    "a school that ended": Unit.objects.filter(closed_on__isnull=False).exists(),
    "a former name": UnitName.objects.exists(),
    "a running campaign": Campaign.objects.filter(state="running").exists(),
    "stages": Stage.objects.count() == 3,
    "an exclusion": ExpectedUnit.objects.filter(is_expected=False).exclude(reason="").exists(),
    "issued": NoticeVersion.objects.filter(state="issued").exists(),
    "replaced": NoticeVersion.objects.filter(state="superseded").exists(),
    "sent only": R.filter(opened_at=None).exists(),
    "opened only": R.filter(opened_at__isnull=False, signed_at=None).exists(),
    "signed": R.filter(signed_at__isnull=False).exists(),
    "passed on": PassingOn.objects.exists(),
    "by link": A.filter(way="link").exists(),
    "by code": A.filter(way="code").exists(),
    "by meeting": A.filter(way="meeting").exists(),
    "unreached": A.filter(reached_at=None, excused="").exists(),
    "excused": A.exclude(excused="").exists(),
    "quiz": QuizResult.objects.exists(),
    "meetings": Meeting.objects.exists(),
    "led by the head": leads.filter(is_unit_head=True).exists(),
    "led by another": leads.filter(is_unit_head=False).exists(),
    "channels": ComplaintChannel.objects.exists(),
    "submitted": S.filter(state="submitted").exists(),
    "returned": S.filter(state="returned").exists(),
    "accepted": S.filter(state="accepted").exists(),
    "late": S.filter(is_late=True).exists(),
    "handed in again": S.filter(number=2).exists(),
    "an extension": DueDate.objects.exclude(unit=None).exists(),
    "messages": Message.objects.filter(read_at=None).exists(),
    "read messages": Message.objects.filter(read_at__isnull=False).exists(),
}))
"""


def test_every_state_is_present_and_nothing_is_out_of_order(
    demo_of_usual_size: Installation,
) -> None:
    states = json.loads(demo_of_usual_size.python(_STATES))
    assert [name for name, present in states.items() if not present] == []
    assert demo_of_usual_size.troubles() == []


@pytest.fixture(scope="session")
def demo_of_usual_size(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    site = fresh(tmp_path_factory.mktemp("usual") / "site")
    listed = site.answer("demo")["accounts"]
    roles = {account["role"] for account in listed}
    assert roles == {
        "administrator", "reporter", "reviewer", "leader", "inspector", "read_only",
    }  # fmt: skip
    keys = {"role", "unit", "unit_code", "username", "password", "totp_secret"}
    assert all(set(account) == keys for account in listed)
    return site


def test_a_reporter_signs_in_and_a_city_administrator_with_the_second_factor(
    spare: Installation, accounts: dict[str, dict[str, str]]
) -> None:
    with spare.serving() as server:
        assert "yunxi.admin" in server.words
        for name in ("school1.reporter", "yunxi.admin"):
            visitor = server.visitor()
            page = visitor.sign_in(accounts[name])
            assert visitor.url == server.address
            assert "演示数据" in page
            assert accounts[name]["unit"] in page


def test_passwords_are_new_every_time(
    demo_of_usual_size: Installation, accounts: dict[str, dict[str, str]]
) -> None:
    path = demo_of_usual_size.folder / "demo-accounts.json"
    listed = json.loads(path.read_text("utf-8"))["accounts"]
    others = {account["password"] for account in listed}
    assert not others & {account["password"] for account in accounts.values()}
    assert len(others) == len(listed)
    assert (path.stat().st_mode & 0o777) == 0o600


def test_a_folder_that_holds_data_is_refused(spare: Installation) -> None:
    before = spare.digest()
    done = spare.run("demo")
    assert done.returncode == 2
    assert "已经有单位" in done.stderr
    assert spare.digest() == before


def _drawn(size: Size, seed: int) -> list[tuple[str, str, int]]:
    city = plan_city(size, Random(seed))
    return [(unit.name, unit.code, unit.staff) for unit in city.walk()]


def test_the_same_seed_draws_the_same_city() -> None:
    assert _drawn(Size(30, 300), 1) == _drawn(Size(30, 300), 1)
    assert _drawn(Size(30, 300), 1) != _drawn(Size(30, 300), 2)


@pytest.mark.parametrize(("units", "staff"), [(12, 30), (30, 300), (3_000, 60_000)])
def test_the_plan_has_as_many_schools_and_people_as_asked(units: int, staff: int) -> None:
    drawn = list(plan_city(Size(units, staff), Random(1)).walk())
    teaching = [unit for unit in drawn if unit.kind in {"school", "kindergarten"}]
    assert len(teaching) == units
    assert sum(unit.staff for unit in drawn) == staff
    assert sum(unit.staff == 0 for unit in teaching) >= 1, "one has not handed in its roster"
    assert _names_once_below_each(drawn)
    codes = [unit.code for unit in drawn if unit.code]
    assert len(codes) == len(set(codes))


def _names_once_below_each(drawn: list[PlannedUnit]) -> bool:
    return all(len({c.name for c in unit.children}) == len(unit.children) for unit in drawn)


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = Installation(tmp_path / "file").run("demo")
    assert (done.returncode, "是一个文件" in done.stderr) == (2, True)


_CROWD = """
import json
from django.db.models import Max
from qingyuan.server.campaigns.models import *
from qingyuan.server.organisations.models import *
staff = Unit.objects.aggregate(most=Max("staff_count"))["most"]
print(json.dumps({
    "units": Unit.objects.count(),
    "people": Person.objects.count(),
    "most at one unit": staff,
    "signed": Receipt.objects.filter(signed_at__isnull=False).count(),
    "task forces": TaskForce.objects.count(),
    "channels": ComplaintChannel.objects.count(),
}))
"""


def test_a_city_too_large_for_single_deeds_is_as_sound(tmp_path: Path) -> None:
    """Beyond the first units the city acts by statement, not deed by deed."""
    site = fresh(tmp_path / "large")
    site.answer("demo", "--units", "700", "--staff", "7000")
    counts = json.loads(site.python(_CROWD))
    assert counts["people"] == 7000
    assert counts["most at one unit"] < 100
    assert 200 < counts["signed"] < counts["units"]
    assert 150 < counts["task forces"] <= counts["signed"]
    assert 100 < counts["channels"] < counts["task forces"]
    assert site.troubles() == []
