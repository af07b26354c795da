"""From where a request comes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the asker: the last hop that our own proxy wrote, if there is a proxy.

    `X-Forwarded-For` counts only where `proxies` in settings.toml says how many proxies of our own
    stand in front; whatever a client writes itself stands further left and is ignored.
    """
    hops = int(settings.LOCAL.get("proxies", 0))
    if hops:
        forwarded = [
            part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        ]
        if len(forwarded) >= hops and forwarded[-hops]:
            return str(forwarded[-hops])
    return str(request.META.get("REMOTE_ADDR", ""))
