"""Where each notice stands, as plain values for programs and for the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.conveyance.wording import coverage_words
from qingyuan.server.campaigns.models import NoticeVersion, Receipt
from qingyuan.server.campaigns.standpoint import coverage_of

State = NoticeVersion.State


@dataclass(frozen=True, slots=True)
class NoticeSummary:
    """A version of a notice and how far it has come."""

    notice: int
    version: int
    title: str
    document_number: str
    issuer: str
    state: str
    units_to_reach: int
    units_sent: int
    units_opened: int
    units_signed: int
    units_without_roster: int
    staff: int
    staff_reached: int

    @property
    def words(self) -> str:
        """A line for people: the result first."""
        name = f"{self.notice}  {self.title}（第 {self.version} 版，{self.issuer}）"
        return f"{name}\n    {self._where()}"

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be done with this version."""
        if self.state == State.SUPERSEDED:
            return True
        return self.state == State.ISSUED and self._coverage().is_complete

    def _where(self) -> str:
        if self.state == State.DRAFT:
            return "草稿，还没有下发"
        if self.state == State.ISSUING:
            return f"正在下发：{self.units_sent:,} / {self.units_to_reach:,} 个单位"
        if self.state == State.SUPERSEDED:
            return "已被新版代替"
        return coverage_words(self._coverage())

    def _coverage(self) -> Coverage:
        return Coverage(
            units=self.units_sent,
            units_sent=self.units_sent,
            units_opened=self.units_opened,
            units_signed=self.units_signed,
            staff=self.staff,
            staff_reached=self.staff_reached,
            units_without_roster=self.units_without_roster,
        )


def summaries(notice: int | None = None) -> list[NoticeSummary]:
    """All versions, or those of one notice; the newest notice first, two questions in all."""
    versions = NoticeVersion.objects.select_related("notice__issuer").order_by("-notice", "-number")
    chosen = list(versions.filter(notice=notice) if notice is not None else versions)
    tops = Receipt.objects.filter(version__in=chosen, parent_path="")
    receipts = {receipt.version_id: receipt for receipt in tops}
    return [_summary(version, receipts.get(version.pk)) for version in chosen]


def _summary(version: NoticeVersion, top: Receipt | None) -> NoticeSummary:
    is_out = version.state in {State.ISSUED, State.SUPERSEDED}
    coverage = coverage_of(top) if top is not None and is_out else Coverage()
    notice = version.notice
    return NoticeSummary(
        notice=notice.pk,
        version=version.number,
        title=notice.title,
        document_number=notice.document_number,
        issuer=notice.issuer.name,
        state=version.state,
        units_to_reach=version.units_to_reach,
        units_sent=coverage.units if is_out else version.units_reached_so_far,
        units_opened=coverage.units_opened,
        units_signed=coverage.units_signed,
        units_without_roster=coverage.units_without_roster,
        staff=coverage.staff,
        staff_reached=coverage.staff_reached,
    )
