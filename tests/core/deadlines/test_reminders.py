"""Reminders: on workdays by day, the unit before its superior, none when the thing is done."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.deadlines.local_time import CHINA
from qingyuan.core.deadlines.quiet_hours import QuietHours
from qingyuan.core.deadlines.reminders import Recipient, Reminder, ReminderPlan, next_reminder
from qingyuan.core.deadlines.workdays import is_workday

DUE = date(2023, 7, 20)  # a Thursday
SUNDAY = date(2023, 8, 20)
HOURS = QuietHours()


def on(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2023, month, day, hour, minute, tzinfo=CHINA)


ASSIGNED = on(6, 12)
MOMENTS = st.datetimes(datetime(2023, 6, 1), datetime(2023, 10, 31)).map(
    lambda at: at.replace(tzinfo=CHINA)
)


def test_what_is_done_is_not_reminded_of() -> None:
    assert next_reminder(DUE, None, at=on(7, 25), done=True) is None


def test_the_first_reminder_comes_a_week_before() -> None:
    assert next_reminder(DUE, ASSIGNED, at=on(7, 1)) == Reminder(on(7, 13, 8), Recipient.UNIT)


def test_a_reminder_of_the_day_goes_out_now_and_not_twice() -> None:
    now = on(7, 13, 10)
    assert next_reminder(DUE, ASSIGNED, at=now) == Reminder(now, Recipient.UNIT)
    assert next_reminder(DUE, now, at=on(7, 13, 11)) == Reminder(on(7, 17, 8), Recipient.UNIT)


def test_after_a_standstill_one_reminder_makes_up_for_all() -> None:
    now = on(7, 19, 15)
    assert next_reminder(DUE, ASSIGNED, at=now) == Reminder(now, Recipient.UNIT)
    assert next_reminder(DUE, now, at=now) == Reminder(on(7, 20, 8), Recipient.UNIT)


def test_a_thing_assigned_late_is_not_followed_by_last_weeks_reminder() -> None:
    assigned = on(7, 14, 16)
    assert next_reminder(DUE, assigned, at=assigned) == Reminder(on(7, 17, 8), Recipient.UNIT)


def test_what_falls_due_on_a_sunday_is_reminded_of_on_friday() -> None:
    plan = ReminderPlan(days_before=(1, 0))
    friday = Reminder(on(8, 18, 8), Recipient.UNIT)
    assert next_reminder(SUNDAY, ASSIGNED, at=on(8, 1), plan=plan) == friday
    monday = Reminder(on(8, 21, 8), Recipient.UNIT)
    assert next_reminder(SUNDAY, on(8, 18, 8), at=on(8, 18, 9), plan=plan) == monday


def test_the_superior_hears_of_it_on_the_second_workday_and_once_a_week() -> None:
    assert next_reminder(DUE, on(7, 20), at=on(7, 21)) == Reminder(on(7, 21), Recipient.UNIT)
    # 22 and 23 are a weekend.
    second = next_reminder(DUE, on(7, 21), at=on(7, 21, 10))
    assert second == Reminder(on(7, 24, 8), Recipient.SUPERIOR)
    third = next_reminder(DUE, on(7, 24, 8), at=on(7, 24, 9))
    assert third == Reminder(on(7, 31, 8), Recipient.SUPERIOR)


def test_when_to_escalate_is_for_the_bureau_to_say() -> None:
    plan = ReminderPlan(escalate_after=1, escalated_every=1)
    at = on(7, 21)
    assert next_reminder(DUE, on(7, 20), at=at, plan=plan) == Reminder(at, Recipient.SUPERIOR)


def test_nobody_is_reported_who_was_never_reminded() -> None:
    at = on(8, 2)
    assert next_reminder(DUE, None, at=at) == Reminder(at, Recipient.UNIT)
    following = next_reminder(DUE, at, at=at)
    assert following == Reminder(on(8, 7, 8), Recipient.SUPERIOR)


def test_a_reminder_due_at_night_waits_for_the_morning() -> None:
    waiting = next_reminder(DUE, ASSIGNED, at=on(7, 13, 22))
    assert waiting == Reminder(on(7, 14, 8), Recipient.UNIT)
    after_friday_night = next_reminder(DUE, ASSIGNED, at=on(7, 14, 20))
    assert after_friday_night == Reminder(on(7, 17, 8), Recipient.UNIT)


@given(MOMENTS, st.none() | MOMENTS)
def test_nothing_ever_goes_out_at_night_or_on_a_day_off(
    at: datetime, last_sent: datetime | None
) -> None:
    reminder = next_reminder(DUE, last_sent, at=at)
    assert reminder
    assert reminder.at >= at
    assert time(8) <= reminder.at.time() < time(20)
    assert is_workday(reminder.at.date())


@given(MOMENTS)
def test_what_was_just_sent_is_not_sent_again_on_the_same_day(at: datetime) -> None:
    sent = next_reminder(DUE, None, at=at)
    assert sent
    following = next_reminder(DUE, sent.at, at=sent.at)
    assert following
    assert following.at.date() > sent.at.date()


@pytest.mark.parametrize(
    ("hours", "at", "open_at"),
    [
        (HOURS, on(7, 20, 7, 59), on(7, 20, 8)),
        (HOURS, on(7, 20, 8), on(7, 20, 8)),
        (HOURS, on(7, 20, 19, 59), on(7, 20, 19, 59)),
        (HOURS, on(7, 20, 20), on(7, 21, 8)),
        (HOURS, on(6, 21, 21), on(6, 25, 8)),  # over 端午 to the makeup Sunday
        (QuietHours(days_off_too=False), on(8, 20, 9), on(8, 20, 9)),
        (QuietHours(time(12), time(14)), on(7, 20, 13), on(7, 20, 14)),
        (QuietHours(time(0), time(0)), on(7, 20, 3), on(7, 20, 3)),
    ],
)
def test_quiet_hours_go_over_midnight_and_days_off(
    hours: QuietHours, at: datetime, open_at: datetime
) -> None:
    assert hours.next_open(at) == open_at


def test_quiet_hours_are_those_of_china() -> None:
    there = on(7, 20, 21)
    assert HOURS.is_quiet(there.astimezone(CHINA))
    assert HOURS.next_open(there) - there == timedelta(hours=11)
