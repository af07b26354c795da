"""`qingyuan registry check|inspect|diff`, for people and for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.builders import REGISTRY, registry_file
from tests.cli.command import qingyuan


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return registry_file(tmp_path / "名录.csv")


def answers(*arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    done = qingyuan("registry", *arguments, "--json")
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_name_or_a_number_that_is_in_force_is_exit_0(registry: Path) -> None:
    code, found = answers(
        "check", "青禾作业", "教APP备1100002号", "1300005", "星河悦读", "--registry", registry
    )
    assert code == 0
    assert [(a["query"], a["registry_name"], a["registry_number"], a["status"]) for a in found] == [
        ("青禾作业", "青禾作业", "教APP备1100001号", "normal"),
        ("教APP备1100002号", "星河阅读", "教APP备1100002号", "normal"),
        ("1300005", "松峰家校通", "教APP备1300005号", "normal"),
        ("星河悦读", "星河阅读", "教APP备1100002号", "normal"),
    ]


def test_what_is_out_of_force_not_found_or_at_odds_is_exit_1(registry: Path) -> None:
    code, found = answers(
        "check",
        "远航口算",
        "海湾课堂",
        "从未见过",
        "教APP备1999999号",
        "青禾作业 教APP备1100002号",
        "--registry",
        registry,
    )
    assert code == 1
    assert [answer["verdict"] for answer in found] == [
        "withdrawn", "offline", "unregistered", "number_not_in_registry", "number_of_another_app",
    ]  # fmt: skip
    assert "本地名录未查到，待官网核验" in found[2]["explanation"]


def test_people_get_words(registry: Path) -> None:
    done = qingyuan("registry", "check", "远航口算", "青禾作业", "--registry", registry)
    assert done.returncode == 1
    for words in ("远航口算", "名录标注备案已撤销", "青禾作业", "教APP备1100001号"):
        assert words in done.stdout


def test_inspect_says_what_a_file_holds(registry: Path, tmp_path: Path) -> None:
    code, (facts,) = answers("inspect", registry)
    assert code == 0
    assert facts["entries"] == 5
    assert facts["statuses"] == {"normal": 3, "offline": 1, "withdrawn": 1}
    assert facts["odd_rows"] == []
    odd = registry_file(tmp_path / "有错.csv", [*REGISTRY, ("坏号应用", "教APP备12号", "", "", "")])
    done = qingyuan("registry", "inspect", odd)
    assert done.returncode == 1
    assert "共 5 条" in done.stdout
    assert "第 7 行：备案号“教APP备12号”" in done.stdout


def test_diff_lists_what_changed(registry: Path, tmp_path: Path) -> None:
    newer = registry_file(tmp_path / "新.csv", [
        REGISTRY[0],
        ("青禾课堂", "教APP备1100001号", "青禾科技", "正常", ""),
        ("星河阅读", "教APP备1100002号", "星河教育", "撤销", ""),
        REGISTRY[3],
        ("海湾课堂", "教APP备1200004号", "海湾网络", "正常", ""),
        ("山泉识字", "教APP备1400006号", "山泉教育", "正常", ""),
    ])  # fmt: skip
    code, changes = answers("diff", registry, newer)
    assert code == 0
    assert [(change["change"], change["filing_number"]) for change in changes] == [
        ("added", "教APP备1400006号"),
        ("withdrawn", "教APP备1100002号"),
        ("restored", "教APP备1200004号"),
        ("renamed", "教APP备1100001号"),
        ("no_longer_listed", "教APP备1300005号"),
    ]
    assert changes[3]["old"] == {"name": "青禾作业", "status": "normal"}
    shown = qingyuan("registry", "diff", registry, newer)
    assert "新增 1" in shown.stdout
    assert "新名录未列出" in shown.stdout
    assert "没有差别" in qingyuan("registry", "diff", registry, registry).stdout


@pytest.mark.parametrize("command", [["check", "青禾作业", "--registry"], ["inspect"]])
def test_a_file_that_is_not_there_or_no_registry_is_exit_2(
    tmp_path: Path, command: list[str]
) -> None:
    strange = registry_file(tmp_path / "课表.csv", [("星期", "课程"), ("一", "语文")])
    for path, said in (
        (tmp_path / "没有.csv", "没有这个备案名录文件"),
        (strange, "现有的表头是：星期、课程"),
    ):
        done = qingyuan("registry", *command, path)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert "Traceback" not in done.stderr
