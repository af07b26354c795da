"""Faults are planted past the program, one at a time: each is found, and nothing else."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor
from tests.server.running import Running

from qingyuan.server import environment
from qingyuan.server.campaigns.actions.acknowledgements import MeetingRecord, record_meeting
from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    ExpectedUnit,
    Meeting,
    NoticeVersion,
    Receipt,
    Submission,
    UnitProgress,
)
from qingyuan.server.evidence.actions import post, record
from qingyuan.server.evidence.models import Chain, Event, OutboxMessage, Seal, StoredFile
from qingyuan.server.evidence.sealing import seal_day
from qingyuan.server.keeping import tallies
from qingyuan.server.keeping.doctor import place
from qingyuan.server.keeping.doctor.examination import examine
from qingyuan.server.keeping.folder import SECRETS
from qingyuan.server.organisations.models import Person, Post, Unit, User

pytestmark = pytest.mark.django_db
_LONG_AGO = time.time() - 7200


@dataclass
class Site:
    """A healthy installation in a folder of its own."""

    cast: Cast
    running: Running
    folder: Path
    filed: Submission

    def file_path(self) -> Path:
        return environment.files_folder() / self.filed.file.path

    def findings(self) -> set[str]:
        return {trouble.code for trouble in examine(NOW)}


@pytest.fixture
def site(
    cast: Cast,
    running: Running,
    tmp_path: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> Site:
    tmp_path.chmod(0o700)
    monkeypatch.setenv(environment.DATA_VARIABLE, str(tmp_path))
    for name in SECRETS:
        environment.secret(name)
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    sign_receipt(receipt=running.receipt(cast.primary), by=actor(cast.dora), at=NOW)
    running.reach(cast.primary, 2)
    present = Acknowledgement.objects.filter(version=running.version, unit=cast.middle)
    record_meeting(
        receipt=running.receipt(cast.middle),
        meeting=MeetingRecord("教职工会", TODAY),
        present=list(present.values_list("person", flat=True)),
        by=actor(cast.emma),
        at=NOW,
    )
    running.set_up(cast.donghu)
    filed = running.file(cast.donghu)
    seal_day(on=TODAY - timedelta(days=1), at=NOW)
    return Site(cast, running, tmp_path, filed)


@pytest.mark.usefixtures("site")
def test_a_healthy_site_has_no_trouble() -> None:
    assert [trouble.sentence for trouble in examine(NOW)] == []


def test_every_trouble_says_what_to_do(site: Site) -> None:
    for _, plant in FAULTS.values():
        plant(site)
        break
    assert all(trouble.repair for trouble in examine(NOW))


# What can go wrong, and under which name it must be found ----------------------------------------


def _rewrite_blob(site: Site) -> None:
    path = site.file_path()
    path.write_bytes(path.read_bytes()[:-1] + b"X")


def _cut_blob(site: Site) -> None:
    site.file_path().write_bytes(b"")


def _old_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left behind")
    os.utime(path, (_LONG_AGO, _LONG_AGO))


def _edit_event(**values: object) -> None:
    first = Event.objects.order_by("pk")[0]
    Event.objects.filter(pk=first.pk).update(**values)


def _delete_last_event(site: Site) -> None:
    chain = Chain.objects.get(key=f"unit:{site.cast.primary.pk}")
    chain.events.order_by("-sequence")[0].delete()


def _rewrite_whole_chain(site: Site) -> None:
    """With right hashes from end to end: only the seal knows better."""
    chain = Chain.objects.get(key=f"unit:{site.cast.direct.pk}")
    previous = "0" * 64
    for event in chain.events.order_by("sequence"):
        event.chain, event.actor_name, event.previous_hash = chain, "别人", previous
        event.hash = previous = event.expected_hash()
        event.save()
    Chain.objects.filter(pk=chain.pk).update(head_hash=previous)


def _receipt(site: Site, **values: object) -> None:
    row = site.running.receipt(site.cast.donghu)
    Receipt.objects.filter(pk=row.pk).update(**values)


def _job(status: TaskResultStatus, **values: object) -> None:
    job = fan_out.enqueue(version_id=0)
    DBTaskResult.objects.filter(pk=job.id).update(status=status, **values)


def _mail(**values: object) -> None:
    message = post(to="a@example.cn", subject="提醒", text="", at=NOW, not_before=NOW)
    OutboxMessage.objects.filter(pk=message.pk).update(**values)


def _acknowledgement(site: Site) -> Acknowledgement:
    return Acknowledgement.objects.filter(version=site.running.version, unit=site.cast.primary)[0]


def _close(unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(closed_on=date(2023, 6, 1))


def _newcomer_past_the_program(site: Site) -> None:
    Person.objects.create(unit=site.cast.direct, name="新来的")
    Unit.objects.filter(pk=site.cast.direct.pk).update(staff_count=4)


def _raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _late_event(site: Site) -> None:
    record(
        deed="organisations.unit.opened",
        about=("unit", site.cast.city.pk),
        sentence="明天的事",
        unit_id=site.cast.city.pk,
        by=SYSTEM,
        at=NOW + timedelta(days=1),
    )


FAULTS: dict[str, tuple[set[str], Callable[[Site], object]]] = {
    "file deleted": ({"blob_missing"}, lambda site: site.file_path().unlink()),
    "file altered": ({"blob_changed"}, _rewrite_blob),
    "file emptied": ({"blob_size"}, _cut_blob),
    "file without a row": (
        {"blob_stray"},
        lambda _: _old_file(environment.files_folder() / "ab" / "cd" / ("ab" * 32)),
    ),
    "file half written": (
        {"blob_half_written"},
        lambda _: _old_file(environment.files_folder() / "ab" / ".half"),
    ),
    "row of a file with another digest": (
        {"blob_missing"},
        lambda _: StoredFile.objects.update(sha256="0" * 64),
    ),
    "event reworded": ({"chain"}, lambda _: _edit_event(sentence="什么也没有发生")),
    "event by another": ({"chain"}, lambda _: _edit_event(actor_name="别人")),
    "event at another time": ({"chain"}, lambda _: _edit_event(at=NOW - timedelta(days=1))),
    "event with other values": ({"chain"}, lambda _: _edit_event(new={"name": "x"})),
    "last event deleted": ({"chain"}, _delete_last_event),
    "head moved": ({"chain"}, lambda _: Chain.objects.update(head_hash="1" * 64)),
    "chain rewritten as a whole": ({"chain"}, _rewrite_whole_chain),
    "seal altered": ({"seal"}, lambda _: Seal.objects.update(root="2" * 64)),
    "file of a seal deleted": (
        {"seal"},
        lambda _: next(environment.seals_folder().glob("*.json")).unlink(),
    ),
    "file of a seal damaged": (
        {"seal"},
        lambda _: next(environment.seals_folder().glob("*.json")).write_text("{", "utf-8"),
    ),
    "reached too many": ({"counter"}, lambda site: _receipt(site, staff=99)),
    "signed too few": ({"counter"}, lambda site: _receipt(site, units_signed=0)),
    "own people miscounted": ({"counter", "total"}, lambda site: _receipt(site, own_staff=7)),
    "gap hidden": ({"counter"}, lambda site: _receipt(site, has_gap=False)),
    "acknowledged past the counters": (
        {"counter"},
        lambda site: Acknowledgement.objects.filter(unit=site.cast.direct).update(
            reached_at=NOW, way="link"
        ),
    ),
    "task force past the counters": (
        {"progress"},
        lambda site: UnitProgress.objects.filter(unit=site.cast.city).update(units=F("units") + 1),
    ),
    "roster miscounted": (
        {"staff_count", "not_asked"},
        lambda site: Unit.objects.filter(pk=site.cast.direct.pk).update(staff_count=5),
    ),
    "newcomer nobody asks": ({"not_asked"}, _newcomer_past_the_program),
    "unit elsewhere than its parent": (
        {"unit_path", "row_path"},
        lambda site: Unit.objects.filter(pk=site.cast.direct.pk).update(path="0000900001"),
    ),
    "receipt elsewhere than its unit": (
        {"row_path", "counter", "receipt_parent"},
        lambda site: Receipt.objects.filter(unit=site.cast.direct).update(path="0000100099"),
    ),
    "receipt below another": (
        {"receipt_parent"},
        lambda site: Receipt.objects.filter(unit=site.cast.direct).update(parent_path="00009"),
    ),
    "acknowledgement elsewhere": (
        {"row_path", "counter", "total"},
        lambda site: Acknowledgement.objects.filter(pk=_acknowledgement(site).pk).update(
            path="0000100099"
        ),
    ),
    "expected unit elsewhere": (
        {"row_path"},
        lambda site: ExpectedUnit.objects.filter(unit=site.cast.direct).update(path="00001"),
    ),
    "post at a closed unit": ({"post_at_closed_unit"}, lambda site: _close(site.cast.primary)),
    "unit below a closed one": ({"below_closed_unit"}, lambda site: _close(site.cast.central)),
    "post of a closed account": (
        {"post_of_closed_account"},
        lambda site: User.objects.filter(pk=site.cast.emma.pk).update(is_active=False),
    ),
    "account without a post": (
        {"account_without_post"},
        lambda _: User.objects.make(username="nobody", name="无岗"),
    ),
    "nobody keeps the system": (
        {"no_keeper", "account_without_post"},
        lambda site: Post.objects.filter(holder=site.cast.alice).update(ended_at=NOW),
    ),
    "contact of another key": (
        {"contact_unreadable"},
        lambda _: _raw("UPDATE organisations_user SET phone = 'gAAAAAB-not-ours'"),
    ),
    "job of a dead worker": (
        {"job_orphaned"},
        lambda _: _job(TaskResultStatus.RUNNING, worker_ids=["gone"]),
    ),
    "job that waits": (
        {"job_waiting"},
        lambda _: _job(TaskResultStatus.READY, enqueued_at=NOW - timedelta(hours=3)),
    ),
    "job given up": (
        {"job_given_up"},
        lambda _: _job(TaskResultStatus.FAILED, finished_at=NOW - timedelta(hours=1)),
    ),
    "mail that waits": (
        {"mail_waiting"},
        lambda _: _mail(not_before=NOW - timedelta(hours=2)),
    ),
    "mail given up": ({"mail_given_up"}, lambda _: _mail(state="given_up")),
    "notice stopped on its way": (
        {"issuing_stopped"},
        lambda _: (
            DBTaskResult.objects.all().delete(),
            NoticeVersion.objects.update(state=NoticeVersion.State.ISSUING),
        ),
    ),
    "older filing as the newest": (
        {"newest", "progress"},
        lambda _: Submission.objects.update(is_newest=False),
    ),
    "answer without a time": (
        {"answer_undated", "progress"},
        lambda _: Submission.objects.update(state="accepted"),
    ),
    "meeting larger than its list": ({"meeting"}, lambda _: Meeting.objects.update(attended=1)),
    "meeting in the future": (
        {"meeting_ahead"},
        lambda _: Meeting.objects.update(held_on=TODAY + timedelta(days=9)),
    ),
    "clock set back": ({"clock_behind"}, _late_event),
    "secret deleted": (
        {"secret_missing"},
        lambda site: (site.folder / "secrets" / "link_key").unlink(),
    ),
    "secret emptied": (
        {"secret_missing"},
        lambda site: (site.folder / "secrets" / "link_key").write_text(""),
    ),
    "secret open to all": (
        {"secret_open"},
        lambda site: (site.folder / "secrets" / "link_key").chmod(0o644),
    ),
    "folder open to all": ({"folder_open"}, lambda site: site.folder.chmod(0o755)),
    "style sheets gone": (
        {"static_missing"},
        lambda site: (site.folder / "static" / "staticfiles.json").unlink(),
    ),
    "migration missing": (
        {"schema_behind"},
        lambda _: _raw("DELETE FROM django_migrations WHERE app = 'sessions'"),
    ),
    "migration of the future": (
        {"schema_ahead"},
        lambda _: _raw(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('campaigns', '9999_later', '2030-01-01')"
        ),
    ),
}


def test_there_are_enough_kinds() -> None:
    assert len(FAULTS) >= 50


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_found_and_nothing_else(site: Site, name: str) -> None:
    expected, plant = FAULTS[name]
    plant(site)
    assert expected & site.findings(), "not found"
    assert site.findings() <= expected


@pytest.mark.parametrize("name", ["signed too few", "roster miscounted", "gap hidden"])
def test_the_repair_of_a_number_repairs_it(site: Site, name: str) -> None:
    FAULTS[name][1](site)
    assert tallies.wrong()
    assert tallies.rebuild() > 0
    assert site.findings() == set()


def test_a_row_that_points_nowhere_is_found(site: Site) -> None:
    """PostgreSQL itself keeps such a row out."""
    elsewhere = Post.objects.filter(holder=site.cast.dora)
    if connection.vendor != "sqlite":
        _raw("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            elsewhere.update(unit_id=987_654)
        return
    elsewhere.update(unit_id=987_654)
    try:
        assert "foreign_key" in site.findings()
    finally:
        elsewhere.update(unit_id=site.cast.primary.pk)


def test_a_row_that_breaks_a_condition_is_found(site: Site) -> None:
    """Written past the conditions of its table, as with a tool from elsewhere."""
    if connection.vendor == "sqlite":
        _raw("PRAGMA ignore_check_constraints = ON")
    else:
        _raw("SET CONSTRAINTS ALL IMMEDIATE")
        _raw("ALTER TABLE campaigns_submission DROP CONSTRAINT return_has_a_reason")
    Submission.objects.update(state="returned", answered_at=NOW)
    if connection.vendor == "sqlite":
        _raw("PRAGMA ignore_check_constraints = OFF")
    assert {"condition"} <= site.findings() <= {"condition", "database_damaged", "progress"}


def test_a_numbering_behind_its_table_is_found(site: Site) -> None:
    if connection.vendor == "sqlite":
        _raw("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'organisations_unit'")
    else:
        _raw("SELECT setval(pg_get_serial_sequence('organisations_unit', 'id'), 1)")
    assert site.findings() == {"numbering"}


@pytest.mark.usefixtures("site")
def test_a_disk_that_runs_full_is_named() -> None:
    assert [trouble.code for trouble in place.check_room(least=1 << 60)] == ["disk_full"]
    assert list(place.check_room(least=1)) == []


def test_a_machine_without_chinese_fonts_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(site.folder))
    assert [trouble.code for trouble in place.check_fonts((site.folder,))] == ["font_missing"]
    (site.folder / "NotoSansCJK-Regular.ttc").touch()
    assert list(place.check_fonts((site.folder,))) == []


def test_settings_that_do_not_fit_together_are_named(site: Site, settings: LazySettings) -> None:
    settings.HTTPS = True
    assert site.findings() == {"https_without_proxy"}
    settings.DEBUG = True
    assert site.findings() == {"https_without_proxy", "debug"}
