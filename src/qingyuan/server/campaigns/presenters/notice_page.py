"""The page of a notice: how far it has come, and what one's own unit does next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.conveyance.wording import coverage_words
from qingyuan.server.campaigns.models import Notice, NoticeVersion, Receipt
from qingyuan.server.campaigns.presenters.document import document_of
from qingyuan.server.campaigns.standpoint import Standpoint
from qingyuan.server.look.parts import Action, ActionKind, Crumb, FigureCard, NoticeText, Tab
from qingyuan.server.look.tones import Tone
from qingyuan.server.look.words import thousands

State = NoticeVersion.State
_CRUMB_LENGTH = 18


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Everything on the page."""

    title: str
    crumbs: tuple[Crumb, ...]
    sections: tuple[Tab, ...]
    actions: tuple[Action, ...]
    sentence: str
    cards: tuple[FigureCard, ...]
    changes: str
    draft_url: str
    sign_url: str
    next_step: Action | None
    next_text: str
    document: NoticeText


def notice_page(at: Standpoint) -> NoticePage:
    """What the page shows from where one stands; no further question to the database."""
    text, step = _next_step(at)
    file_url = reverse("campaigns:notice_file", args=[at.version.pk])
    return NoticePage(
        title=at.notice.title,
        crumbs=crumbs(at),
        sections=sections(at, "campaigns:notice"),
        actions=tuple(_actions(at)),
        sentence=_sentence(at),
        cards=cards(at) if at.is_out else (),
        changes=at.version.changes,
        draft_url=reverse("campaigns:draft", args=[at.draft.pk]) if at.draft else "",
        sign_url=_sign_url(at),
        next_step=step,
        next_text=text,
        document=document_of(at.version, file_url),
    )


def crumbs(at: Standpoint, *further: str) -> tuple[Crumb, ...]:
    """The way to a page of the notice; the last one is the page itself."""
    way = [Crumb("通知传达", reverse("campaigns:notices"))]
    if not further:
        return (*way, Crumb(shortened(at.notice.title)))
    way.append(notice_crumb(at.notice))
    return (*way, *(Crumb(label) for label in further))


def notice_crumb(notice: Notice) -> Crumb:
    """The way back to a notice."""
    return Crumb(shortened(notice.title), reverse("campaigns:notice", args=[notice.pk]))


def shortened(title: str) -> str:
    """A title that leaves room for the rest of the line; the end says what it is about."""
    return title if len(title) <= _CRUMB_LENGTH else f"…{title[-_CRUMB_LENGTH:]}"


def sections(at: Standpoint, current: str) -> tuple[Tab, ...]:
    """The pages of one notice; those of units below only where there are some."""
    if not at.is_out:
        return ()
    shown = [("通知和进度", "campaigns:notice")]
    if _has_units_below(at):
        shown.append(("下级单位", "campaigns:notice_units"))
    shown += [("未传达名单", "campaigns:notice_unreached"), ("催办文字", "campaigns:notice_chase")]
    if at.version.with_quiz:
        shown.append(("知晓小测", "campaigns:notice_quiz"))
    shown.append(("版本和记录", "campaigns:notice_history"))
    asked = f"?unit={at.unit.pk}"
    tabs = [
        Tab(label, reverse(name, args=[at.notice.pk]) + asked, name == current)
        for label, name in shown
    ]
    if at.receipt is not None:
        url = reverse("campaigns:receipt", args=[at.receipt.pk])
        tabs.insert(1, Tab("本单位传达", url, current == "campaigns:receipt"))
    return tuple(tabs)


def _has_units_below(at: Standpoint) -> bool:
    return at.receipt is None or at.receipt.units > 1


def _actions(at: Standpoint) -> Iterable[Action]:
    if at.may_issue and at.is_out and at.draft is None and at.version.state == State.ISSUED:
        revise = reverse("campaigns:revise", args=[at.notice.pk])
        yield Action("修订通知", revise, icon="pencil-square")


def _sentence(at: Standpoint) -> str:
    if at.version.state == State.ISSUING:
        return "正在下发，几分钟后就能看到进度"
    if at.version.state == State.DRAFT:
        return "这是草稿，别的单位还看不到"
    return coverage_words(at.coverage)


def cards(at: Standpoint) -> tuple[FigureCard, ...]:
    """The number that must become zero, and what it is made of; each leads to its rows."""
    coverage = at.coverage
    asked = f"?unit={at.unit.pk}"
    unreached = reverse("campaigns:notice_unreached", args=[at.notice.pk]) + asked
    units = reverse("campaigns:notice_units", args=[at.notice.pk]) + asked
    people = unreached
    if at.receipt is not None and at.receipt.units == 1:
        people = units = reverse("campaigns:receipt", args=[at.receipt.pk])
    return (
        FigureCard(
            "未传达的教职员工",
            thousands(coverage.staff_unreached),
            note=f"应传达 {thousands(coverage.staff)} 人，已传达 {coverage.staff_rate}",
            url=people,
            tone=_tone(coverage.staff_unreached),
            part=coverage.staff_reached,
            whole=coverage.staff,
        ),
        FigureCard(
            "未签收的单位",
            thousands(coverage.units_unreached),
            note=f"应签收 {thousands(coverage.units)} 个，已签收 {coverage.units_rate}",
            url=f"{units}&show=unsigned" if "?" in units else units,
            tone=_tone(coverage.units_unreached),
            part=coverage.units_signed,
            whole=coverage.units,
        ),
        *_roster_card(coverage, unreached),
    )


def _roster_card(coverage: Coverage, url: str) -> Iterable[FigureCard]:
    if coverage.units_without_roster:
        yield FigureCard(
            "没有名册的单位",
            thousands(coverage.units_without_roster),
            note="填了名册才知道人有没有传达全",
            url=url,
            tone=Tone.WARN,
        )


def _tone(missing: int) -> Tone:
    return Tone.DANGER if missing else Tone.OK


def _sign_url(at: Standpoint) -> str:
    receipt = at.receipt
    if receipt is None or receipt.signed_at or at.version.state != State.ISSUED:
        return ""
    return reverse("campaigns:sign", args=[receipt.pk]) if at.may_receive else ""


def _next_step(at: Standpoint) -> tuple[str, Action | None]:
    """What one's own unit does after signing; nothing for those who only look."""
    receipt = at.receipt
    if receipt is None or not at.may_receive or at.version.state != State.ISSUED:
        return "", None
    if receipt.signed_at is None:
        return "", None
    return _step_after_signing(receipt)


def _step_after_signing(receipt: Receipt) -> tuple[str, Action | None]:
    people = reverse("campaigns:receipt", args=[receipt.pk])
    missing = receipt.own_staff - receipt.own_reached
    if missing:
        text = f"本单位还有 {missing} 名教职员工没有传达到"
        return text, Action("传达到人", people, kind=ActionKind.PRIMARY)
    if not receipt.own_staff:
        return "本单位还没有教职员工名册，填了名册才能逐人传达", Action("查看本单位", people)
    if receipt.passed_on_at is None:
        url = reverse("campaigns:pass_on", args=[receipt.pk])
        return "本单位都已知晓。如果印发了文件或开了会，可以登记下来", Action("登记部署", url)
    return "本单位都已知晓，部署也登记好了", None
