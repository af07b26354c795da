from __future__ import annotations

import socket
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.server.cast import NOW

from qingyuan.server.evidence.actions import post
from qingyuan.server.evidence.models import OutboxMessage
from qingyuan.server.evidence.posting import send_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def _post() -> OutboxMessage:
    return post(
        to="renyi@example.invalid",
        subject="请签收通知",
        text="还有 2 天截止",
        at=NOW,
        not_before=NOW,
    )


def test_without_a_mail_server_mails_become_files(folder: Path) -> None:
    message = _post()
    assert send_waiting(at=NOW) == 1
    mail = message_from_bytes(next(folder.iterdir()).read_bytes())
    assert str(make_header(decode_header(mail["Subject"]))) == "请签收通知"
    assert mail["Message-ID"] == message.message_id
    assert send_waiting(at=NOW) == 0


def test_nothing_is_sent_before_its_time(folder: Path) -> None:
    _post()
    assert send_waiting(at=NOW - timedelta(minutes=1)) == 0
    assert not list(folder.iterdir())


def test_a_dead_mail_server_loses_nothing(settings: LazySettings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed.getsockname()[1]
        settings.EMAIL_USE_SSL = False
        message = _post()
        assert send_waiting(at=NOW) == 0
    message.refresh_from_db()
    assert message.state == OutboxMessage.State.WAITING
    assert message.not_before > NOW
    assert message.trouble
