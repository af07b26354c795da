from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from tests.server.installations import SERVER_URL, Installation, copied, fresh

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.keeping.copies.cells import READ, writers
from qingyuan.server.keeping.copies.restore import check_copy
from qingyuan.server.keeping.copies.tables import columns_of, kept_models, models_as_stored

_SECRET = "yi-ju-kouling"


def _members(copy: Path) -> dict[str, str]:
    """Digests of everything in a copy, by name."""
    with zipfile.ZipFile(copy) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return {name: member["sha256"] for name, member in manifest["members"].items()}


@pytest.fixture(scope="session")
def copy(city: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copies") / "city.qingyuan"
    assert city.run("backup", path).returncode == 0
    return path


@pytest.fixture(scope="session")
def locked_copy(city: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copies") / "locked.qingyuan"
    assert city.run("backup", path, QINGYUAN_BACKUP_PASSPHRASE=_SECRET).returncode == 0
    return path


def test_a_copy_brings_back_every_row_and_every_file(copy: Path, tmp_path: Path) -> None:
    back = fresh(tmp_path / "back")
    assert back.run("restore", copy).returncode == 0
    again = tmp_path / "again.qingyuan"
    assert back.run("backup", again).returncode == 0
    assert _members(again) == _members(copy)
    assert back.troubles() == ["页面样式不在 " + str(back.folder / "static")]
    assert (back.folder.stat().st_mode & 0o777, copy.stat().st_mode & 0o777) == (0o700, 0o600)


def test_numbers_that_were_given_are_not_given_again(spare: Installation, tmp_path: Path) -> None:
    spare.python(
        "from qingyuan.server.organisations.models import Unit, UnitName\n"
        "from datetime import date\n"
        "unit = Unit.objects.order_by('pk')[0]\n"
        "UnitName.objects.create(unit=unit, name='x', until=date(2020, 1, 1)).delete()\n"
    )
    last = (
        "from qingyuan.server.organisations.models import UnitName\n"
        "from qingyuan.server.keeping.copies.tables import last_number\n"
        "print(last_number(UnitName))"
    )
    spare.run("backup", tmp_path / "a.qingyuan")
    back = fresh(tmp_path / "back")
    assert back.run("restore", tmp_path / "a.qingyuan").returncode == 0
    assert back.python(last) == spare.python(last)


if SERVER_URL:

    def test_a_copy_crosses_to_the_other_database_and_back(copy: Path, tmp_path: Path) -> None:
        sqlite = Installation(tmp_path / "sqlite")
        assert sqlite.run("restore", copy).returncode == 0
        assert sqlite.run("backup", tmp_path / "over.qingyuan").returncode == 0
        back = fresh(tmp_path / "back")
        assert back.run("restore", tmp_path / "over.qingyuan").returncode == 0
        assert back.run("backup", tmp_path / "back.qingyuan").returncode == 0
        assert _members(tmp_path / "over.qingyuan") == _members(copy)
        assert _members(tmp_path / "back.qingyuan") == _members(copy)
        assert set(back.troubles()) == {"页面样式不在 " + str(back.folder / "static")}

    def test_the_database_of_another_installation_is_not_replaced(
        spare: Installation, copy: Path, tmp_path: Path
    ) -> None:
        elsewhere = Installation(tmp_path / "elsewhere", spare.database_url)
        before = spare.digest()
        done = elsewhere.run("restore", copy)
        assert (done.returncode, "不是它的数据文件夹" in done.stderr) == (2, True)
        assert spare.digest() == before


def test_what_was_there_is_kept_beside(spare: Installation, copy: Path) -> None:
    (spare.folder / "settings.toml").write_text('name = "旧的"\n', "utf-8")
    answer = spare.answer("restore", copy)
    kept = Path(answer["kept_at"])
    assert "旧的" in (kept / "settings.toml").read_text("utf-8")
    assert "demo = true" in (spare.folder / "settings.toml").read_text("utf-8")
    assert spare.run("verify").returncode == 0


def test_an_installation_in_use_is_not_replaced(spare: Installation, copy: Path) -> None:
    with spare.serving() as server:
        done = spare.run("restore", copy)
        assert (done.returncode, "正由另一个清园进程使用" in done.stderr) == (2, True)
        assert server.visitor().get("/healthz") == "ok"


def test_a_passphrase_opens_and_nothing_else_does(locked_copy: Path, tmp_path: Path) -> None:
    right = tmp_path / "right"
    right.write_text(_SECRET + "\n")
    wrong = tmp_path / "wrong"
    wrong.write_text("bu-shi-zhe-ju")
    empty = tmp_path / "empty"
    empty.write_text("")
    site = fresh(tmp_path / "site")
    assert site.run("restore", locked_copy, "--check", "--passphrase-file", right).returncode == 0
    for options in (("--passphrase-file", wrong), ("--passphrase-file", empty), ()):
        done = site.run("restore", locked_copy, *options)
        assert (done.returncode, "口令" in done.stderr) == (2, True)
        assert not site.folder.exists()
    assert site.run("restore", locked_copy, "--passphrase-file", right).returncode == 0


def test_nothing_readable_stands_in_an_encrypted_copy(locked_copy: Path) -> None:
    content = locked_copy.read_bytes()
    assert b"secret" not in content
    assert b".jsonl" not in content
    assert "云溪".encode() not in content


def test_checking_touches_nothing(spare: Installation, copy: Path) -> None:
    before = spare.digest()
    answer = spare.answer("restore", copy, "--check")
    assert answer["rows"] > 500
    assert spare.digest() == before
    assert [path.name for path in spare.folder.parent.iterdir()] == [spare.folder.name]


def _damaged(content: bytes, random: Random) -> Iterator[bytes]:
    """A hundred single bits, twenty ends too soon, ten ends too late."""
    for _ in range(100):
        place = random.randrange(len(content))
        changed = content[place] ^ (1 << random.randrange(8))
        yield content[:place] + bytes([changed]) + content[place + 1 :]
    for _ in range(20):
        yield content[: random.randrange(len(content))]
    for _ in range(10):
        yield content + random.randbytes(random.randint(1, 100))


@pytest.mark.parametrize("passphrase", ["", _SECRET])
@pytest.mark.django_db
def test_every_damage_is_refused(
    copy: Path, locked_copy: Path, passphrase: str, tmp_path: Path
) -> None:
    content = (locked_copy if passphrase else copy).read_bytes()
    damaged = tmp_path / "damaged.qingyuan"
    for number, bad in enumerate(_damaged(content, Random(7))):
        damaged.write_bytes(bad)
        with pytest.raises(Refused) as refused:
            check_copy(damaged, passphrase=passphrase, stage=tmp_path)
        assert refused.value.code != "no_copy", number
    assert [path.name for path in tmp_path.iterdir()] == ["damaged.qingyuan"]


@pytest.mark.parametrize("kind", ["flipped", "cut", "foreign", "empty", "absent"])
def test_a_refused_copy_leaves_everything_as_it_was(
    spare: Installation, copy: Path, tmp_path: Path, kind: str
) -> None:
    content = copy.read_bytes()
    middle = len(content) // 2
    bad = {
        "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "cut": content[:middle],
        "foreign": b"PK\x03\x04" + bytes(500),
        "empty": b"",
    }
    path = tmp_path / "bad.qingyuan"
    if kind != "absent":
        path.write_bytes(bad[kind])
    before = spare.digest()
    done = spare.run("restore", path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1, done.stderr
    assert spare.digest() == before
    assert not [each for each in tmp_path.iterdir() if "restoring" in each.name]


def test_a_copy_of_a_newer_version_is_refused(
    spare: Installation, city: Installation, tmp_path: Path
) -> None:
    _write_migration(spare, "campaigns", "9999_later")
    newer = tmp_path / "newer.qingyuan"
    assert spare.run("backup", newer).returncode == 0
    other = copied(city, tmp_path / "other")
    before = other.digest()
    done = other.run("restore", newer)
    assert (done.returncode, "更新的版本" in done.stderr) == (2, True)
    assert other.digest() == before


def _write_migration(site: Installation, app: str, name: str) -> None:
    site.python(
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        '    cursor.execute("INSERT INTO django_migrations (app, name, applied)'
        f" VALUES ('{app}', '{name}', '2030-01-01')\")\n"
    )


def test_a_copy_of_an_older_version_is_brought_up_to_date(
    spare: Installation, tmp_path: Path
) -> None:
    spare.python(
        "from django.core.management import call_command\n"
        "call_command('migrate', 'django_tasks_database', '0017', verbosity=0)\n"
    )
    older = tmp_path / "older.qingyuan"
    assert spare.run("backup", older).returncode == 0
    assert spare.run("up", "--port", "0").returncode == 2
    back = fresh(tmp_path / "back")
    assert back.run("restore", older).returncode == 0
    assert back.run("verify").returncode == 0


def test_an_upgrade_makes_a_copy_first_and_says_what_changed(spare: Installation) -> None:
    spare.python(
        "from django.core.management import call_command\n"
        "call_command('migrate', 'django_tasks_database', '0017', verbosity=0)\n"
    )
    answer = spare.answer("upgrade")
    assert answer["troubles"] == []
    assert len(answer["changes"]) >= 1
    assert all(change.startswith("django_tasks_database.") for change in answer["changes"])
    assert Path(answer["copy"]).is_file()
    assert spare.answer("upgrade") == {"changes": [], "copy": None, "troubles": []}


def test_a_file_that_was_lost_before_is_named_and_the_rest_is_kept(
    spare: Installation, tmp_path: Path
) -> None:
    lost = next(path for path in (spare.folder / "files").rglob("*") if path.is_file())
    lost.unlink()
    made = spare.answer("backup", tmp_path / "a.qingyuan")
    assert made["lacking"] == [lost.name]
    assert spare.run("restore", tmp_path / "a.qingyuan", "--check").returncode == 1
    back = fresh(tmp_path / "back")
    answer = back.answer("restore", tmp_path / "a.qingyuan")
    assert [trouble["code"] for trouble in answer["troubles"]] == ["blob_missing"]


def test_a_folder_receives_a_copy_named_by_the_time(city: Installation, tmp_path: Path) -> None:
    made = city.answer("backup", tmp_path)
    assert [str(path) for path in tmp_path.iterdir()] == [made["file"]]


def test_a_copy_does_not_overwrite_another(city: Installation, copy: Path) -> None:
    before = copy.read_bytes()
    done = city.run("backup", copy)
    assert (done.returncode, "已经存在" in done.stderr) == (2, True)
    assert copy.read_bytes() == before


_WRITER = """
import sys, time
from django.utils import timezone
from qingyuan.server.campaigns.actions.acknowledgements import acknowledge
from qingyuan.server.campaigns.models import Acknowledgement, Way
open_ones = Acknowledgement.objects.unreached().filter(version__state="issued")
for one in open_ones.select_related("version", "person"):
    acknowledge(acknowledgement=one, way=Way.LINK, at=timezone.now())
    print("done", flush=True)
    time.sleep(0.05)
"""


def test_a_copy_made_during_writes_belongs_together(spare: Installation, tmp_path: Path) -> None:
    """Counters, chains and rows are of one moment, whatever was written in between."""
    spare.python(
        "from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion\n"
        "from qingyuan.server.campaigns import coverage\n"
        "Acknowledgement.objects.filter(excused='', meeting=None)"
        ".update(reached_at=None, way='')\n"
        "for version in NoticeVersion.objects.exclude(state='draft'): coverage.rebuild(version)\n"
    )
    inside = {
        "QINGYUAN_DATA": str(spare.folder),
        "DJANGO_SETTINGS_MODULE": "qingyuan.server.settings",
    }
    writer = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{_WRITER}"],
        env=spare.environment | inside,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout
        assert writer.stdout.readline() == "done\n"
        copies = [tmp_path / f"{number}.qingyuan" for number in range(3)]
        for path in copies:
            assert spare.run("backup", path).returncode == 0
    finally:
        writer.terminate()
        writer.communicate()
    digests = {_members(path)["tables/campaigns_acknowledgement.jsonl"] for path in copies}
    for path in copies:
        back = fresh(tmp_path / f"back-{path.stem}")
        assert back.answer("restore", path)["troubles"] == []
    assert len(digests) > 1, "nothing was written meanwhile"


@pytest.mark.django_db
def test_every_kind_of_column_crosses() -> None:
    stored = models_as_stored()
    kinds = {kind for model in kept_models(stored) for _, kind in columns_of(model)}
    assert kinds <= READ.keys()
    assert kinds <= writers().keys()


def test_the_passphrase_stands_in_no_list_of_processes() -> None:
    """There is no option that takes it, only a file or a variable."""
    done = subprocess.run(
        [sys.executable, "-c", "from qingyuan.cli.main import main; main()", "backup", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert "--passphrase " not in done.stdout
    assert "--passphrase-file" in done.stdout
