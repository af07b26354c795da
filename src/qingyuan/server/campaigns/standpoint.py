"""From where a notice is looked at: which version stands, whose counters one sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add

from django.http import Http404

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.server.campaigns.models import Notice, NoticeVersion, Receipt
from qingyuan.server.campaigns.models.notices import ReceiptQuerySet
from qingyuan.server.organisations.models import Role, Unit, User
from qingyuan.server.organisations.models.paths import ancestor_paths
from qingyuan.server.organisations.permissions import ROLE_DEEDS, Deed, may

State = NoticeVersion.State


@dataclass(frozen=True)
class Standpoint:
    """A notice, the version that stands (a draft where nothing has gone out), a unit, its receipt.

    `receipt` is None for a unit that is not on the list of those to be reached.
    """

    user: User
    notice: Notice
    versions: tuple[NoticeVersion, ...]  # newest first
    version: NoticeVersion
    unit: Unit
    receipt: Receipt | None

    @property
    def draft(self) -> NoticeVersion | None:
        """The version that has not gone out yet, for its issuer."""
        newest = self.versions[0]
        return newest if newest.state == State.DRAFT else None

    @property
    def is_issuer(self) -> bool:
        """Whether one looks from the issuing unit."""
        return self.unit.pk == self.notice.issuer_id

    @property
    def may_issue(self) -> bool:
        """Whether the account may issue for the issuing unit itself."""
        return holds_own(self.user, Deed.ISSUE_NOTICE, self.notice.issuer_id)

    @property
    def may_receive(self) -> bool:
        """Whether the account signs and passes on for the unit itself."""
        return holds_own(self.user, Deed.RECEIVE_NOTICE, self.unit.pk)

    @property
    def may_see_history(self) -> bool:
        """Whether the account sees who did what on the issuing side."""
        return may(self.user, Deed.SEE_HISTORY, self.notice.issuer)

    @property
    def is_out(self) -> bool:
        """Whether receipts can be looked at."""
        return self.version.state in {State.ISSUED, State.SUPERSEDED}

    def below(self) -> ReceiptQuerySet:
        """The receipts directly below the unit, each with its subtree's counters."""
        rows = self.version.receipts.all()
        if self.receipt is not None:
            return rows.below(self.unit)
        above = ("", *ancestor_paths(self.unit.parent_path))
        return rows.within(self.unit.path).filter(parent_path__in=above)

    @cached_property
    def coverage(self) -> Coverage:
        """How far the notice has come in the unit's subtree."""
        rows = [self.receipt] if self.receipt is not None else list(self.below())
        return total(coverage_of(row) for row in rows)


def stand_at(user: User, notice_id: int, unit_id: int | None = None) -> Standpoint:
    """Two or three questions to the database.

    Raises:
        Http404: no such notice or unit, or none that the account sees.
    """
    versions = tuple(
        NoticeVersion.objects.visible_to(user)
        .filter(notice=notice_id)
        .select_related("notice__issuer", "notice__campaign", "file")
        .order_by("-number")
    )
    if not versions:
        raise Http404
    version = next((one for one in versions if one.state != State.DRAFT), versions[0])
    unit, receipt = _unit_and_receipt(user, version, unit_id)
    return Standpoint(user, version.notice, versions, version, unit, receipt)


def _unit_and_receipt(
    user: User, version: NoticeVersion, unit_id: int | None
) -> tuple[Unit, Receipt | None]:
    """The receipt brings its unit along; a unit on no list is asked for by itself."""
    known = {post.unit.pk: post.unit for post in user.current_posts}
    issuer = version.notice.issuer
    unit = known.get(unit_id) if unit_id is not None else _first_look(known.values(), issuer)
    receipts = Receipt.objects.visible_to(user).select_related("unit")
    receipt = receipts.filter(version=version, unit=unit.pk if unit else unit_id).first()
    if receipt is not None:
        return receipt.unit, receipt
    if unit is None and unit_id is not None:
        unit = Unit.objects.visible_to(user).filter(pk=unit_id).first()
    if unit is None or not issuer.contains(unit):
        raise Http404
    return unit, None


def _first_look(own: Iterable[Unit], issuer: Unit) -> Unit:
    """The issuer where the account sees it, else its own unit below."""
    if any(unit.contains(issuer) for unit in own):
        return issuer
    inside = [unit for unit in own if issuer.contains(unit)]
    if not inside:
        raise Http404
    return inside[0]


def holds_own(user: User, deed: Deed, unit_id: int) -> bool:
    """Whether a post at the unit itself allows the deed, as `check_own_deed` asks."""
    return any(
        deed in ROLE_DEEDS[Role(post.role)] and post.unit_id == unit_id
        for post in user.current_posts
    )


def coverage_of(receipt: Receipt) -> Coverage:
    """The counters of a receipt's subtree as core counts them."""
    return Coverage(
        units=receipt.units,
        units_sent=receipt.units,
        units_opened=receipt.units_opened,
        units_signed=receipt.units_signed,
        staff=receipt.staff,
        staff_reached=receipt.staff_reached,
        units_without_roster=receipt.units_without_roster,
    )


def total(parts: Iterable[Coverage]) -> Coverage:
    """All of them together."""
    return reduce(add, parts, Coverage())
