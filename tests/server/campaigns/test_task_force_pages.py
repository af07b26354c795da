"""工作专班 and 投诉受理渠道: each unit's own, and who has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.server.cast import NOW, SYSTEM, Cast, make_user
from tests.server.running import Running

from qingyuan.server.campaigns.actions.task_forces import Duty, Member, save_task_force
from qingyuan.server.campaigns.channel_links import channel_token
from qingyuan.server.campaigns.models import ComplaintChannel, TaskForce
from qingyuan.server.evidence.models import Event
from qingyuan.server.organisations.models import Role, Unit, User

SignIn = Callable[[User], Client]
PHONE = "0990-6120017"


def _typed(**more: Any) -> dict[str, Any]:
    """A list as the form of Dora's school sends it."""
    return {
        "set_up_on": "2023-06-13",
        "document_number": "",
        "version": 0,
        "member-TOTAL_FORMS": 3,
        "member-INITIAL_FORMS": 1,
        "member-0-duty": "leader",
        "member-0-name": "窦校长",
        "member-0-position": "校长",
        "member-0-work": "全面负责",
        "member-0-phone": PHONE,
        "member-0-is_unit_head": "on",
        "member-1-duty": "member",
        "member-1-name": "简书",
        "member-2-name": "",
        **more,
    }


def _force(running: Running, unit: Unit) -> TaskForce:
    members = [Member(duty=Duty.LEADER, name="甲", is_unit_head=True, phone=PHONE)]
    return save_task_force(
        campaign=running.campaign, unit=unit, members=members, version=0, by=SYSTEM, at=NOW
    )


def test_a_school_writes_its_task_force(running: Running, cast: Cast, sign_in: SignIn) -> None:
    url = reverse("campaigns:own_task_force", args=[running.campaign.pk])
    page = sign_in(cast.dora).post(url, _typed(), follow=True).content.decode()
    force = TaskForce.objects.get(unit=cast.primary)
    assert [member.name for member in force.members.all()] == ["窦校长", "简书"]
    assert "由单位主要负责同志挂帅" in page


def test_where_the_head_does_not_lead_the_page_says_so_and_saves_all_the_same(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    url = reverse("campaigns:own_task_force", args=[running.campaign.pk])
    data = {name: value for name, value in _typed().items() if not name.endswith("unit_head")}
    page = sign_in(cast.dora).post(url, data, follow=True).content.decode()
    assert TaskForce.objects.filter(unit=cast.primary).exists()
    assert "组长不是主要负责同志" in page


def test_without_a_leader_nothing_is_saved_and_what_was_typed_stays(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    url = reverse("campaigns:own_task_force", args=[running.campaign.pk])
    page = sign_in(cast.dora).post(url, _typed(**{"member-0-duty": "member"})).content.decode()
    assert "还缺组长" in page
    assert "窦校长" in page
    assert not TaskForce.objects.exists()


def test_one_more_row_keeps_what_was_typed(running: Running, cast: Cast, sign_in: SignIn) -> None:
    url = reverse("campaigns:own_task_force", args=[running.campaign.pk])
    page = sign_in(cast.dora).post(url, _typed(**{"add-row": "member"})).content.decode()
    assert "窦校长" in page
    assert 'name="member-3-name"' in page
    assert not TaskForce.objects.exists()


def test_numbers_are_masked_on_pages_and_encrypted_at_rest(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    force = _force(running, cast.primary)
    for user in (cast.dora, cast.bob, cast.alice, cast.frank):
        page = sign_in(user).get(reverse("campaigns:task_force", args=[force.pk]))
        assert PHONE not in page.content.decode()
        assert "0990-****017" in page.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM campaigns_taskforcemember")
        assert PHONE not in str(cursor.fetchall())


def test_numbers_in_full_are_shown_after_a_press_that_stands_in_the_history(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    force = _force(running, cast.primary)
    url = reverse("campaigns:contacts", args=[force.pk])
    client = sign_in(cast.bob)
    assert PHONE not in client.get(url).content.decode()
    assert not Event.objects.filter(deed="campaigns.task_force.contacts_seen").exists()
    shown = client.post(url)
    assert PHONE in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    event = Event.objects.get(deed="campaigns.task_force.contacts_seen")
    assert (event.actor_name, event.object_id) == (cast.bob.name, force.pk)


def test_who_may_only_look_does_not_see_numbers_in_full(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    force = _force(running, cast.primary)
    inspector = make_user("ines", "应宁", cast.donghu, Role.INSPECTOR)
    url = reverse("campaigns:contacts", args=[force.pk])
    for user in (cast.frank, inspector):
        assert sign_in(user).post(url).status_code == 409
    assert not Event.objects.filter(deed="campaigns.task_force.contacts_seen").exists()


def test_another_county_cannot_even_see_it(running: Running, cast: Cast, sign_in: SignIn) -> None:
    force = _force(running, cast.primary)
    running.publish(cast.primary)
    channel = ComplaintChannel.objects.get()
    for name, pk in (
        ("task_force", force.pk),
        ("contacts", force.pk),
        ("channel", channel.pk),
        ("channel_file", channel.pk),
        ("channel_poster", channel.pk),
    ):
        for user in (cast.charlie, cast.emma):
            url = reverse(f"campaigns:{name}", args=[pk])
            assert sign_in(user).get(url).status_code == 404, name
    below = reverse("campaigns:task_forces") + f"?unit={cast.primary.pk}"
    assert sign_in(cast.charlie).get(below).status_code == 404


def test_frank_may_look_but_not_write(running: Running, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.frank)
    for name in ("own_task_force", "own_channel"):
        url = reverse(f"campaigns:{name}", args=[running.campaign.pk])
        assert client.post(url, _typed()).status_code == 409
    assert client.get(reverse("campaigns:task_forces")).status_code == 200
    assert not TaskForce.objects.exists()


def test_a_bureau_sees_who_has_none_and_goes_down_a_level_at_a_time(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    _force(running, cast.primary)
    client = sign_in(cast.alice)
    top = client.get(reverse("campaigns:task_forces")).content.decode()
    assert "1 / 7 个单位" in top
    assert "东湖县教育体育局" in top
    assert "柳河镇第一小学" not in top
    below = client.get(reverse("campaigns:task_forces") + f"?unit={cast.donghu.pk}")
    assert "东湖县第二初级中学" in below.content.decode()


def test_a_school_publishes_its_channel_and_prints_it(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.dora)
    data = {
        "phone": "0990-6120000",
        "published_where": "学校门口公示栏",
        "published_on": "2023-06-13",
        "file": SimpleUploadedFile("公示.pdf", b"%PDF-1.4 photo"),
    }
    client.post(reverse("campaigns:own_channel", args=[running.campaign.pk]), data)
    channel = ComplaintChannel.objects.get(unit=cast.primary)
    poster = client.get(reverse("campaigns:channel_poster", args=[channel.pk])).content.decode()
    assert "0990-6120000" in poster
    assert "<svg" in poster
    photo = client.get(reverse("campaigns:channel_file", args=[channel.pk]))
    assert photo["Content-Disposition"].startswith("attachment")
    assert photo["X-Content-Type-Options"] == "nosniff"


def test_the_code_on_the_poster_opens_for_everybody_and_nobody_guesses_another(
    running: Running, cast: Cast
) -> None:
    running.publish(cast.primary)
    channel = ComplaintChannel.objects.get()
    page = Client().get(reverse("campaigns:public_channel", args=[channel_token(channel.pk)]))
    assert "000-0000" in page.content.decode()
    made_up = Client().get(reverse("campaigns:public_channel", args=[f"{channel.pk}~abc"]))
    assert made_up.status_code == 404


def test_a_channel_needs_a_way_to_reach_it(running: Running, cast: Cast, sign_in: SignIn) -> None:
    data = {"published_where": "公示栏", "published_on": "2023-06-13"}
    url = reverse("campaigns:own_channel", args=[running.campaign.pk])
    page = sign_in(cast.dora).post(url, data).content.decode()
    assert "电话、邮箱、地址至少写一项" in page
    assert not ComplaintChannel.objects.exists()


def test_the_pages_ask_ten_questions_at_most(
    running: Running,
    cast: Cast,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    force = _force(running, cast.primary)
    running.publish(cast.primary)
    channel = ComplaintChannel.objects.get()
    below = f"?unit={cast.central.pk}"
    pages = [
        reverse("campaigns:task_forces"),
        reverse("campaigns:task_forces") + below,
        reverse("campaigns:task_force", args=[force.pk]),
        reverse("campaigns:channels"),
        reverse("campaigns:channels") + below,
        reverse("campaigns:channel", args=[channel.pk]),
        reverse("campaigns:channel_poster", args=[channel.pk]),
    ]
    client = sign_in(cast.alice)
    client.get("/campaigns/")  # notes that the session is awake
    for page in pages:
        with django_assert_max_num_queries(10):
            assert client.get(page).status_code == 200, page
    dora = sign_in(cast.dora)
    dora.get("/campaigns/")
    with django_assert_max_num_queries(10):
        dora.get(reverse("campaigns:own_task_force", args=[running.campaign.pk]))
