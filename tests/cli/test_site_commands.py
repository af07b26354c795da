"""`campaign create` and `report deployment` at the terminal, on an installation of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from tests.cli.command import MAIN
from tests.server.campaigns.test_campaign_pages import NOTICE

_FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.server.cast import make_cast
from tests.server.running import make_running
cast = make_cast()
running = make_running(cast)
running.set_up(cast.donghu)
print(cast.donghu.code)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the cast in it, and the code of Donghu county."""
    folder = tmp_path_factory.mktemp("site")
    code = _python("-c", _FILL, data=folder).stdout.split()[-1]
    return folder, code


def _python(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    settings = {
        "QINGYUAN_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "qingyuan.server.settings",
        "PYTHONPATH": os.pathsep.join(("src", ".")),
    }
    environment = {**os.environ, **settings}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=True
    )


def _qingyuan(*arguments: str, data: Path) -> str:
    return _python("-c", MAIN, *arguments, "--data", str(data), data=data).stdout


def test_a_notice_becomes_a_campaign_that_waits_to_be_confirmed(
    site: tuple[Path, str], tmp_path: Path
) -> None:
    data, _ = site
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    made = json.loads(_qingyuan("campaign", "create", str(notice), "--json", data=data))
    assert (made["state"], made["stages"], made["deliverables"]) == ("draft", 2, 2)
    assert made["remarks"]


def test_a_rule_pack_becomes_one_too(site: tuple[Path, str]) -> None:
    words = _qingyuan("campaign", "create", "xinyang_2023", data=site[0])
    assert "待确认" in words
    assert "请你定" in words


def test_a_countys_report_is_written_and_its_figures_printed(
    site: tuple[Path, str], tmp_path: Path
) -> None:
    data, code = site
    out = tmp_path / "报告.docx"
    command = ("report", "deployment", "--unit", code, "--out", str(out), "--json")
    printed = json.loads(_qingyuan(*command, data=data))
    assert printed["figures"]["unit"] == "东湖县教育体育局"
    assert printed["figures"]["coverage"]["units"] == 2
    assert printed["gaps"]
    assert docx.Document(str(out)).tables


def test_an_unknown_unit_is_one_clear_sentence(site: tuple[Path, str], tmp_path: Path) -> None:
    command = ("report", "deployment", "--unit", "999", "--out", str(tmp_path / "a.docx"))
    with pytest.raises(subprocess.CalledProcessError) as failed:
        _qingyuan(*command, data=site[0])
    assert failed.value.returncode == 2
    assert "没有代码为“999”的单位" in failed.value.stderr
    assert "Traceback" not in failed.value.stderr
