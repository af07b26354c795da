"""`qingyuan audit` as a clerk calls it."""

import signal
import time
from pathlib import Path

import pytest
from tests.builders import ANNEX2, Row, csv_bytes, registry_file, xlsx
from tests.cli.command import ended, qingyuan, started

from qingyuan import rulepacks

IN_ORDER: list[Row] = [
    ANNEX2,
    (1, "云溪县第一小学", "青禾作业", "教APP备1100001号", "布置作业", "推荐使用", "是", "否"),
]
NAMELESS: list[Row] = [
    *IN_ORDER,
    (2, "云溪县第一小学", "", "教APP备1100002号", "阅读", "推荐使用", "是", "否"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a registry and an inbox with one good form."""
    registry_file(tmp_path / "名录.csv")
    registry_file(tmp_path / "课表.csv", [("星期", "课程"), ("一", "语文")])
    xlsx(tmp_path / "收件箱/云溪县第一小学.xlsx", IN_ORDER)
    return tmp_path


def audit(desk: Path, *more: str) -> tuple[int, str, str]:
    done = qingyuan(
        "audit", desk / "收件箱", "--registry", desk / "名录.csv", "--out", desk / "结果", *more
    )
    return done.returncode, done.stdout, done.stderr


def test_all_read_is_exit_0_and_silence_on_stderr(desk: Path) -> None:
    code, said, errors = audit(desk, "--jobs", "1", "--unit", "云溪县教育体育局")
    assert code == 0
    assert "文件 1 个：读取 1，重复 0，不是填报表 0，未能读取 0" in said
    assert "记录 1 条：采用 1" in said
    assert f"结果在：{desk / '结果'}" in said
    assert errors == ""  # no progress bar in a pipe
    assert (desk / "结果/附件3 排查及清理情况报告.docx").is_file()


def test_a_file_that_cannot_be_read_is_exit_1_and_named(desk: Path) -> None:
    (desk / "收件箱/坏了.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    code, said, errors = audit(desk)
    assert code == 1
    assert "未能读取 1" in said
    assert "未能读取 坏了.xlsx：" in errors


def test_a_row_that_was_not_accepted_is_exit_1_too(desk: Path) -> None:
    xlsx(desk / "收件箱/云溪县第一小学.xlsx", NAMELESS)
    code, _, errors = audit(desk, "--jobs", "1")
    assert code == 1
    assert "有 1 行没有采用" in errors


def test_a_campaign_by_its_file(desk: Path) -> None:
    shipped = Path(str(rulepacks.__file__)).parent / "linjiang_2024.toml"
    code, _, _ = audit(desk, "--jobs", "1", "--campaign", str(shipped))
    assert code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit", "没有", "--registry", "名录.csv", "--out", "结果"], "没有这个文件夹：没有"),
        (
            ["audit", "名录.csv", "--registry", "名录.csv", "--out", "结果"],
            "没有这个文件夹：名录.csv",
        ),
        (
            ["audit", "收件箱", "--registry", "没有.csv", "--out", "结果"],
            "没有这个备案名录文件：没有.csv",
        ),
        (
            ["audit", "收件箱", "--registry", "课表.csv", "--out", "结果"],
            "没有认出应用名称和备案号两列",
        ),
        (["audit", "收件箱", "--registry", "名录.csv", "--out", "名录.csv"], "名录.csv 是一个文件"),
        (
            ["audit", "收件箱", "--registry", "名录.csv", "--out", "结果", "--campaign", "没有"],
            "规则包“没有”用不了",
        ),
        (
            ["audit", "收件箱", "--registry", "名录.csv", "--out", "结果", "--jobs", "0"],
            "--jobs 的值不对",
        ),
        (
            ["audit", "收件箱", "--registry", "名录.csv", "--out", "收件箱"],
            "结果不能放在收件箱里",
        ),
        (["audit", "收件箱", "--out", "结果"], "缺少 --registry"),
        (["audit", "收件箱", "--registry", "名录.csv"], "缺少 --out"),
        (["audit"], "缺少 "),
        (["audit", "收件箱", "再一个", "--registry", "名录.csv", "--out", "结果"], "多写了参数"),
        (
            ["audit", "收件箱", "--regisrty", "名录.csv", "--out", "结果"],
            "没有 --regisrty 这个选项",
        ),
        (["audti"], "没有这个命令：audti"),
    ],
)
def test_a_wrong_call_is_exit_2_with_one_sentence(
    desk: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(desk)
    done = qingyuan(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not (desk / "结果").exists() or not any((desk / "结果").iterdir())


def test_help_is_in_chinese() -> None:
    done = qingyuan("audit", "--help")
    assert done.returncode == 0
    assert "显示用法" in done.stdout
    assert "备案名录文件" in done.stdout
    assert qingyuan("--version").stdout.startswith("qingyuan ")


def test_ctrl_c_ends_with_a_sentence_and_leaves_nothing_behind(desk: Path) -> None:
    for number in range(800):
        (desk / f"收件箱/{number}.csv").write_bytes(csv_bytes([*IN_ORDER, (number,)]))
    call = ("audit", desk / "收件箱", "--registry", desk / "名录.csv", "--out", desk / "结果")
    process = started(*call, "--jobs", "1")
    while process.poll() is None and not list(desk.glob("结果/*/judged.rows")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    done = ended(process)
    assert done.returncode == 130
    assert done.stderr.strip() == "已停止，没有留下写了一半的结果。"
    assert list((desk / "结果").iterdir()) == []
