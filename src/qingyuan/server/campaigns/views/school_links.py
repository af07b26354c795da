"""What a unit gives to its people: the poster with the code, personal links, printed slips."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from qingyuan.server.campaigns.addresses import personal_link, school_link
from qingyuan.server.campaigns.models import Receipt
from qingyuan.server.campaigns.models.acknowledgements import AcknowledgementQuerySet
from qingyuan.server.campaigns.presenters.school_links import LinkLine, all_links_text
from qingyuan.server.campaigns.reaching import own_receipt, receipt_crumbs
from qingyuan.server.look.qr import qr_svg

_ROWS_A_PAGE = 50
_SLIPS_A_PAGE = 80  # ten sheets of eight


@require_GET
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet of A4 for the wall of the staff room."""
    receipt = own_receipt(request, pk)
    address = school_link(request, receipt.pk)
    return render(
        request,
        "campaigns/receipts/poster.html",
        {
            "title": "通知确认二维码",
            "receipt": receipt,
            "address": address,
            "qr_svg": qr_svg(address),
            "back_url": reverse("campaigns:receipt", args=[receipt.pk]),
        },
    )


@require_GET
def personal_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Names with their links: one by one, or all as one text."""
    receipt = own_receipt(request, pk)
    page = Paginator(_unreached(receipt), _ROWS_A_PAGE).get_page(request.GET.get("page"))
    lines = _lines(request, page)
    return render(
        request,
        "campaigns/receipts/links.html",
        {
            "title": "个人链接",
            "crumbs": receipt_crumbs(receipt, "个人链接"),
            "receipt": receipt,
            "page": page,
            "lines": lines,
            "text": all_links_text(receipt.version.notice.title, lines),
        },
    )


@require_GET
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as slips to cut, each with its own code."""
    receipt = own_receipt(request, pk)
    page = Paginator(_unreached(receipt), _SLIPS_A_PAGE).get_page(request.GET.get("page"))
    lines = _lines(request, page)
    return render(
        request,
        "campaigns/receipts/slips.html",
        {
            "title": "个人确认条",
            "receipt": receipt,
            "page": page,
            "slips": [(line, qr_svg(line.address)) for line in lines],
            "back_url": reverse("campaigns:personal_links", args=[receipt.pk]),
        },
    )


def _unreached(receipt: Receipt) -> AcknowledgementQuerySet:
    rows = receipt.version.acknowledgements.filter(unit=receipt.unit_id).unreached()
    return rows.select_related("person").order_by("person__department", "person__name", "pk")


def _lines(request: HttpRequest, page: object) -> list[LinkLine]:
    return [
        LinkLine(one.pk, str(one.person), one.person.department, personal_link(request, one.pk))
        for one in page  # type: ignore[attr-defined]
    ]
