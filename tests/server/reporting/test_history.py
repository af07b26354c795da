from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor, make_user
from tests.server.running import Running

from qingyuan.server.campaigns.actions.notices import draft_notice
from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.evidence.actions import record
from qingyuan.server.organisations.actions.units import rename_unit
from qingyuan.server.organisations.models import Role, User
from qingyuan.server.reporting.exports import safe_cell
from qingyuan.server.reporting.views import history

SignIn = Callable[[User], Client]


def test_a_unit_shows_who_renamed_it_and_how_it_was_called(cast: Cast, sign_in: SignIn) -> None:
    old = cast.middle.name
    rename_unit(unit=cast.middle, name="东湖县实验中学", on=TODAY, by=actor(cast.bob), at=NOW)
    page = sign_in(cast.emma).get(f"/history/unit/{cast.middle.pk}/").content.decode()
    assert "包博（网页）" in page
    assert f"<del>{old}</del>" in page
    assert "<ins>东湖县实验中学</ins>" in page


def test_absent_foreign_and_unknown_look_the_same(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.charlie)
    foreign = running.receipt(cast.primary)
    for url in (
        f"/history/unit/{cast.primary.pk}/",
        f"/history/receipt/{foreign.pk}/",
        f"/history/campaign/{running.campaign.pk}/",  # sees it, does not own it
        f"/history/notice/{running.version.notice_id}/",
        f"/history/user/{cast.bob.pk}/",
        "/history/unit/999999/",
        "/history/session/1/",
    ):
        assert client.get(url).status_code == 404, url
    assert sign_in(cast.bob).get(f"/history/receipt/{foreign.pk}/").status_code == 200


def test_what_a_county_is_still_writing_has_no_history_for_the_city(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    draft = draft_notice(
        campaign=running.campaign,
        issuer=cast.donghu,
        title="补充通知",
        text="正文",
        by=actor(cast.bob),
        at=NOW,
    )
    url = f"/history/notice/{draft.notice_id}/"
    assert sign_in(cast.alice).get(url).status_code == 404
    assert sign_in(cast.bob).get(url).status_code == 200


def test_a_units_log_is_for_those_who_may_see_it(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    sign_receipt(receipt=running.receipt(cast.primary), by=actor(cast.dora), at=NOW)
    url = f"/log/{cast.primary.pk}/"
    assert "窦朵" in sign_in(cast.bob).get(url).content.decode()
    assert "窦朵" in sign_in(cast.frank).get(url).content.decode()
    assert sign_in(cast.dora).get(url).status_code == 409  # a reporter: said in words
    assert sign_in(cast.charlie).get(url).status_code == 404
    assert sign_in(cast.charlie).get(f"{url}export/").status_code == 404


def test_the_log_can_be_narrowed_and_goes_on(
    running: Running, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_receipt(receipt=running.receipt(cast.middle), by=actor(cast.emma), at=NOW)
    client = sign_in(cast.bob)
    url = f"/log/{cast.middle.pk}/"
    narrowed = client.get(url, {"deed": "campaigns.receipt."}).content.decode()
    assert "签收通知" in narrowed
    assert "新增单位" not in narrowed
    monkeypatch.setattr(history, "_PAGE", 2)
    first = client.get(url).content.decode()
    assert "before=" in first
    assert "新增单位" not in first


def test_no_cell_of_the_exported_log_becomes_a_formula(cast: Cast, sign_in: SignIn) -> None:
    with transaction.atomic():
        record(
            deed="organisations.unit.renamed",
            about=("unit", cast.middle.pk),
            sentence='=HYPERLINK("//evil.example","看")',
            unit_id=cast.middle.pk,
            by=SYSTEM,
            at=NOW,
        )
    response = sign_in(cast.bob).get(f"/log/{cast.middle.pk}/export/")
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff序号,时间")
    assert "\"'=HYPERLINK" in text
    assert "2023-06-13 10:00:00" in text
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠\t\r", " =", "  @"])
def test_whatever_a_spreadsheet_would_calculate_is_text(start: str) -> None:
    assert safe_cell(f"{start}1+1").startswith("'")


def test_a_leader_of_a_school_sees_its_log(cast: Cast, sign_in: SignIn) -> None:
    head = make_user("head", "校长", cast.primary, Role.LEADER)
    client = sign_in(head)
    assert client.get(f"/log/{cast.primary.pk}/").status_code == 200
    page = client.get(f"/history/unit/{cast.primary.pk}/").content.decode()
    assert "本单位全部记录" in page
