from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.server.cast import NOW, SYSTEM, Cast
from tests.server.organisations.lists import ROSTER, apply, counts, preview, upload, workbook

from qingyuan.server.organisations.actions.people import RosterEntry, add_people
from qingyuan.server.organisations.jobs import write_import
from qingyuan.server.organisations.models import Person, User

SignIn = Callable[[User], Client]


def _paste(client: Client, pk: int, text: str, **pressed: str) -> str:
    address = reverse("organisations:paste_roster", args=[pk])
    return client.post(address, {"text": text, **pressed}, follow=True).content.decode()


def test_a_school_keeps_its_own_roster(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.dora)
    address = reverse("organisations:add_person", args=[cast.primary.pk])
    client.post(address, {"name": "白露", "number": "007", "department": "语文组"})
    cast.primary.refresh_from_db()
    assert cast.primary.staff_count == 4
    assert "白露" in client.get(f"/units/{cast.primary.pk}/roster/").content.decode()


def test_nobody_without_name_and_number(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("organisations:add_person", args=[cast.primary.pk])
    page = sign_in(cast.dora).post(address, {"department": "语文组"}).content.decode()
    assert "至少要有姓名或工号" in page
    assert 'value="语文组"' in page


def test_pasted_lines_are_shown_before_they_are_added(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.dora)
    text = "白露\t007\t语文组\n谷雨\t008\t数学组"
    assert "新增 2 人" in _paste(client, cast.primary.pk, text)
    assert Person.objects.filter(unit=cast.primary).count() == 3
    assert "名单新增 2 人" in _paste(client, cast.primary.pk, text, confirmed="1")
    assert "没有变化" in _paste(client, cast.primary.pk, text, confirmed="1")
    assert Person.objects.filter(unit=cast.primary).count() == 5


def test_pasted_faults_name_their_line_and_add_nobody(cast: Cast, sign_in: SignIn) -> None:
    page = _paste(sign_in(cast.dora), cast.primary.pk, "白露 13900000000", confirmed="1")
    assert "第 1 行：像是手机号或身份证号" in page
    assert Person.objects.filter(unit=cast.primary).count() == 3


def test_phones_are_masked_for_everybody(cast: Cast, sign_in: SignIn) -> None:
    entry = RosterEntry(name="白露", phone="03760000123")
    add_people(unit=cast.primary, entries=[entry], by=SYSTEM, at=NOW)
    for user in (cast.alice, cast.bob, cast.dora, cast.frank):
        page = sign_in(user).get(f"/units/{cast.primary.pk}/roster/").content.decode()
        assert "03760000123" not in page
        assert "037****0123" in page


def test_who_has_left_stands_on_a_list_of_its_own(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.dora)
    person = Person.objects.filter(unit=cast.primary)[0]
    client.post(reverse("organisations:leave", args=[person.pk]), {"on": "2023-06-12"})
    roster = f"/units/{cast.primary.pk}/roster/"
    assert person.name not in client.get(roster).content.decode().split("<tbody>")[1]
    assert person.name in client.get(roster, {"state": "left"}).content.decode()


def test_another_school_cannot_even_see_the_people(cast: Cast, sign_in: SignIn) -> None:
    person = Person.objects.filter(unit=cast.primary)[0]
    emma = sign_in(cast.emma)
    assert emma.get(reverse("organisations:leave", args=[person.pk])).status_code == 404
    for name in ("roster", "add_person", "paste_roster"):
        assert emma.get(reverse(f"organisations:{name}", args=[cast.primary.pk])).status_code == 404


def test_a_leader_may_look_but_not_do(cast: Cast, sign_in: SignIn) -> None:
    frank = sign_in(cast.frank)
    page = frank.get(f"/units/{cast.primary.pk}/roster/").content.decode()
    assert "粘贴名单" not in page
    person = Person.objects.filter(unit=cast.primary)[0]
    for address in (
        reverse("organisations:add_person", args=[cast.primary.pk]),
        reverse("organisations:paste_roster", args=[cast.primary.pk]),
        reverse("organisations:leave", args=[person.pk]),
    ):
        assert frank.post(address, {"name": "甲", "text": "甲"}).status_code == 409
    assert Person.objects.filter(unit=cast.primary).count() == 3


def test_a_county_file_fills_the_rosters_of_its_schools(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    content = workbook(
        ROSTER,
        ("柳河镇第一小学", "白露", "001", "语文组"),
        ("柳河镇第一小学", "谷雨", None, None),
        ("东湖县第二初级中学", "夏至", "001", None),
        ("东湖县教体局", "立秋", None, None),
    )
    batch = upload(client, cast.donghu, "roster", content)
    assert counts(batch) == (3, 0, 0, 1)
    apply(client, batch, bad="skip")
    cast.primary.refresh_from_db()
    cast.middle.refresh_from_db()
    assert (cast.primary.staff_count, cast.middle.staff_count) == (5, 4)
    again = upload(client, cast.donghu, "roster", content)
    assert counts(again) == (0, 0, 3, 1)
    left = batch.lines.values_list("cells", flat=True)
    assert [line["unit"] for line in left] == [
        "东湖县教体局"
    ]  # names once written stay nowhere else


def test_a_school_cannot_fill_the_roster_of_another(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.dora)
    content = workbook(ROSTER, ("东湖县第二初级中学", "白露", "001", None))
    assert counts(upload(client, cast.primary, "roster", content)) == (0, 0, 0, 1)


def test_a_large_roster_is_written_by_the_worker_and_taken_up_after_a_crash(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.bob)
    schools = ("柳河镇第一小学", "东湖县第二初级中学")
    rows = [(schools[n % 2], f"员工{n}", f"{n:05}", None) for n in range(2_002)]
    batch = upload(client, cast.donghu, "roster", workbook(ROSTER, *rows))
    page = apply(client, batch)
    assert batch.state == "applying"
    assert "0 / 2,002 行" in page
    half = [RosterEntry(name=f"员工{n}", number=f"{n:05}") for n in range(0, 2_002, 2)]
    add_people(unit=cast.primary, entries=half, by=SYSTEM, at=NOW)  # as far as the dead worker came
    batch.written_count = len(half)
    batch.save(update_fields=["written_count"])
    write_import.call(batch.pk, "192.0.2.7")
    batch.refresh_from_db()
    assert (batch.state, batch.written_count) == ("applied", 2_002)
    assert Person.objects.filter(name__startswith="员工").count() == 2_002
    assert "已写入 2,002 行" in preview(client, batch)
