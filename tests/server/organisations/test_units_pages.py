from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.server.cast import NOW, SYSTEM, TODAY, Cast

from qingyuan.server.organisations.actions.units import rename_unit
from qingyuan.server.organisations.models import Unit, UnitChange, User

SignIn = Callable[[User], Client]


def _text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


def _press(client: Client, deed: str, unit: Unit, **typed: object) -> object:
    return client.post(
        reverse(f"organisations:{deed}_unit", args=[unit.pk]),
        {"version": unit.version, "on": TODAY.isoformat(), **typed},
    )


def test_a_bureau_sees_the_branch_and_the_units_below_it(cast: Cast, sign_in: SignIn) -> None:
    page = _text(sign_in(cast.bob).get("/units/"))
    assert "东湖县第二初级中学" in page
    assert "柳河镇中心校" in page
    assert "西山县" not in page


def test_a_school_sees_its_own_page(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.dora).get("/units/")
    assert response.headers["Location"] == f"/units/{cast.primary.pk}/"


@pytest.mark.parametrize("words", ["第一小学", "柳河镇第一", "lhzdyxx", "老名字小学"])
def test_a_unit_is_found_by_name_former_name_and_initials(
    cast: Cast, sign_in: SignIn, words: str
) -> None:
    rename_unit(unit=cast.primary, name="老名字小学", on=TODAY, by=SYSTEM, at=NOW)
    rename_unit(unit=cast.primary, name="柳河镇第一小学", on=TODAY, by=SYSTEM, at=NOW)
    page = _text(sign_in(cast.alice).get("/units/", {"q": words}))
    assert f'href="/units/{cast.primary.pk}/"' in page


def test_a_unit_is_found_by_code_and_by_kind(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    assert "东湖县第二初级中学" in _text(client.get("/units/", {"q": cast.middle.code}))
    page = _text(client.get("/units/", {"kind": "kindergarten"}))
    assert "云溪市实验幼儿园" in page
    assert f'href="/units/{cast.middle.pk}/"' not in page


def test_nothing_found_says_what_to_try(cast: Cast, sign_in: SignIn) -> None:
    assert "没有查到" in _text(sign_in(cast.alice).get("/units/", {"q": "不存在的学校"}))


@pytest.mark.parametrize("name", ["unit", "roster", "rename_unit", "close_unit"])
def test_another_county_cannot_even_see_it(cast: Cast, sign_in: SignIn, name: str) -> None:
    response = sign_in(cast.charlie).get(reverse(f"organisations:{name}", args=[cast.middle.pk]))
    absent = sign_in(cast.charlie).get(reverse(f"organisations:{name}", args=[999_999]))
    assert (response.status_code, absent.status_code) == (404, 404)
    assert "东湖" not in _text(response)


def test_the_pages_of_units_ask_the_database_ten_questions_at_most(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(cast.bob)
    client.get("/units/")  # the first request notes that the session is in use
    for address in (
        "/units/",
        "/units/?q=小学&kind=school",
        f"/units/{cast.middle.pk}/",
        f"/units/{cast.middle.pk}/roster/",
    ):
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200


def test_nothing_is_renamed_before_the_second_press(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    page = _text(_press(client, "rename", cast.middle, name="东湖县实验中学"))
    assert "现在还没有改动" in page
    cast.middle.refresh_from_db()
    assert cast.middle.name == "东湖县第二初级中学"
    _press(client, "rename", cast.middle, name="东湖县实验中学", confirmed="1")
    page = _text(client.get(f"/units/{cast.middle.pk}/"))
    assert "东湖县实验中学" in page
    assert "“东湖县第二初级中学”更名为“东湖县实验中学”" in page  # its history


def test_who_comes_second_is_told_and_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    old = cast.middle.version
    _press(client, "rename", cast.middle, name="甲中学", confirmed="1")
    cast.middle.version = old
    page = _text(_press(client, "rename", cast.middle, name="乙中学", confirmed="1"))
    assert "刚才有别人改了这个单位" in page
    assert 'value="乙中学"' in page
    for name, typed in (("move", {"parent": cast.central.code}), ("close", {"note": "撤点"})):
        assert "刚才有别人改了" in _text(_press(client, name, cast.middle, confirmed="1", **typed))


def test_a_move_says_how_many_go_along(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    page = _text(_press(client, "move", cast.central, parent="西山县教育体育局"))
    assert "下面的 1 个单位" in page
    _press(client, "move", cast.central, parent="西山县教育体育局", confirmed="1")
    cast.primary.refresh_from_db()
    assert cast.xishan.contains(cast.primary)
    assert sign_in(cast.bob).get(f"/units/{cast.primary.pk}/").status_code == 404


def test_a_merger_takes_the_people_along(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    assert "3 名教职员工转入" in _text(
        _press(client, "merge", cast.primary, into="东湖县第二初级中学")
    )
    _press(client, "merge", cast.primary, into="东湖县第二初级中学", confirmed="1")
    cast.middle.refresh_from_db()
    assert cast.middle.staff_count == 6
    assert "已撤销" in _text(client.get(f"/units/{cast.primary.pk}/"))


def test_a_split_and_a_closing_stand_in_the_changes(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    _press(client, "split", cast.middle, name="东湖县第三初级中学", confirmed="1")
    part = Unit.objects.get(name="东湖县第三初级中学")
    _press(client, "close", part, note="并校", confirmed="1")
    kinds = set(
        UnitChange.objects.filter(unit__in=[part, cast.middle]).values_list("kind", flat=True)
    )
    assert {"opened", "split", "closed"} <= kinds


def test_a_unit_with_open_units_below_says_why_it_cannot_close(cast: Cast, sign_in: SignIn) -> None:
    page = _text(_press(sign_in(cast.bob), "close", cast.central, note="撤", confirmed="1"))
    assert "下面还有 1 个单位" in page


def test_a_county_reshapes_what_is_below_it_but_not_itself(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.bob).get(reverse("organisations:close_unit", args=[cast.donghu.pk]))
    assert response.status_code == 409
    assert sign_in(cast.bob).get(f"/units/{cast.donghu.pk}/rename/").status_code == 200


def test_a_unit_cannot_be_moved_where_the_asker_does_not_reach(cast: Cast, sign_in: SignIn) -> None:
    page = _text(_press(sign_in(cast.bob), "move", cast.middle, parent="西山县教育体育局"))
    assert "名录里没有“西山县教育体育局”" in page


def test_a_leader_may_look_but_not_do(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.frank)
    page = _text(client.get(f"/units/{cast.middle.pk}/"))
    assert "操作记录" in page
    assert "更名" not in page
    for name in ("rename", "correct", "move", "merge", "split", "close"):
        assert (
            client.get(reverse(f"organisations:{name}_unit", args=[cast.middle.pk])).status_code
            == 409
        )
    assert client.post("/units/add/", {"name": "甲"}).status_code == 409
    cast.middle.refresh_from_db()
    assert cast.middle.version == 1


def test_a_reporter_sees_no_history(cast: Cast, sign_in: SignIn) -> None:
    assert "操作记录" not in _text(sign_in(cast.emma).get(f"/units/{cast.middle.pk}/"))


def test_a_unit_is_added_below_another(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    typed = {"name": "湖滨幼儿园", "kind": "kindergarten", "parent": "东湖县教育体育局"}
    assert client.post("/units/add/", typed).status_code == 302
    assert Unit.objects.get(name="湖滨幼儿园").parent == cast.donghu


def test_a_taken_code_is_refused_without_saying_whose_it_is(cast: Cast, sign_in: SignIn) -> None:
    Unit.objects.filter(pk=cast.xishan_school.pk).update(code="2141000009")
    typed = {"name": "甲小学", "kind": "school", "parent": cast.donghu.code, "code": "2141000009"}
    page = _text(sign_in(cast.bob).post("/units/add/", typed))
    assert "已经是别的单位的" in page
    assert "西山" not in page


def test_a_change_cannot_lie_before_the_opening(cast: Cast, sign_in: SignIn) -> None:
    Unit.objects.filter(pk=cast.middle.pk).update(opened_on=date(2023, 9, 1))
    page = _text(_press(sign_in(cast.bob), "rename", cast.middle, name="甲中学"))
    assert "才设立" in page
