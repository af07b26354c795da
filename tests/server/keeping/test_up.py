from __future__ import annotations

import re
import signal
import socket
from pathlib import Path

import pytest
from tests.server.installations import Installation, fresh

_FOUNDING = {
    "unit_name": "清溪县教育体育局",
    "kind": "county",
    "name": "艾立",
    "username": "aili",
    "password": "hen-chang-de-yi-ju-hua",
    "password_again": "hen-chang-de-yi-ju-hua",
}


def test_an_empty_folder_becomes_a_site_and_leads_its_first_administrator_in(
    tmp_path: Path,
) -> None:
    site = fresh(tmp_path / "site")
    with site.serving() as server:
        link = re.search(r"http\S+/set-up/\S+", server.words)
        assert link
        visitor = server.visitor()
        assert "开通平台" in visitor.get(link[0])
        visitor.post(link[0], **_FOUNDING)
        assert visitor.url.endswith("/account/2fa/totp/activate/")
        server.visitor().get(link[0])
        assert server.visitor().get(link[0]).count("开通平台") == 0
        assert visitor.get("/healthz") == "ok"
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 0
        assert server.process.stdout
        assert "已停止" in server.process.stdout.read()
    assert site.troubles() == []
    assert (site.folder.stat().st_mode & 0o777) == 0o700
    with site.serving() as server:
        assert "set-up" not in server.words


def test_a_second_server_on_the_same_sqlite_folder_is_refused(spare: Installation) -> None:
    with spare.serving() as server:
        if spare.database_url:
            return  # PostgreSQL serves as many as are wanted
        done = spare.run("up", "--port", "0")
        assert done.returncode == 2
        assert "正由另一个清园进程使用" in done.stderr
        assert server.visitor().get("/healthz") == "ok"


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    done = Installation(tmp_path).run("up", "--port", "0")
    assert done.returncode == 2
    assert "照片.jpg" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["照片.jpg"]


def test_a_port_that_is_taken_is_named(spare: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = spare.run("up", "--port", str(port))
    assert done.returncode == 2
    assert f"{port} 端口用不了" in done.stderr


def test_tables_of_another_version_are_not_served(spare: Installation) -> None:
    spare.python(
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        '    cursor.execute("INSERT INTO django_migrations (app, name, applied)'
        " VALUES ('campaigns', '9999_later', '2030-01-01')\")\n"
    )
    done = spare.run("up", "--port", "0")
    assert (done.returncode, "更新的版本" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", ["doctor", "verify", "tallies", "backup x", "upgrade"])
def test_a_folder_without_an_installation_is_named(command: str, tmp_path: Path) -> None:
    done = Installation(tmp_path / "nothing").run(*command.split())
    assert done.returncode == 2
    assert "不是清园的数据文件夹" in done.stderr
    assert not (tmp_path / "nothing").exists()
