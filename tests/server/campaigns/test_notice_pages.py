from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.server.campaigns.conveying import (
    TITLE,
    acknowledgement_at,
    issued,
    make_campaign,
    make_draft,
    make_notice,
    receipt_of,
)
from tests.server.cast import NOW, Cast, actor, make_user

from qingyuan.server.campaigns.actions.acknowledgements import acknowledge
from qingyuan.server.campaigns.actions.notices import draft_notice, revise_notice
from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.campaigns.models import Campaign, Notice, NoticeVersion, PassingOn, Way
from qingyuan.server.organisations.models import Role, User

SignIn = Callable[[User], Client]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    return make_campaign(cast)


@pytest.fixture
def version(cast: Cast, campaign: Campaign) -> NoticeVersion:
    return issued(make_draft(cast, campaign), cast.alice)


def _body(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(f"campaigns:{name}", args=args) + query)
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


def test_alice_drafts_looks_issues_and_sees_how_far_it_is(
    cast: Cast, campaign: Campaign, sign_in: SignIn
) -> None:
    alice = sign_in(cast.alice)
    answer = alice.post(
        reverse("campaigns:new_notice"),
        {
            "campaign": campaign.pk,
            "title": TITLE,
            "document_number": "云教办〔2023〕56号",
            "text": "各县区教育局：\n一、目标\n现通知如下。",
            "file": SimpleUploadedFile("附件1.pdf", PDF),
        },
    )
    version = NoticeVersion.objects.get()
    assert answer.headers["Location"] == reverse("campaigns:draft", args=[version.pk])
    draft = _body(alice, "draft", version.pk)
    assert "别的单位还看不到" in draft
    assert "附件1.pdf" in draft
    assert "7 个单位、名册上的 21 名教职员工" in _body(alice, "issue", version.pk)
    answer = alice.post(reverse("campaigns:issue", args=[version.pk]))
    progress = alice.get(answer.headers["Location"])
    assert progress.headers["Refresh"] == "3"
    fan_out.call(version_id=version.pk)
    answer = alice.get(reverse("campaigns:progress", args=[version.pk]), follow=True)
    assert "已下发到 7 个单位" in answer.content.decode()


def test_what_was_typed_stays_when_a_draft_lacks_something(
    cast: Cast, campaign: Campaign, sign_in: SignIn
) -> None:
    answer = sign_in(cast.alice).post(
        reverse("campaigns:new_notice"),
        {"campaign": campaign.pk, "title": "", "text": "一段写了很久的正文"},
    )
    assert "请填写这一项" in answer.content.decode()
    assert "一段写了很久的正文" in answer.content.decode()
    assert not Notice.objects.exists()


def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_taken(
    cast: Cast, campaign: Campaign, sign_in: SignIn
) -> None:
    answer = sign_in(cast.alice).post(
        reverse("campaigns:new_notice"),
        {
            "campaign": campaign.pk,
            "title": TITLE,
            "text": "正文",
            "file": SimpleUploadedFile("a.pdf", b"PK\x03\x04 no document"),
        },
    )
    assert "可以是" in answer.content.decode()
    assert not Notice.objects.exists()


def test_nobody_else_sees_a_draft(cast: Cast, campaign: Campaign, sign_in: SignIn) -> None:
    version = make_draft(cast, campaign)
    for user in (cast.bob, cast.charlie, cast.dora):
        client = sign_in(user)
        assert client.get(reverse("campaigns:draft", args=[version.pk])).status_code == 404
        assert client.get(reverse("campaigns:notice", args=[version.notice_id])).status_code == 404
        assert TITLE not in _body(client, "notices")


def test_alice_does_not_see_what_bob_is_still_writing(
    cast: Cast, campaign: Campaign, sign_in: SignIn
) -> None:
    own = draft_notice(
        campaign=campaign,
        issuer=cast.donghu,
        title="东湖县草稿",
        text="正文",
        by=actor(cast.bob),
        at=NOW,
    )
    assert "东湖县草稿" not in _body(sign_in(cast.alice), "notices")
    assert "东湖县草稿" in _body(sign_in(cast.bob), "notices")
    assert sign_in(cast.alice).get(reverse("campaigns:draft", args=[own.pk])).status_code == 404


def test_frank_may_look_but_not_issue(cast: Cast, campaign: Campaign, sign_in: SignIn) -> None:
    version = make_draft(cast, campaign)
    frank = sign_in(cast.frank)
    answer = frank.post(reverse("campaigns:issue", args=[version.pk]))
    assert answer.status_code == 409
    version.refresh_from_db()
    assert version.state == NoticeVersion.State.DRAFT
    version = issued(version, cast.alice)
    page = _body(frank, "notice", version.notice_id)
    assert "修订通知" not in page
    assert frank.get(reverse("campaigns:revise", args=[version.notice_id])).status_code == 409


def test_a_draft_can_be_changed_and_thrown_away(
    cast: Cast, campaign: Campaign, sign_in: SignIn
) -> None:
    version = make_draft(cast, campaign)
    alice = sign_in(cast.alice)
    alice.post(
        reverse("campaigns:change_draft", args=[version.pk]), {"title": "新标题", "text": "新正文"}
    )
    version = NoticeVersion.objects.select_related("notice").get()
    assert (version.notice.title, version.text) == ("新标题", "新正文")
    alice.post(reverse("campaigns:discard_draft", args=[version.pk]))
    assert not Notice.objects.exists()


def test_what_is_out_can_neither_be_changed_nor_thrown_away(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    alice = sign_in(cast.alice)
    for name in ("change_draft", "discard_draft", "issue"):
        answer = alice.post(reverse(f"campaigns:{name}", args=[version.pk]), {"text": "x"})
        assert answer.status_code == 404
    assert NoticeVersion.objects.count() == 1


def test_a_revision_says_what_changed_and_asks_everybody_again(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    sign_receipt(receipt=receipt_of(version, cast.primary), by=actor(cast.dora), at=NOW)
    alice = sign_in(cast.alice)
    url = reverse("campaigns:revise", args=[version.notice_id])
    assert "请填写这一项" in alice.post(url, {"text": "新正文"}).content.decode()
    alice.post(url, {"text": "新正文", "changes": "报送日期改为 6 月 25 日"})
    second = NoticeVersion.objects.get(number=2)
    assert "新的一版还是草稿" in _body(alice, "notice", version.notice_id)
    alice.post(reverse("campaigns:issue", args=[second.pk]))
    fan_out.call(version_id=second.pk)
    page = _body(sign_in(cast.dora), "notice", version.notice_id)
    assert "报送日期改为 6 月 25 日" in page
    assert "签收这份通知" in page
    history = _body(sign_in(cast.dora), "notice_history", version.notice_id)
    assert "已被新版代替" in history


def test_two_revisions_at_once_are_refused_and_the_text_is_kept(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    revise_notice(notice=version.notice, text="一", changes="一", by=actor(cast.alice), at=NOW)
    answer = sign_in(cast.alice).post(
        reverse("campaigns:revise", args=[version.notice_id]),
        {"text": "第二个人写的", "changes": "二"},
    )
    assert "还有一版没有下发完" in answer.content.decode()
    assert "第二个人写的" in answer.content.decode()


def test_opening_is_noted_for_the_units_own_people_only(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    _body(sign_in(cast.bob), "notice", version.notice_id, query=f"?unit={cast.primary.pk}")
    assert receipt_of(version, cast.primary).opened_at is None
    _body(sign_in(cast.dora), "notice", version.notice_id)
    assert receipt_of(version, cast.primary).opened_by == "窦朵"
    assert receipt_of(version, cast.city).units_opened == 2  # the city itself has it


def test_dora_signs_and_is_told_whom_to_reach_next(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    dora = sign_in(cast.dora)
    receipt = receipt_of(version, cast.primary)
    answer = dora.post(reverse("campaigns:sign", args=[receipt.pk]), follow=True)
    assert "本单位还有 3 名教职员工没有传达到" in answer.content.decode()
    assert receipt_of(version, cast.donghu).units_signed == 1


def test_nobody_signs_for_another_unit(version: NoticeVersion, cast: Cast, sign_in: SignIn) -> None:
    receipt = receipt_of(version, cast.primary)
    url = reverse("campaigns:sign", args=[receipt.pk])
    assert sign_in(cast.bob).post(url).status_code == 409
    assert sign_in(cast.charlie).post(url).status_code == 404
    assert sign_in(cast.emma).post(url).status_code == 404
    assert receipt_of(version, cast.primary).signed_at is None


def test_a_unit_passes_on_without_evidence_and_with_it(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    bob = sign_in(cast.bob)
    receipt = receipt_of(version, cast.donghu)
    url = reverse("campaigns:pass_on", args=[receipt.pk])
    bob.post(url, {"kind": "document", "title": "转发通知", "held_on": "2023-06-13"})
    with_file = {"kind": "meeting", "title": "部署会", "held_on": "2023-06-13", "attended": 40}
    bob.post(url, {**with_file, "file": SimpleUploadedFile("纪要.pdf", PDF)})
    assert PassingOn.objects.count() == 2
    page = _body(bob, "receipt", receipt.pk)
    assert "没有附文件，有的话可以再登记一次补上" in page
    proof = PassingOn.objects.get(kind="meeting")
    file_url = reverse("campaigns:passing_on_file", args=[proof.pk])
    answer = bob.get(file_url)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert sign_in(cast.charlie).get(file_url).status_code == 404
    assert receipt_of(version, cast.city).units_passed_on == 2  # the city itself, and Donghu


def test_a_county_issues_its_own_notice_and_that_is_its_passing_on(
    version: NoticeVersion, cast: Cast, campaign: Campaign, sign_in: SignIn
) -> None:
    bob = sign_in(cast.bob)
    bob.post(
        reverse("campaigns:new_notice"),
        {
            "campaign": campaign.pk,
            "title": "东湖县转发通知",
            "text": "各学校：请执行。",
            "passes_on": version.notice_id,
        },
    )
    own = NoticeVersion.objects.get(notice__issuer=cast.donghu)
    own = issued(own, cast.bob)
    assert receipt_of(own, cast.donghu).units == 3  # the central school is on no list
    assert not own.receipts.filter(unit=cast.xishan_school).exists()
    proof = PassingOn.objects.get(receipt=receipt_of(version, cast.donghu))
    assert (proof.title, proof.notice_id) == ("东湖县转发通知", own.notice_id)
    assert (
        sign_in(cast.charlie).get(reverse("campaigns:notice", args=[own.notice_id])).status_code
        == 404
    )
    assert "东湖县转发通知" in _body(sign_in(cast.alice), "notices")


def test_the_bureau_sees_the_one_number_and_comes_down_to_the_person(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    acknowledge(acknowledgement=acknowledgement_at(version, cast.primary), way=Way.LINK, at=NOW)
    alice = sign_in(cast.alice)
    page = _body(alice, "notice", version.notice_id)
    assert "还有 6 个单位没有签收，20 名教职员工没有传达到" in page
    units = _body(alice, "notice_units", version.notice_id)
    assert "东湖县教育体育局" in units
    assert "柳河镇第一小学" not in units
    below = _body(alice, "notice_units", version.notice_id, query=f"?unit={cast.donghu.pk}")
    assert "柳河镇第一小学" in below  # its central school has no receipt and is passed over
    people = _body(alice, "receipt", receipt_of(version, cast.primary).pk)
    assert "柳河员工2" in people
    assert "柳河员工1" not in people  # reached; the list shows who is not


def test_another_county_cannot_even_see_the_units(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    charlie = sign_in(cast.charlie)
    for name in ("notice", "notice_units", "notice_unreached", "notice_chase", "notice_quiz"):
        url = reverse(f"campaigns:{name}", args=[version.notice_id])
        assert charlie.get(f"{url}?unit={cast.donghu.pk}").status_code == 404
        assert charlie.get(f"{url}?unit={cast.city.pk}").status_code == 404
        assert charlie.get(f"{url}?unit=99999999").status_code == 404
        assert "东湖" not in charlie.get(url).content.decode()
    receipt = receipt_of(version, cast.primary)
    assert charlie.get(reverse("campaigns:receipt", args=[receipt.pk])).status_code == 404


def test_the_table_of_units_can_be_narrowed_and_sorted(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    sign_receipt(receipt=receipt_of(version, cast.direct), by=actor(cast.alice), at=NOW)
    alice = sign_in(cast.alice)
    page = _body(alice, "notice_units", version.notice_id, query="?show=unsigned&order=units")
    assert "云溪市实验幼儿园" not in page
    assert page.index("东湖县教育体育局") < page.index("西山县教育体育局")
    assert "云溪市实验幼儿园" in _body(alice, "notice_units", version.notice_id, query="?show=odd")


def test_the_unreached_are_listed_with_reason_and_way_out(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    sign_receipt(receipt=receipt_of(version, cast.middle), by=actor(cast.emma), at=NOW)
    page = _body(sign_in(cast.bob), "notice_unreached", version.notice_id)
    assert "已签收，还有 3 人没有确认" in page
    assert "还没有打开通知" in page
    assert "请把入口发到工作群里" in page
    assert "西山" not in page


def test_the_unreached_go_on_where_the_page_before_ended(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    after = receipt_of(version, cast.donghu).path
    page = _body(
        sign_in(cast.alice), "notice_unreached", version.notice_id, query=f"?after={after}"
    )
    assert "东湖县教育体育局" not in page.replace('<td data-label="上级"', "|").split("|")[0]
    assert "柳河镇第一小学" in page


def test_the_lists_can_be_saved_as_workbooks(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    alice = sign_in(cast.alice)
    for name, seen in (
        ("units_workbook", "东湖县教育体育局"),
        ("unreached_workbook", "柳河镇第一小学"),
    ):
        answer = alice.get(reverse(f"campaigns:{name}", args=[version.notice_id]))
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        assert seen in {cell.value for row in sheet.iter_rows() for cell in row}
    url = reverse("campaigns:unreached_workbook", args=[version.notice_id])
    assert sign_in(cast.charlie).get(f"{url}?unit={cast.donghu.pk}").status_code == 404


def test_the_text_for_the_group_names_who_is_missing_until_when(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    page = _body(sign_in(cast.bob), "notice_chase", version.notice_id, query="?due_on=2023-06-20")
    assert "【东湖县教育体育局】APP 排查整治活动" in page
    assert "东湖县第二初级中学" in page
    assert "6 月 20 日（周二）" in page
    dora = _body(sign_in(cast.dora), "notice_chase", version.notice_id)
    assert "3 名教职员工还没有确认活动通知" in dora
    assert "/s/" in dora


@pytest.mark.parametrize(
    "name",
    [
        "notices",
        "notice",
        "notice_units",
        "notice_unreached",
        "notice_chase",
        "notice_quiz",
        "notice_history",
    ],
)
def test_a_page_asks_ten_questions_at_most(
    name: str,
    version: NoticeVersion,
    cast: Cast,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    url = reverse(f"campaigns:{name}", args=[] if name == "notices" else [version.notice_id])
    for user in (cast.alice, cast.bob, cast.dora):
        client = sign_in(user)
        client.get(url)  # notes the opening
        with django_assert_max_num_queries(10):
            assert client.get(url).status_code == 200
    alice = sign_in(cast.alice)
    alice.get(url)
    with django_assert_max_num_queries(10):
        alice.get(f"{url}?unit={cast.donghu.pk}")


def test_a_unit_on_no_list_sees_the_notice_and_those_below_it(cast: Cast, sign_in: SignIn) -> None:
    version = make_notice(cast)
    head = sign_in(make_user("gina", "盖娜", cast.central, Role.ADMINISTRATOR))
    page = _body(head, "notice_units", version.notice_id)
    assert "柳河镇第一小学" in page
    assert "东湖县第二初级中学" not in page
