"""行动设置: from the text of a notice to a campaign that a person has confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.server.cast import NOW, SYSTEM, Cast
from tests.server.running import Running

from qingyuan.server.campaigns.models import Campaign, ExpectedUnit, UnitProgress
from qingyuan.server.organisations.actions.units import close_unit, open_unit
from qingyuan.server.organisations.models import UnitKind, User

SignIn = Callable[[User], Client]
NOTICE = """云溪市教育体育局办公室文件

云教办〔2023〕16号

云溪市教育体育局办公室关于开展APP排查整治活动的通知

各县区教育（体育）局，局直各学校：

为规范教育类APP选用管理，决定开展APP排查整治活动，现将有关事项通知如下。

一、活动安排

第一阶段：活动部署(6月12日至6月16日)

各单位成立工作专班，由单位主要负责同志挂帅，公布投诉受理渠道，确保活动要求传达到每一个学校、每一名教职员工。

第二阶段：排查清理(6月19日至7月20日)

逐校排查在用APP。

二、活动要求

各县区、局直学校须于6月20日前向市教体局书面报告工作部署情况；8月20日前书面报告排查整治活动总结。

2023年6月12日
"""


def _posted(client: Client, url: str, changed: dict[str, str] | None = None) -> dict[str, str]:
    """What a browser would send back from a page's largest form, with some fields changed."""
    html = client.get(url).content.decode()
    data = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    for tag in re.findall(r"<input[^>]+>", html):
        name = re.search(r'name="([^"]+)"', tag)
        kind = re.search(r'type="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and kind and kind[1] in {"text", "date"}:
            data[name[1]] = value[1] if value else ""
    return {**data, **(changed or {})}


@pytest.fixture
def proposed(cast: Cast, sign_in: SignIn) -> Campaign:
    """A notice that Alice has pasted."""
    client = sign_in(cast.alice)
    client.post(reverse("campaigns:new_campaign"), {"text": NOTICE})
    return Campaign.objects.get()


def _rows(campaign: Campaign) -> dict[str, Any]:
    """The proposal as it stands, sent back whole."""
    return {
        "name": "APP 排查整治活动",
        "document_title": "通知",
        "document_number": "云教办〔2023〕16号",
        "issued_on": "2023-06-12",
        "looks_back_to": "",
        "version": campaign.version,
        "stage-TOTAL_FORMS": 2,
        "stage-INITIAL_FORMS": 2,
        "stage-0-name": "活动部署",
        "stage-0-starts_on": "2023-06-12",
        "stage-0-ends_on": "2023-06-16",
        "stage-1-name": "排查清理",
        "stage-1-starts_on": "2023-06-19",
        "stage-1-ends_on": "2023-07-20",
        "owed-TOTAL_FORMS": 2,
        "owed-INITIAL_FORMS": 2,
        "owed-0-name": "工作部署情况报告",
        "owed-0-kind": "deployment_report",
        "owed-0-due_on": "2023-06-20",
        "owed-0-unit_kinds": ["county", "school"],
        "owed-0-only_direct": "on",
        "owed-1-name": "活动总结",
        "owed-1-kind": "summary",
        "owed-1-due_on": "2023-08-20",
        "owed-1-unit_kinds": ["county"],
        "owed-1-only_direct": "on",
    }


def test_a_pasted_notice_becomes_a_proposal_and_nothing_runs_yet(proposed: Campaign) -> None:
    assert proposed.state == Campaign.State.DRAFT
    assert proposed.document_number == "云教办〔2023〕16号"
    assert proposed.issued_on == date(2023, 6, 12)
    assert not proposed.stages.exists()


def test_every_proposed_value_stands_beside_its_sentence_marked_in_the_text(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    html = sign_in(cast.alice).get(reverse("campaigns:proposal", args=[proposed.pk])).content
    page = html.decode()
    anchors = set(re.findall(r'href="#(source-\d+)"', page))
    marks = set(re.findall(r'<mark id="(source-\d+)"', page))
    assert anchors
    assert anchors <= marks
    assert 'value="2023-06-20"' in page
    assert "原文：“第一阶段：活动部署(6月12日至6月16日)”" in page
    assert "年份按成文日期推算" in page


def test_what_the_notice_does_not_say_is_named(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    page = sign_in(cast.alice).get(reverse("campaigns:proposal", args=[proposed.pk]))
    assert "通知里没有找到，请自己填" in page.content.decode()


def test_one_more_row_keeps_everything_that_was_typed(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    url = reverse("campaigns:proposal", args=[proposed.pk])
    data = {**_rows(proposed), "name": "改过的名字", "owed-1-due_on": "", "add-row": "stage"}
    page = sign_in(cast.alice).post(url, data).content.decode()
    assert 'value="改过的名字"' in page
    assert 'name="stage-2-name"' in page
    assert "请填写这一项" not in page
    assert not proposed.stages.exists()


def test_saving_makes_stages_and_papers_and_the_next_page_lists_dates_that_do_not_fit(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.alice)
    url = reverse("campaigns:proposal", args=[proposed.pk])
    page = client.post(url, _rows(proposed), follow=True).content.decode()
    assert [stage.name for stage in proposed.stages.all()] == ["活动部署", "排查清理"]
    assert proposed.deliverables.get(kind="summary").due_on == date(2023, 8, 20)
    assert "当天不是工作日" in page
    assert "在最后一个阶段结束" in page


def test_a_row_ticked_as_removed_is_gone(proposed: Campaign, cast: Cast, sign_in: SignIn) -> None:
    url = reverse("campaigns:proposal", args=[proposed.pk])
    sign_in(cast.alice).post(url, {**_rows(proposed), "owed-1-DELETE": "on"})
    assert proposed.deliverables.count() == 1


def test_a_wrong_row_says_where_and_saves_nothing(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    url = reverse("campaigns:proposal", args=[proposed.pk])
    page = sign_in(cast.alice).post(url, {**_rows(proposed), "stage-1-ends_on": ""})
    assert "第 2 阶段结束：请填写这一项" in page.content.decode()
    assert not proposed.stages.exists()


def test_of_two_who_save_at_once_the_second_is_told_and_keeps_what_was_typed(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    client, url = sign_in(cast.alice), reverse("campaigns:proposal", args=[proposed.pk])
    client.post(url, _rows(proposed))
    page = client.post(url, {**_rows(proposed), "name": "后来的"}).content.decode()
    assert "刚才有别人改了这个行动" in page
    assert "后来的" in page


def test_confirmed_it_is_seen_below_and_can_be_frozen(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    alice, bob = sign_in(cast.alice), sign_in(cast.bob)
    page = reverse("campaigns:campaign", args=[proposed.pk])
    alice.post(reverse("campaigns:proposal", args=[proposed.pk]), _rows(proposed))
    assert bob.get(page).status_code == 404
    alice.post(reverse("campaigns:confirm", args=[proposed.pk]))
    assert bob.get(page).status_code == 200
    lines = f"{cast.direct.code} 正在改建，今年停办"
    freeze = {"kinds": ["central_school"], "kinds_reason": "不单设人员", "lines": lines}
    alice.post(reverse("campaigns:freeze", args=[proposed.pk]), freeze)
    left_out = ExpectedUnit.objects.filter(campaign=proposed, is_expected=False)
    assert dict(left_out.values_list("unit__name", "reason")) == {
        "柳河镇中心校": "不单设人员",
        "云溪市实验幼儿园": "正在改建，今年停办",
    }
    city = UnitProgress.objects.get(campaign=proposed, unit=cast.city)
    assert city.units == 6


def test_a_line_without_a_reason_freezes_nothing(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    Campaign.objects.filter(pk=running.campaign.pk).update(frozen_at=None)
    url = reverse("campaigns:freeze", args=[running.campaign.pk])
    page = sign_in(cast.alice).post(url, {"kinds": [], "lines": cast.direct.code})
    assert "没有写原因" in page.content.decode()


def test_a_notice_comes_as_a_word_file_too(cast: Cast, sign_in: SignIn, tmp_path: Path) -> None:
    import docx  # noqa: PLC0415 - only this test writes one

    document = docx.Document()
    for line in NOTICE.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "notice.docx"))
    upload = SimpleUploadedFile("通知.docx", (tmp_path / "notice.docx").read_bytes())
    sign_in(cast.alice).post(reverse("campaigns:new_campaign"), {"file": upload})
    campaign = Campaign.objects.get()
    assert campaign.document_number == "云教办〔2023〕16号"
    assert campaign.file_name == "通知.docx"


def test_a_file_of_another_kind_is_refused_with_the_way_out(cast: Cast, sign_in: SignIn) -> None:
    upload = SimpleUploadedFile("通知.pdf", b"%PDF-1.4 scan")
    page = sign_in(cast.alice).post(reverse("campaigns:new_campaign"), {"file": upload})
    assert "这里不收这种文件" in page.content.decode()
    assert not Campaign.objects.exists()


def test_a_rule_pack_makes_a_proposal_too(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.alice).post(reverse("campaigns:new_campaign"), {"pack": "xinyang_2023"})
    assert Campaign.objects.get().pack == "xinyang_2023"


def test_a_unit_that_opens_later_waits_to_be_decided_on(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.alice)
    url = reverse("campaigns:drift", args=[running.campaign.pk])
    assert "名录和名单一致" in client.get(url).content.decode()
    new = open_unit(
        name="西山县第二小学", kind=UnitKind.SCHOOL, parent=cast.xishan, by=SYSTEM, at=NOW
    )
    close_unit(unit=cast.direct, on=date(2023, 6, 1), by=SYSTEM, at=NOW)
    page = client.get(url).content.decode()
    assert "西山县第二小学" in page
    assert "云溪市实验幼儿园" in page
    answer = {"reason": "名单冻结后新设", "is_expected": "1", "from_drift": "1"}
    client.post(reverse("campaigns:expected_unit", args=[running.campaign.pk, new.pk]), answer)
    assert ExpectedUnit.objects.get(unit=new).is_expected
    client.get(url)  # the message that it is done
    assert "西山县第二小学" not in client.get(url).content.decode()


def test_only_those_who_run_a_campaign_set_it_up(
    proposed: Campaign, cast: Cast, sign_in: SignIn
) -> None:
    for name in ("campaign", "proposal", "confirm", "expected_units", "freeze"):
        url = reverse(f"campaigns:{name}", args=[proposed.pk])
        assert sign_in(cast.charlie).get(url).status_code == 404, name
    assert sign_in(cast.frank).get(reverse("campaigns:new_campaign")).status_code == 409
    assert sign_in(cast.dora).get(reverse("campaigns:new_campaign")).status_code == 409


def test_a_running_campaign_is_changed_by_its_own_unit_alone(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    unit = reverse("campaigns:expected_unit", args=[running.campaign.pk, cast.primary.pk])
    answer = {"reason": "随便", "is_expected": "0"}
    assert sign_in(cast.bob).post(unit, answer).status_code == 409
    assert sign_in(cast.frank).post(unit, answer).status_code == 409
    assert ExpectedUnit.objects.get(unit=cast.primary).is_expected


def test_the_pages_ask_ten_questions_at_most(
    running: Running,
    cast: Cast,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    pages = [
        reverse("campaigns:campaigns"),
        reverse("campaigns:campaign", args=[running.campaign.pk]),
        reverse("campaigns:expected_units", args=[running.campaign.pk]),
        reverse("campaigns:expected_units", args=[running.campaign.pk])
        + f"?unit={cast.central.pk}",
        reverse("campaigns:drift", args=[running.campaign.pk]),
        reverse("campaigns:deliverable", args=[running.report.pk]),
    ]
    client = sign_in(cast.alice)
    for page in pages:
        with django_assert_max_num_queries(10):
            assert client.get(page).status_code == 200, page
