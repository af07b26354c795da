from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from tests.server.cast import NOW, SYSTEM, Cast

from qingyuan.server.organisations.actions.accounts import end_post, give_post
from qingyuan.server.organisations.actions.units import close_unit
from qingyuan.server.organisations.models import Post, Role, Unit, User


def _seen(user: User | AnonymousUser) -> set[str]:
    return set(Unit.objects.visible_to(user).values_list("name", flat=True))


def test_a_county_sees_its_own_subtree_and_nothing_else(cast: Cast) -> None:
    below = {cast.donghu.name, cast.central.name, cast.primary.name, cast.middle.name}
    assert _seen(cast.bob) == below


def test_a_school_sees_itself(cast: Cast) -> None:
    assert _seen(cast.dora) == {cast.primary.name}


def test_the_city_sees_everything(cast: Cast) -> None:
    assert _seen(cast.alice) == set(Unit.objects.values_list("name", flat=True))


def test_nobody_sees_anything_without_a_post(cast: Cast) -> None:
    stranger = User.objects.make(username="gast", name="客")
    assert _seen(stranger) == set()
    assert _seen(AnonymousUser()) == set()
    end_post(post=Post.objects.get(holder=cast.bob), by=SYSTEM, at=NOW)
    assert _seen(User.objects.get(pk=cast.bob.pk)) == set()


def test_a_disabled_account_sees_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.bob.pk).update(is_active=False)
    assert _seen(User.objects.get(pk=cast.bob.pk)) == set()


def test_a_post_at_a_closed_unit_gives_nothing_any_more(cast: Cast) -> None:
    today = timezone.localdate()
    close_unit(unit=cast.primary, on=today + timedelta(days=1), by=SYSTEM, at=NOW)
    assert _seen(User.objects.get(pk=cast.dora.pk)) == {cast.primary.name}
    Unit.objects.filter(pk=cast.primary.pk).update(closed_on=today)
    assert _seen(User.objects.get(pk=cast.dora.pk)) == set()


def test_two_posts_add_up(cast: Cast) -> None:
    give_post(unit=cast.xishan_school, role=Role.INSPECTOR, user=cast.dora, by=SYSTEM, at=NOW)
    dora = User.objects.get(pk=cast.dora.pk)
    assert _seen(dora) == {cast.primary.name, cast.xishan_school.name}


def test_the_scope_is_one_range_of_one_index(cast: Cast) -> None:
    from django.db import connection  # noqa: PLC0415

    query = str(Unit.objects.visible_to(cast.bob).query)
    assert "LIKE" not in query
    assert "IN (" not in query
    if connection.vendor == "sqlite":
        plan = Unit.objects.visible_to(cast.bob).explain()
        assert "SEARCH" in plan
        assert "SCAN" not in plan
