from __future__ import annotations

from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor
from tests.server.running import Running

from qingyuan.server.campaigns import progress
from qingyuan.server.campaigns.actions.campaigns import change_expected_unit
from qingyuan.server.campaigns.actions.submissions import accept, send_back
from qingyuan.server.campaigns.models import ReportState, UnitProgress
from qingyuan.server.organisations.actions.units import move_unit, open_unit
from qingyuan.server.organisations.models import Unit, UnitKind


def _row(running: Running, unit: Unit) -> UnitProgress:
    return UnitProgress.objects.get(campaign=running.campaign, unit=unit)


def _proved(running: Running) -> bool:
    return not list(progress.disagreements(running.campaign))


def test_every_unit_on_the_list_has_a_row_and_those_left_out_count_for_nothing(
    running: Running, cast: Cast
) -> None:
    assert _row(running, cast.city).units == 7
    assert _row(running, cast.donghu).units == 3
    central = _row(running, cast.central)
    assert (central.is_expected, central.has_gap, central.units) == (False, False, 1)
    assert _row(running, cast.city).reports_owed == 3


def test_a_task_force_counts_at_every_level_and_its_head_apart(
    running: Running, cast: Cast
) -> None:
    running.set_up(cast.primary, by_head=False)
    for unit in (cast.primary, cast.central, cast.donghu, cast.city):
        assert (_row(running, unit).task_forces, _row(running, unit).led_by_head) == (1, 0)
    running.set_up(cast.primary, by_head=True, read_version=1)
    assert _row(running, cast.city).led_by_head == 1
    assert _row(running, cast.xishan).task_forces == 0
    assert _proved(running)


def test_a_unit_without_gap_has_a_force_led_by_its_head_a_channel_and_its_report(
    running: Running, cast: Cast
) -> None:
    running.set_up(cast.xishan)
    running.publish(cast.xishan)
    assert _row(running, cast.xishan).has_gap
    running.file(cast.xishan)
    assert not _row(running, cast.xishan).has_gap
    assert _row(running, cast.city).channels == 1
    assert _proved(running)


def test_a_report_that_is_sent_back_is_not_filed(running: Running, cast: Cast) -> None:
    first = running.file(cast.donghu)
    city = _row(running, cast.city)
    assert (city.reports_filed, city.reports_accepted) == (1, 0)
    send_back(submission=first, reason="缺联系方式", by=actor(cast.alice), at=NOW)
    assert _row(running, cast.city).reports_filed == 0
    assert _row(running, cast.donghu).report == ReportState.RETURNED
    accept(submission=running.file(cast.donghu), by=actor(cast.alice), at=NOW)
    assert _row(running, cast.city).reports_accepted == 1
    assert _proved(running)


def test_progress_follows_a_school_that_moves_to_another_county(
    running: Running, cast: Cast
) -> None:
    running.set_up(cast.middle)
    move_unit(unit=cast.middle, parent=cast.xishan, on=TODAY, by=SYSTEM, at=NOW)
    assert _row(running, cast.xishan).task_forces == 1
    assert _row(running, cast.donghu).task_forces == 0
    assert _row(running, cast.middle).parent_path == cast.xishan.path
    assert _proved(running)


def test_a_unit_that_is_left_out_later_takes_its_counts_with_it(
    running: Running, cast: Cast
) -> None:
    running.set_up(cast.middle)
    change_expected_unit(
        campaign=running.campaign,
        unit=cast.middle,
        is_expected=False,
        reason="停办",
        by=SYSTEM,
        at=NOW,
    )
    assert (_row(running, cast.donghu).units, _row(running, cast.city).task_forces) == (2, 0)
    assert _proved(running)


def test_a_unit_that_opens_later_is_counted_once_it_is_put_on_the_list(
    running: Running, cast: Cast
) -> None:
    new = open_unit(name="新校", kind=UnitKind.SCHOOL, parent=cast.xishan, by=SYSTEM, at=NOW)
    change_expected_unit(
        campaign=running.campaign, unit=new, is_expected=True, reason="新设", by=SYSTEM, at=NOW
    )
    assert _row(running, cast.xishan).units == 3
    assert _proved(running)


def test_a_wrong_counter_is_found_and_mended(running: Running, cast: Cast) -> None:
    UnitProgress.objects.filter(unit=cast.city).update(task_forces=5)
    assert [row.unit_id for row in progress.disagreements(running.campaign)] == [cast.city.pk]
    assert progress.rebuild(running.campaign) == 1
    assert _proved(running)
