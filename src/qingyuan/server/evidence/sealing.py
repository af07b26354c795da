"""日封: at the end of a day every chain that grew is bound to the day before, and kept in a file.

Whoever rewrites a chain with right hashes must also rewrite every later seal, in the database and
in the files that were copied elsewhere.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from qingyuan.server import environment
from qingyuan.server.evidence.hashing import GENESIS, canonical_time, link_hash
from qingyuan.server.evidence.models import Chain, Seal, SealedHead

Head = tuple[str, int, str]
"""A chain's key, its length and its last hash."""


def root_of(previous_root: str, on: date, heads: Iterable[Head]) -> str:
    """The root of a day: over the root before, the day, and the heads in order of their keys."""
    fields = [on.isoformat()]
    for key, length, head_hash in sorted(heads):
        fields += [key, str(length), head_hash]
    return link_hash(previous_root, fields)


@transaction.atomic
def seal_day(*, on: date, at: datetime) -> Seal | None:
    """Seals every chain that has grown since the last seal; a day is sealed once.

    Returns:
        The seal, or None where the day has one already.
    """
    if Seal.objects.filter(on__gte=on).exists():
        return None
    grown = list(
        Chain.objects.select_for_update().exclude(length=F("sealed_length")).order_by("key")
    )
    heads = [(chain.key, chain.length, chain.head_hash) for chain in grown]
    last = Seal.objects.order_by("-on").first()
    previous = last.root if last else GENESIS
    seal = Seal.objects.create(
        on=on,
        previous_root=previous,
        root=root_of(previous, on, heads),
        chain_count=len(heads),
        sealed_at=at,
    )
    SealedHead.objects.bulk_create(
        [
            SealedHead(seal=seal, chain=chain, length=chain.length, head_hash=chain.head_hash)
            for chain in grown
        ],
        batch_size=2_000,
    )
    Chain.objects.filter(pk__in=[chain.pk for chain in grown]).update(sealed_length=F("length"))
    _write_file(seal, heads)
    return seal


def file_content(seal: Seal, heads: Iterable[Head]) -> dict[str, Any]:
    """What the file of a seal says."""
    return {
        "on": seal.on.isoformat(),
        "sealed_at": canonical_time(seal.sealed_at),
        "previous_root": seal.previous_root,
        "root": seal.root,
        "heads": [list(head) for head in sorted(heads)],
    }


def _write_file(seal: Seal, heads: list[Head]) -> None:
    """The seal as a file that can be checked without this program, and copied elsewhere."""
    folder = environment.seals_folder()
    folder.mkdir(parents=True, exist_ok=True)
    content = file_content(seal, heads)
    beside = folder / f".{seal.on}.json"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(folder / f"{seal.on}.json")
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
