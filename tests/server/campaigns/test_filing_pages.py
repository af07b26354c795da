"""工作部署情况报告: gathered, filed with a receipt, accepted or returned by the level above."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor
from tests.server.running import Running

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.reports.blocks import Paper, TableBlock
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.campaigns import extend, set_due_date
from qingyuan.server.campaigns.actions.deployment import file_deployment
from qingyuan.server.campaigns.actions.receipts import OwnDeployment, pass_on, sign_receipt
from qingyuan.server.campaigns.actions.submissions import accept, send_back
from qingyuan.server.campaigns.actions.task_forces import Duty, Member, save_task_force
from qingyuan.server.campaigns.deployment.frozen import thaw
from qingyuan.server.campaigns.deployment.gathering import gather
from qingyuan.server.campaigns.models import PassingOn, Submission
from qingyuan.server.campaigns.presenters.paper_view import paper_view
from qingyuan.server.evidence.models import Event
from qingyuan.server.organisations.models import Unit, User

SignIn = Callable[[User], Client]
PHONE = "0990-6120017"


@pytest.fixture
def deployed(running: Running, cast: Cast) -> Running:
    """Donghu has signed, met, set up its task force; its middle school has signed and all know."""
    county = running.receipt(cast.donghu)
    sign_receipt(receipt=county, by=actor(cast.bob), at=NOW)
    meeting = OwnDeployment(kind=PassingOn.Kind.MEETING, title="部署会", held_on=TODAY, attended=30)
    pass_on(receipt=county, deployment=meeting, by=actor(cast.bob), at=NOW)
    sign_receipt(receipt=running.receipt(cast.middle), by=actor(cast.emma), at=NOW)
    running.reach(cast.middle)
    members = [Member(duty=Duty.LEADER, name="包局长", is_unit_head=True, phone=PHONE)]
    save_task_force(
        campaign=running.campaign,
        unit=cast.donghu,
        members=members,
        version=0,
        by=actor(cast.bob),
        at=NOW,
    )
    running.set_up(cast.middle)
    running.publish(cast.middle)
    return running


def _file(running: Running, unit: Unit, at: datetime = NOW) -> Submission:
    return file_deployment(
        deliverable=running.report,
        unit=unit,
        figures=gather(running.campaign, unit, TODAY),
        by=SYSTEM,
        at=at,
    )


def test_a_countys_report_counts_its_schools_and_its_own_people(
    deployed: Running, cast: Cast
) -> None:
    figures = gather(deployed.campaign, cast.donghu, TODAY)
    assert figures.coverage == Coverage(2, 2, 1, 1, 9, 3)
    assert [unit.name for unit in figures.by_unit] == [
        "柳河镇第一小学",
        "东湖县第二初级中学",
        "机关本级",
    ]
    forces, channels = figures.task_forces, figures.child_channels
    assert forces
    assert channels
    assert (forces.expected, forces.present, forces.missing) == (2, 1, ("柳河镇中心校（1所）",))
    assert (channels.expected, channels.present) == (2, 1)
    assert figures.superior == "云溪市教育体育局"
    assert (figures.received_on, figures.sent_on) == (TODAY, TODAY)
    assert [meeting.name for meeting in figures.meetings] == ["部署会"]


def test_a_schools_own_report_speaks_of_its_own_staff(deployed: Running, cast: Cast) -> None:
    figures = gather(deployed.campaign, cast.direct, TODAY)
    assert figures.children is None
    assert figures.coverage == Coverage(1, 1, 0, 0, 3, 0)


def test_gaps_stand_above_the_report_with_the_page_where_each_is_mended(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    url = reverse("campaigns:file", args=[deployed.report.pk])
    page = sign_in(cast.bob).get(url).content.decode()
    assert page.index("还没有公布投诉受理渠道") < page.index("报告预览")
    assert reverse("campaigns:own_channel", args=[deployed.campaign.pk]) in page
    assert "1 所学校还没有签收通知：柳河镇第一小学" in page


def test_the_word_file_has_everything_and_is_saved_under_a_chinese_name(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    response = sign_in(cast.bob).get(reverse("campaigns:paper", args=[deployed.report.pk]))
    assert "filename*=utf-8''" in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    document = docx.Document(BytesIO(response.getvalue()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert PHONE in cells


def test_filed_it_has_a_receipt_with_number_time_digest_and_code(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.bob)
    page = client.post(reverse("campaigns:file", args=[deployed.report.pk]), follow=True)
    filed = Submission.objects.get(unit=cast.donghu)
    assert filed.receipt_number in page.content.decode()
    receipt = client.get(reverse("campaigns:submission_receipt", args=[filed.pk]))
    assert filed.file.sha256 in receipt.content.decode()
    assert "<svg" in receipt.content.decode()
    assert filed.file.read_bytes().startswith(b"PK")


def test_the_figures_are_frozen_without_a_full_number_and_changes_show(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    filed = _file(deployed, cast.donghu)
    assert PHONE not in str(filed.figures)
    url = reverse("campaigns:submission", args=[filed.pk])
    client = sign_in(cast.alice)
    assert "数字在报送后有变化" not in client.get(url).content.decode()
    deployed.reach(cast.primary, 2)
    page = client.get(url).content.decode()
    assert "数字在报送后有变化" in page
    assert "已传达：报送时 3（33.3%），现在 5（55.6%）" in page
    then = thaw(Submission.objects.get(pk=filed.pk).figures)
    assert then
    assert then.coverage.staff_reached == 3
    assert PHONE not in page


def test_a_paper_completed_in_word_goes_out_instead(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    client, url = sign_in(cast.bob), reverse("campaigns:file", args=[deployed.report.pk])
    paper = client.get(reverse("campaigns:paper", args=[deployed.report.pk])).getvalue()
    document = docx.Document(BytesIO(paper))
    document.add_paragraph("下一步：逐校排查。")
    changed = BytesIO()
    document.save(changed)
    client.post(url, {"completed": SimpleUploadedFile("我的报告.docx", changed.getvalue())})
    filed = Submission.objects.get(unit=cast.donghu)
    assert (filed.file_name, filed.figures["as_generated"]) == ("我的报告.docx", False)
    assert filed.file.read_bytes() == changed.getvalue()


def test_returned_with_a_reason_it_is_filed_again_and_every_version_stays(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    first = _file(deployed, cast.donghu)
    answer = {"stock": ["投诉受理渠道没有公布，请公布后重新报送"], "words": "其他不用动"}
    sign_in(cast.alice).post(reverse("campaigns:return_submission", args=[first.pk]), answer)
    first.refresh_from_db()
    assert first.state == Submission.State.RETURNED
    assert first.reason == "投诉受理渠道没有公布，请公布后重新报送；其他不用动"
    client = sign_in(cast.bob)
    assert "其他不用动" in client.get(reverse("campaigns:submissions")).content.decode()
    client.post(reverse("campaigns:file", args=[deployed.report.pk]))
    assert list(Submission.objects.values_list("number", "is_newest").order_by("number")) == [
        (1, False),
        (2, True),
    ]


def test_a_return_without_a_reason_returns_nothing(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    filed = _file(deployed, cast.donghu)
    page = sign_in(cast.alice).post(reverse("campaigns:return_submission", args=[filed.pk]), {})
    assert "请选一条退回原因" in page.content.decode()
    filed.refresh_from_db()
    assert filed.state == Submission.State.SUBMITTED


def test_nobody_passes_the_paper_of_the_own_unit(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    filed = _file(deployed, cast.donghu)
    for name in ("accept_submission", "return_submission"):
        url = reverse(f"campaigns:{name}", args=[filed.pk])
        assert sign_in(cast.bob).post(url, {"words": "x"}).status_code == 409
        assert sign_in(cast.frank).post(url, {"words": "x"}).status_code == 409
        assert sign_in(cast.charlie).post(url, {"words": "x"}).status_code == 404
    filed.refresh_from_db()
    assert filed.state == Submission.State.SUBMITTED


def test_what_was_accepted_is_locked_until_the_level_above_returns_it(
    deployed: Running, cast: Cast
) -> None:
    filed = _file(deployed, cast.donghu)
    accept(submission=filed, by=actor(cast.alice), at=NOW)
    with pytest.raises(Refused, match="上级已经通过"):
        _file(deployed, cast.donghu)
    send_back(submission=filed, reason="发现漏了一所学校", by=actor(cast.alice), at=NOW)
    assert _file(deployed, cast.donghu).number == 2


def test_after_an_answer_the_next_paper_that_waits_comes_up(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    first, second = _file(deployed, cast.donghu), _file(deployed, cast.xishan)
    answered = sign_in(cast.alice).post(reverse("campaigns:accept_submission", args=[first.pk]))
    assert answered["Location"] == reverse("campaigns:submission", args=[second.pk])


def test_taking_a_paper_stands_in_the_history_and_who_may_only_look_gets_none(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    filed = _file(deployed, cast.donghu)
    url = reverse("campaigns:submission_file", args=[filed.pk])
    assert sign_in(cast.charlie).get(url).status_code == 404
    assert sign_in(cast.frank).get(url).status_code == 409
    response = sign_in(cast.alice).get(url)
    assert response["Content-Disposition"].startswith("attachment")
    event = Event.objects.get(deed="campaigns.submission.downloaded")
    assert event.actor_name == cast.alice.name


def test_late_or_on_time_by_the_date_that_stood_at_that_moment(
    deployed: Running, cast: Cast
) -> None:
    eve = datetime(2023, 6, 20, 15, 59, tzinfo=UTC)  # 23:59 in China
    after = datetime(2023, 6, 20, 16, 1, tzinfo=UTC)
    assert not _file(deployed, cast.xishan, eve).is_late
    late = _file(deployed, cast.donghu, after)
    assert late.is_late
    extend(
        deliverable=deployed.report,
        unit=cast.donghu,
        due_on=date(2023, 6, 25),
        reason="汛期",
        by=actor(cast.alice),
        at=after,
    )
    assert Submission.objects.get(pk=late.pk).is_late
    again = _file(deployed, cast.donghu, datetime(2023, 6, 21, 2, 0, tzinfo=UTC))
    assert (again.is_late, again.due_on) == (False, date(2023, 6, 25))


def test_a_date_brought_forward_takes_no_extension_away(deployed: Running, cast: Cast) -> None:
    extend(
        deliverable=deployed.report,
        unit=cast.donghu,
        due_on=date(2023, 6, 28),
        reason="汛期",
        by=actor(cast.alice),
        at=NOW,
    )
    set_due_date(
        deliverable=deployed.report,
        due_on=date(2023, 6, 18),
        reason="省厅要求提前",
        by=actor(cast.alice),
        at=NOW,
    )
    at = datetime(2023, 6, 19, 2, 0, tzinfo=UTC)
    assert not _file(deployed, cast.donghu, at).is_late
    assert _file(deployed, cast.xishan, at).is_late


def test_an_extension_is_given_on_the_page_with_its_reason(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    url = reverse("campaigns:deliverable", args=[deployed.report.pk])
    data = {"one-unit": cast.donghu.code, "one-due_on": "2099-06-25", "one-reason": "汛期"}
    assert sign_in(cast.bob).post(url, data).status_code == 409
    assert sign_in(cast.charlie).get(url).status_code == 200
    page = sign_in(cast.alice).post(url, data, follow=True).content.decode()
    assert "2099年6月25日" in page
    assert "汛期" in page
    assert "汛期" in sign_in(cast.bob).get(url).content.decode()
    assert "汛期" not in sign_in(cast.charlie).get(url).content.decode()


def test_the_register_shows_what_came_in_and_who_owes(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    filed = _file(deployed, cast.donghu)
    client, url = sign_in(cast.alice), reverse("campaigns:submissions")
    assert filed.receipt_number in client.get(url).content.decode()
    owing = client.get(url, {"state": "owed"}).content.decode()
    assert "西山县教育体育局" in owing
    assert "东湖县教育体育局" not in owing


def test_a_school_below_a_county_owes_no_paper_of_its_own(
    deployed: Running, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.emma)
    assert client.get(reverse("campaigns:file", args=[deployed.report.pk])).status_code == 409
    assert "没有要单独报送" in client.get(reverse("campaigns:submissions")).content.decode()


def test_the_pages_ask_ten_questions_at_most(
    deployed: Running,
    cast: Cast,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    filed = _file(deployed, cast.donghu)
    _file(deployed, cast.xishan)
    alice, bob = sign_in(cast.alice), sign_in(cast.bob)
    for client in (alice, bob):
        client.get("/submissions/")  # notes that the session is awake
    pages = [
        (bob, reverse("campaigns:file", args=[deployed.report.pk])),
        (bob, reverse("campaigns:submission", args=[filed.pk])),
        (alice, reverse("campaigns:submission", args=[filed.pk])),
        (alice, reverse("campaigns:submission_receipt", args=[filed.pk])),
        (alice, reverse("campaigns:submissions")),
        (alice, reverse("campaigns:submissions") + "?state=owed"),
        (bob, reverse("campaigns:submissions")),
    ]
    for client, page in pages:
        with django_assert_max_num_queries(10):
            assert client.get(page).status_code == 200, page


def test_a_long_table_is_shown_in_part_and_says_so() -> None:
    rows = tuple((f"第{number}小学", "3") for number in range(1, 61))
    table = TableBlock("签收情况", ("单位", "人数"), rows, widths=(3, 1))
    view = paper_view(Paper("工作部署情况报告", (table,), made_on=TODAY))
    assert view.lines[0].table is not None
    assert len(view.lines[0].table.rows) == 50
    assert "共 60 行" in view.lines[1].runs[0].text
