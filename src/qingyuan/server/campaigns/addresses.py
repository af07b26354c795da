"""Addresses as phones reach them, for links and QR codes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from qingyuan.server.campaigns import links


def public_address(request: HttpRequest, path: str) -> str:
    """The full address of a page: under the public one of settings.toml, else under this one."""
    base = str(settings.PUBLIC_ADDRESS).rstrip("/")
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def personal_link(request: HttpRequest, acknowledgement_id: int) -> str:
    """The link by which one member of staff acknowledges."""
    token = links.personal_token(acknowledgement_id)
    return public_address(request, reverse("campaigns:personal", args=[token]))


def school_link(request: HttpRequest, receipt_id: int) -> str:
    """The address behind a unit's QR code."""
    token = links.school_token(receipt_id)
    return public_address(request, reverse("campaigns:school_code", args=[token]))


def notice_link(request: HttpRequest, notice_id: int) -> str:
    """The page of a notice, for units that have to sign."""
    return public_address(request, reverse("campaigns:notice", args=[notice_id]))
