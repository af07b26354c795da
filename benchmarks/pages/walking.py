"""Follows the links of the site as a role and measures every page; needs Django set up."""

from __future__ import annotations

import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from qingyuan.server.organisations.models import Post, Role, Unit, UnitKind, User

_LINK = re.compile(r'href="(/[^"#]*)"')
_STEPS = 2
_ADDRESSES = 3
_TIMES = 20
_STATEMENTS_AT_MOST, _MS_AT_MOST = 10, 300
_NOT_PAGES = ("/static/", "/account/", "/events/")


@dataclass(slots=True)
class PageCost:
    """All measurements of one page by one role."""

    milliseconds: list[float] = field(default_factory=list)
    statements: int = 0

    @property
    def p95(self) -> float:
        """The 95th percentile, in milliseconds."""
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.95) - 1]

    @property
    def is_too_much(self) -> bool:
        """Whether it costs more than asked."""
        return self.p95 > _MS_AT_MOST or self.statements > _STATEMENTS_AT_MOST


def run() -> None:
    """As city, county and school, one after another."""
    print(f"{Unit.objects.count():,} units")
    for role, user in _users():
        costs = _walk(user)
        print(f"{role}: {len(costs)} pages")
        for name, cost in sorted(costs.items(), key=lambda each: each[1].p95):
            middle = statistics.median(cost.milliseconds)
            mark = "  too much" if cost.is_too_much else ""
            figures = f"{cost.statements:3} SQL {middle:6.0f} ms, p95 {cost.p95:.0f} ms"
            print(f"  {name:42}{figures}{mark}", flush=True)


def _users() -> Iterator[tuple[str, User]]:
    for kind in (UnitKind.CITY, UnitKind.COUNTY, UnitKind.SCHOOL):
        posts = Post.objects.filter(unit__kind=kind, holder__isnull=False, ended_at=None)
        who_acts = posts.filter(role__in=(Role.ADMINISTRATOR, Role.REPORTER)).order_by("role", "pk")
        holders = User.objects.filter(posts=who_acts[0])
        holders.update(set_up_at=timezone.now())
        yield str(kind.label), holders.get()


def _walk(user: User) -> dict[str, PageCost]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    costs: dict[str, PageCost] = {}
    seen: dict[str, set[str]] = defaultdict(set)
    frontier = ["/"]
    for step in range(_STEPS + 1):
        found: list[str] = []
        for url in frontier:
            try:
                name = resolve(url.partition("?")[0]).view_name
            except Resolver404:
                continue
            if url in seen[name] or len(seen[name]) >= _ADDRESSES:
                continue
            seen[name].add(url)
            page = _measure(client.get, url, costs.setdefault(name, PageCost()))
            found += _links(page)
        frontier = found if step < _STEPS else []
    return {name: cost for name, cost in costs.items() if cost.milliseconds}


def _measure(get: Callable[[str], object], url: str, cost: PageCost) -> str:
    response = get(url)  # warms up, and notes what opening notes
    if getattr(response, "status_code", 0) != 200 or getattr(response, "streaming", False):
        return ""
    count = 0

    def note(execute: Callable[..., object], *rest: object) -> object:
        nonlocal count
        count += 1
        return execute(*rest)

    with connection.execute_wrapper(note):
        get(url)
    cost.statements = max(cost.statements, count)
    for _ in range(_TIMES):
        began = time.perf_counter()
        get(url)
        cost.milliseconds.append((time.perf_counter() - began) * 1000)
    content: bytes = getattr(response, "content", b"")
    is_page = str(getattr(response, "headers", {}).get("Content-Type", "")).startswith("text/html")
    return content.decode() if is_page else ""


def _links(page: str) -> list[str]:
    links = [found.replace("&amp;", "&") for found in _LINK.findall(page)]
    return [link for link in links if not link.startswith(_NOT_PAGES)]
