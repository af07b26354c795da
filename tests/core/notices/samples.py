"""The sample notices with their labels, and all values of a proposal."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qingyuan.core.notices import NoticeProposal, read_notice
from qingyuan.core.notices.proposal import Gap, Proposed, Source

FOLDER = Path(__file__).parents[2] / "samples" / "notices"
PASTED_ON = date(2025, 1, 15)
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*/*.txt"))}
SEED = TEXTS["00-seed"]


def read(text: str) -> NoticeProposal:
    return read_notice(text, pasted_on=PASTED_ON)


def truth(name: str) -> dict[str, Any]:
    (path,) = FOLDER.glob(f"*/{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))


def inside(value: object) -> Iterator[object]:
    """Every value within a proposal."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from inside(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each)


def proposed(proposal: NoticeProposal) -> list[Proposed[Any]]:
    return [each for each in inside(proposal) if isinstance(each, Proposed)]


def sources(proposal: NoticeProposal) -> list[Source]:
    return [each for each in inside(proposal) if isinstance(each, Source)]


def gaps(proposal: NoticeProposal) -> dict[str, Gap]:
    return {gap.code: gap for gap in proposal.gaps}
