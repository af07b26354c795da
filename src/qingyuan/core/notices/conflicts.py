"""Dates of a campaign that do not go together, for the person who confirms them.

A conflict that `bars` has to be changed; any other is a prompt: a notice may well ask for a paper
before a stage is over (08-20 lies in the stage that ends on 08-25).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from qingyuan.core.deadlines.wording import day_words
from qingyuan.core.deadlines.workdays import ESTIMATED_WORDS, is_estimated, is_workday


@dataclass(frozen=True, slots=True)
class Span:
    """A stage's window."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed until when."""

    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Conflict:
    """What does not go together, and what to do; `bars` where it cannot stay so."""

    sentence: str
    bars: bool = False


def date_conflicts(
    issued_on: date | None, look_back_to: date | None, stages: Sequence[Span], dues: Sequence[Due]
) -> tuple[Conflict, ...]:
    """Every conflict, those that bar first."""
    found = [
        *_reversed(stages),
        *_overlaps(stages),
        *_before_the_notice(issued_on, stages, dues),
        *_outside(stages, dues),
        *_look_back(issued_on, look_back_to),
        *_resting(dues),
    ]
    return tuple(sorted(found, key=lambda conflict: not conflict.bars))


def _reversed(stages: Sequence[Span]) -> Iterator[Conflict]:
    for stage in stages:
        if stage.ends_on < stage.starts_on:
            yield Conflict(
                f"“{stage.name}”结束（{_day(stage.ends_on)}）早于开始（{_day(stage.starts_on)}），"
                "请改其中一个",
                bars=True,
            )


def _overlaps(stages: Sequence[Span]) -> Iterator[Conflict]:
    in_order = sorted(stages, key=lambda stage: stage.starts_on)
    for before, after in pairwise(in_order):
        if after.starts_on <= before.ends_on:
            yield Conflict(
                f"“{after.name}”{_day(after.starts_on)}开始时，“{before.name}”还没有结束"
                f"（{_day(before.ends_on)}），请核对通知"
            )


def _before_the_notice(
    issued_on: date | None, stages: Sequence[Span], dues: Sequence[Due]
) -> Iterator[Conflict]:
    if issued_on is None:
        return
    for due in dues:
        if due.due_on < issued_on:
            yield Conflict(
                f"“{due.name}”截止 {_day(due.due_on)}，早于发文 {_day(issued_on)}，请核对年份和日期"
            )
    for stage in stages:
        if stage.starts_on < issued_on:
            yield Conflict(
                f"“{stage.name}”{_day(stage.starts_on)}开始，早于发文 {_day(issued_on)}，"
                "请核对年份和日期"
            )


def _outside(stages: Sequence[Span], dues: Sequence[Due]) -> Iterator[Conflict]:
    if not stages:
        return
    last = max(stage.ends_on for stage in stages)
    for due in dues:
        if due.due_on > last:
            yield Conflict(
                f"“{due.name}”截止 {_day(due.due_on)}，在最后一个阶段结束（{_day(last)}）之后，"
                "请核对通知"
            )


def _look_back(issued_on: date | None, look_back_to: date | None) -> Iterator[Conflict]:
    if issued_on and look_back_to and look_back_to >= issued_on:
        yield Conflict(
            f"追溯日期 {_day(look_back_to)}不早于发文 {_day(issued_on)}，请改成更早的日期"
        )


def _resting(dues: Sequence[Due]) -> Iterator[Conflict]:
    for due in dues:
        if is_workday(due.due_on):
            continue
        before = due.due_on - timedelta(days=1)
        while not is_workday(before):
            before -= timedelta(days=1)
        note = f"（{ESTIMATED_WORDS}）" if is_estimated(due.due_on) else ""
        yield Conflict(
            f"“{due.name}”截止 {_day(due.due_on)}，当天不是工作日{note}。"
            f"最后一个工作日是 {_day(before)}，可以保留，提醒按工作日发"
        )


def _day(on: date) -> str:
    return day_words(on, on)
