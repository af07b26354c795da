"""The address behind the QR code of a complaint channel: open to everybody, guessed by nobody."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.urls import reverse

from qingyuan.server.campaigns.addresses import public_address

_SIGNER = Signer(salt="complaint-channel", sep="~")


def channel_token(channel_id: int) -> str:
    """The token of one channel."""
    return _SIGNER.sign(str(channel_id))


def read_channel(token: str) -> int | None:
    """The channel's number, or None for what we have not made."""
    try:
        text = _SIGNER.unsign(token)
    except BadSignature:
        return None
    return int(text) if text.isdigit() else None


def channel_address(request: HttpRequest, channel_id: int) -> str:
    """The whole address, as phones reach it."""
    path = reverse("campaigns:public_channel", args=[channel_token(channel_id)])
    return public_address(request, path)
