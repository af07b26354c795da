"""How pages get at a unit's receipt: to look, or to do what only the unit itself does."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingyuan.server.campaigns.models import Receipt
from qingyuan.server.campaigns.presenters.notice_page import notice_crumb
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.permissions import Deed, check_own_deed


def seen_receipt(request: HttpRequest, pk: int) -> Receipt:
    """A receipt in the account's scope, with all that its page names; 404 for any other."""
    rows = Receipt.objects.visible_to(user_of(request)).select_related(
        "unit", "version__notice__issuer", "version__notice__campaign"
    )
    return get_object_or_404(rows, pk=pk)


def own_receipt(request: HttpRequest, pk: int) -> Receipt:
    """The same, for a deed of the unit itself.

    Raises:
        Refused: the account has no such post at the unit.
    """
    receipt = seen_receipt(request, pk)
    check_own_deed(user_of(request), Deed.RECEIVE_NOTICE, receipt.unit)
    return receipt


def receipt_crumbs(receipt: Receipt, *further: str) -> tuple[Crumb, ...]:
    """From the list of notices down to the unit, and to a page below it."""
    notice = receipt.version.notice
    way = [Crumb("通知传达", reverse("campaigns:notices")), notice_crumb(notice)]
    if not further:
        return (*way, Crumb(receipt.unit.name))
    way.append(Crumb(receipt.unit.name, reverse("campaigns:receipt", args=[receipt.pk])))
    return (*way, *(Crumb(label) for label in further))
