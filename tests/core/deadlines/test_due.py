"""How long is left, and what was on time by the date that stood."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qingyuan.core.deadlines.due_dates import DueDate, judge, judgement_words, standing
from qingyuan.core.deadlines.local_time import CHINA, ends_at, local_day
from qingyuan.core.deadlines.state import due_state, due_words

DUE = date(2023, 7, 20)


def on(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2023, month, day, hour, minute, tzinfo=CHINA)


FIRST = DueDate(DUE, on(6, 12))


@pytest.mark.parametrize(
    ("due_on", "today", "words"),
    [
        (DUE, date(2023, 7, 18), "还有 2 天（7 月 20 日周四 24:00 截止）"),
        (DUE, date(2023, 7, 19), "还有 1 天（7 月 20 日周四 24:00 截止）"),
        (DUE, DUE, "今天 24:00 截止（7 月 20 日周四）"),
        (DUE, date(2023, 7, 21), "已过截止 1 天。现在提交会标注“逾期”，县局可以看到原因"),
        (DUE, date(2023, 7, 14), "还有 6 天，其中工作日 4 天（7 月 20 日周四 24:00 截止）"),
        (
            date(2023, 8, 20),
            date(2023, 8, 18),
            "还有 2 天，都不是工作日（8 月 20 日周日 24:00 截止，当天不是工作日）",
        ),
        (date(2023, 8, 20), date(2023, 8, 20), "今天 24:00 截止（8 月 20 日周日，当天不是工作日）"),
        (
            date(2027, 1, 4),
            date(2026, 12, 30),
            (
                "还有 5 天，其中工作日 3 天"
                "（2027 年 1 月 4 日周一 24:00 截止；放假安排未公布，按周末推算）"
            ),
        ),
    ],
)
def test_what_is_left_stands_in_days_and_in_workdays(due_on: date, today: date, words: str) -> None:
    assert due_words(due_state(due_on, today)) == words


def test_a_makeup_sunday_is_a_workday_left() -> None:
    state = due_state(date(2023, 6, 26), date(2023, 6, 21))
    assert (state.days_left, state.workdays_left) == (5, 2)


def test_the_day_itself_is_not_overdue_and_the_next_one_is() -> None:
    assert not due_state(DUE, DUE).is_overdue
    assert due_state(DUE, date(2023, 7, 21)).is_overdue


def test_the_day_ends_at_midnight_in_china_wherever_the_server_stands() -> None:
    last = ends_at(DUE) - timedelta(microseconds=1)
    assert judge(last.astimezone(UTC), [FIRST]).is_on_time
    late = judge(ends_at(DUE).astimezone(UTC), [FIRST])
    assert (late.is_on_time, late.days_late) == (False, 1)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2023, 7, 20))


def test_an_extension_makes_nothing_late_into_on_time() -> None:
    changed = [FIRST, DueDate(date(2023, 7, 25), on(7, 22), "系统升级", "市局")]
    assert judge(on(7, 21), changed).days_late == 1
    assert judge(on(7, 23), changed).is_on_time


def test_a_date_brought_forward_makes_nothing_on_time_late() -> None:
    changed = [FIRST, DueDate(date(2023, 7, 10), on(7, 15), "提前汇总", "市局")]
    assert judge(on(7, 14), changed).is_on_time
    assert judge(on(7, 16), changed).days_late == 6


def test_an_extension_for_one_unit_is_for_that_unit() -> None:
    changed = [FIRST, DueDate(date(2023, 7, 24), on(7, 19), "停电", "王科长", unit="一小")]
    assert judge(on(7, 23), changed, "一小").is_on_time
    assert judge(on(7, 23), changed, "二小").days_late == 3
    assert judge(on(7, 23), changed).days_late == 3


def test_an_extension_for_all_takes_nothing_from_a_unit_and_gives_it_more() -> None:
    own = DueDate(date(2023, 7, 24), on(7, 19), unit="一小")
    shorter = DueDate(date(2023, 7, 22), on(7, 20))
    longer = DueDate(date(2023, 7, 30), on(7, 20))
    assert standing([FIRST, own, shorter], on(7, 21), "一小") == own
    assert standing([FIRST, own, longer], on(7, 21), "一小") == longer


def test_the_last_word_on_a_units_own_date_counts() -> None:
    own = DueDate(date(2023, 7, 30), on(7, 10), unit="一小")
    taken_back = DueDate(DUE, on(7, 12), "误批", "王科长", unit="一小")
    assert judge(on(7, 21), [taken_back, own, FIRST], "一小").days_late == 1


def test_before_any_date_was_set_nothing_is_late() -> None:
    early = judge(on(6, 1), [FIRST])
    assert early.is_on_time
    assert early.due is None
    assert judgement_words(early) == "按时（提交时还没有定截止日期）"


def test_the_judgement_names_the_date_that_stood_and_why() -> None:
    changed = [FIRST, DueDate(date(2023, 7, 24), on(7, 19), "停电", "王科长", unit="一小")]
    assert (
        judgement_words(judge(on(7, 21), changed))
        == "逾期 1 天（提交时的截止是 7 月 20 日周四 24:00）"
    )
    assert (
        judgement_words(judge(on(7, 21), changed, "一小"))
        == "按时（提交时的截止是 7 月 24 日周一 24:00，已延期，原因：停电，王科长批准）"
    )
