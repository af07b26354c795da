"""What stands around every page: the site's own words, who reads, tabs, unread messages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import metadata
from typing import Any

from django.http import HttpRequest

from qingyuan.server.look.parts import Platform, Reader
from qingyuan.server.organisations.models import Message, User
from qingyuan.server.reporting.tabs import tabs_for
from qingyuan.server.web import errors


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's context: two questions to the database, and none for visitors."""
    frame: dict[str, Any] = {"platform": platform()}
    user = getattr(request, "user", None)
    if not isinstance(user, User):  # a visitor, or an error before anybody was known
        return frame
    return {**frame, "reader": reader_of(user), "tabs": tabs_for(user, request.path)}


def platform() -> Platform:
    """What is the same on every page."""
    return replace(errors.platform(), version=_version())


def reader_of(user: User) -> Reader:
    """The account for the band; one without a post reads its name only."""
    post = user.current_posts[0] if user.current_posts else None
    return Reader(
        unit_name=post.unit.name if post else "",
        name=user.name,
        role_name=post.get_role_display() if post else "",
        unread_count=Message.objects.visible_to(user).unread().count(),
    )


@cache
def _version() -> str:
    return metadata.version("qingyuan")
