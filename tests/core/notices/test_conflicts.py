"""Dates that do not go together are said before anybody confirms them."""

from __future__ import annotations

from datetime import date

from qingyuan.core.notices.conflicts import Due, Span, date_conflicts

FIRST = Span("活动部署", date(2023, 6, 12), date(2023, 6, 16))
LAST = Span("整改提升", date(2023, 7, 24), date(2023, 8, 25))
ISSUED = date(2023, 6, 12)


def _said(*dues: Due, stages: tuple[Span, ...] = (FIRST, LAST)) -> list[str]:
    return [each.sentence for each in date_conflicts(ISSUED, date(2021, 1, 1), stages, dues)]


def test_dates_that_fit_say_nothing() -> None:
    assert not _said(Due("部署报告", date(2023, 6, 20)))


def test_a_sunday_is_named_with_the_last_workday_before_it() -> None:
    (said,) = _said(Due("总结", date(2023, 8, 20)))
    assert said.startswith("“总结”截止 8 月 20 日周日，当天不是工作日。")
    assert "最后一个工作日是 8 月 18 日周五" in said


def test_a_sunday_that_is_worked_is_an_ordinary_day() -> None:
    assert not _said(Due("部署报告", date(2023, 6, 25)))


def test_a_paper_due_before_the_notice_or_after_the_end_is_named() -> None:
    before, after = _said(Due("甲", date(2023, 6, 9)), Due("乙", date(2023, 8, 28)))
    assert "早于发文" in before
    assert "在最后一个阶段结束" in after


def test_a_stage_that_ends_before_it_starts_bars_and_comes_first() -> None:
    wrong = Span("排查清理", date(2023, 7, 20), date(2023, 6, 19))
    found = date_conflicts(ISSUED, None, (FIRST, wrong), (Due("总结", date(2023, 8, 20)),))
    assert found[0].bars
    assert sum(each.bars for each in found) == 1


def test_stages_that_overlap_are_named() -> None:
    second = Span("排查清理", date(2023, 6, 15), date(2023, 7, 20))
    assert "“排查清理”6 月 15 日周四开始时，“活动部署”还没有结束（6 月 16 日周五），请核对通知" in (
        _said(stages=(FIRST, second))
    )


def test_a_look_back_date_after_the_notice_is_named() -> None:
    found = date_conflicts(ISSUED, date(2023, 7, 1), (FIRST,), ())
    assert "追溯日期" in found[0].sentence
