"""A written report, as plain values: what stands in it, in which order, and who fills it in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class RunKind(StrEnum):
    """What a piece of a sentence is."""

    TEXT = "text"
    FIGURE = "figure"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence: text, a figure from the data, or a blank left to people."""

    text: str
    kind: RunKind = RunKind.TEXT


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is 一、, level 2 is （一）. Its number is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, its first line indented; `small` for remarks in tables' size."""

    runs: tuple[Run, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; `widths` are shares of the text width, `numeric` the columns to centre."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a report goes (主送机关), flush with the margin; the colon is not part of it."""

    unit: Run


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signs, and when (落款)."""

    unit: Run
    on: date


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page."""


Block = Addressee | Heading | Paragraph | TableBlock | SignatureLine | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A report: title, blocks, and the date that stands in the file as its creation."""

    title: str
    blocks: tuple[Block, ...]
    made_on: date


def figure(value: int | str) -> Run:
    """A figure from the data.

    >>> figure(12).text
    '12'
    """
    return Run(str(value), RunKind.FIGURE)


def blank(what: str) -> Run:
    """A place that people fill in, saying what belongs there.

    >>> blank("主要做法").text
    '【请填写：主要做法】'
    """
    return Run(f"【请填写：{what}】", RunKind.BLANK)


def paragraph(*parts: str | int | Run) -> Paragraph:
    """A paragraph; an `int` among its parts is a figure."""
    return Paragraph(tuple(map(_run, parts)))


def remark(*parts: str | int | Run) -> Paragraph:
    """A paragraph in small type."""
    return Paragraph(tuple(map(_run, parts)), small=True)


def _run(part: str | int | Run) -> Run:
    if isinstance(part, Run):
        return part
    return figure(part) if isinstance(part, int) else Run(part)
