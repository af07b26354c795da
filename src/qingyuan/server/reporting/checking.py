"""The nightly walk along the chains, its result kept, its alarm given."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from qingyuan.server.evidence.models import Chain
from qingyuan.server.evidence.verification import BrokenLink, verify_all
from qingyuan.server.organisations.actions.messages import tell
from qingyuan.server.organisations.models import Post, Role
from qingyuan.server.reporting.models import ChainCheck

_KEPT = 100


def check_chains(*, at: datetime) -> ChainCheck:
    """Walks all chains and seals; those who run the system are told of the first broken links."""
    broken: list[BrokenLink] = []
    for link in verify_all():
        broken.append(link)
        if len(broken) == _KEPT:
            break
    size = Chain.objects.aggregate(events=Sum("length"))
    with transaction.atomic():
        check = ChainCheck.objects.create(
            started_at=at,
            ended_at=timezone.now(),
            chains=Chain.objects.count(),
            events=size["events"] or 0,
            broken=[asdict(link) for link in broken],
        )
        if broken:
            _alarm(broken, at)
    return check


def _alarm(broken: list[BrokenLink], at: datetime) -> None:
    tell(
        posts=Post.objects.filter(
            unit__parent=None, role=Role.ADMINISTRATOR, ended_at=None, holder__isnull=False
        ),
        topic="chains",
        title=f"操作记录核对不上：{len(broken)} 处",
        text=f"{broken[0].sentence}。请先停止改动，保存好数据和日封文件，再按审计页上的步骤处理",
        link=reverse("reporting:audit"),
        at=at,
    )
