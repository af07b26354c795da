from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from tests.server.cast import NOW, TODAY, Cast
from tests.server.running import Running

from qingyuan.server import environment
from qingyuan.server.evidence import leases
from qingyuan.server.evidence.models import Event, OutboxMessage
from qingyuan.server.evidence.sealing import seal_day
from qingyuan.server.organisations.models import Message, User
from qingyuan.server.reporting import health
from qingyuan.server.reporting.checking import check_chains
from qingyuan.server.reporting.health import State, checks, newest_backup_at
from qingyuan.server.reporting.models import ChainCheck

SignIn = Callable[[User], Client]
KEEPERS_PAGES = ("/system/", "/audit/", "/audit/seals/2023-06-13/")


def _state(name: str) -> State:
    return {check.name: check.state for check in checks(NOW)}[name]


def test_only_the_keeper_of_the_installation_sees_the_system(cast: Cast, sign_in: SignIn) -> None:
    for who in (cast.bob, cast.dora, cast.frank):
        client = sign_in(who)
        for url in KEEPERS_PAGES:
            assert client.get(url).status_code == 409, url
    assert sign_in(cast.alice).get("/system/").status_code == 200


def test_every_check_that_is_not_good_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    assert cast.city.pk
    for check in checks(NOW):
        assert check.state is State.GOOD or check.repair, check.name
    page = sign_in(cast.alice).get("/system/").content.decode()
    assert "后台进程不在运行" in page
    assert "settings.toml" in page


def test_a_dead_worker_is_noticed_within_a_minute(db: None) -> None:
    assert db is None
    leases.renew(worker_id="a", at=NOW - timedelta(seconds=30))
    assert _state("worker") is State.GOOD
    leases.renew(worker_id="a", at=NOW - timedelta(seconds=90))
    assert _state("worker") is State.BAD


def test_mail_that_does_not_go_out_is_noticed(db: None) -> None:
    assert db is None
    assert _state("mail") is State.GOOD
    OutboxMessage.objects.create(
        message_id="<1@qingyuan>",
        to="a@example.cn",
        subject="s",
        text="t",
        not_before=NOW - timedelta(hours=2),
        written_at=NOW - timedelta(hours=2),
    )
    assert _state("mail") is State.CARE


@pytest.mark.django_db
def test_a_backup_that_is_old_is_noticed(tmp_path: Path, settings: LazySettings) -> None:
    settings.LOCAL = {"backups": str(tmp_path)}
    assert _state("backup") is State.CARE
    made = tmp_path / "1.tar"
    made.touch()
    os.utime(made, (NOW.timestamp(), NOW.timestamp()))
    assert newest_backup_at(tmp_path) == NOW
    assert _state("backup") is State.GOOD
    os.utime(made, (NOW.timestamp() - 3 * 86_400,) * 2)
    assert _state("backup") is State.CARE


@pytest.mark.django_db
def test_a_full_disk_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_LEAST_ROOM", 1 << 60)
    assert _state("disk") is State.BAD


@pytest.mark.django_db
def test_the_site_is_ready_once_its_worker_lives_and_says_no_more_than_words() -> None:
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert "worker bad" in response.content.decode()
    leases.renew(worker_id="a", at=NOW)
    response = Client().get("/readyz")
    assert response.status_code == 200
    lines = response.content.decode().split("\n")
    assert set(lines) - {""} <= {
        f"{name} {word}"
        for name in ("database", "disk", "worker", "mail", "seal", "font", "backup")
        for word in ("ok", "look", "bad")
    }
    assert Client().get("/healthz").content == b"ok"


def test_jobs_are_listed_by_what_they_do(running: Running, cast: Cast, sign_in: SignIn) -> None:
    assert running.version.pk
    page = sign_in(cast.alice).get("/system/").content.decode()
    assert "下发通知" in page
    assert "fan_out" not in page


def test_the_audit_page_tells_when_the_chains_hold(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    assert "还没有核对过" in client.get("/audit/").content.decode()
    check = check_chains(at=NOW)
    assert check.is_whole
    assert check.events == Event.objects.count()
    assert "操作记录完整" in client.get("/audit/").content.decode()


def test_a_changed_record_gives_an_alarm_that_says_where_and_what_to_do(
    cast: Cast, sign_in: SignIn
) -> None:
    Event.objects.filter(pk=Event.objects.all()[0].pk).update(sentence="改过")
    check = check_chains(at=NOW)
    assert len(check.broken) == 1
    page = sign_in(cast.alice).get("/audit/").content.decode()
    assert "操作记录核对不上" in page
    assert "第 1 条的内容被改过" in page
    assert "请先停止改动" in page
    message = Message.objects.get(post__holder=cast.alice, topic="chains")
    assert message.link == "/audit/"
    assert not Message.objects.filter(post__holder=cast.bob, topic="chains").exists()
    assert ChainCheck.objects.count() == 1


def test_a_seal_can_be_kept_elsewhere(cast: Cast, sign_in: SignIn) -> None:
    seal = seal_day(on=TODAY, at=NOW)
    assert seal is not None
    client = sign_in(cast.alice)
    assert seal.root[:16] in client.get("/audit/").content.decode()
    response = client.get("/audit/seals/2023-06-13/")
    content = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert seal.root in content
    assert client.get("/audit/seals/2023-06-12/").status_code == 404
    assert client.get("/audit/seals/2023-13-45/").status_code == 404
    (environment.seals_folder() / "2023-06-13.json").unlink()
    assert client.get("/audit/seals/2023-06-13/").status_code == 404
    assert timezone.localdate(NOW) == TODAY
