"""A small inbox of an invented county, with every kind of file that an audit must settle."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.builders import (
    ANNEX1,
    ANNEX2,
    Row,
    csv_bytes,
    docx_form,
    gbk_zip,
    registry_file,
    xlsx,
)

from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.pipelines.audit.order import Order, Outcome, Progress
from qingyuan.pipelines.audit.run import audit

FIRST, SECOND, THIRD, FOURTH = (f"云溪县第{n}小学" for n in "一二三四")
FORMULA = '=HYPERLINK("http://example.com","点我")'
NIL_FORM: list[Row] = [("附件2",), ANNEX2, (1, "", "无")]


class Quiet:
    """A progress that nobody watches."""

    def stage(self, title: str, total: int | None) -> None:
        """Takes no notice."""

    def step(self, count: int = 1) -> None:
        """Takes no notice."""


def usage(
    school: str, app: str, number: str, answers: str = "推荐使用,是,否", function: str = "布置作业"
) -> Row:
    return (1, school, app, number, function, *answers.split(","))


def form(school: str, *rows: Row) -> list[Row]:
    return [("附件2",), (f"填报单位：{school}",), ANNEX2, *rows]


def make_inbox(folder: Path) -> Path:
    """Fills a folder; what each file is there for is said beside it."""
    inbox = folder / "收件箱"
    in_order = usage(FIRST, "青禾作业", "教APP备1100001号")
    xlsx(inbox / "云溪县/第一小学/附件2.xlsx", form(
        FIRST,
        in_order,
        usage(FIRST, "星河阅读小程序", "无", "强制使用,否,是"),
        usage(FIRST, "从未见过", "蜀ICP备17023824号-1"),
        usage(FIRST, "豫教通", "教APP备1100002号"),
        usage(FIRST, "=SUM(A1)", "", function=FORMULA),
    ))  # fmt: skip
    # the same bytes once more, and the same fact in another file
    copy = inbox / "云溪县/第一小学/副本附件2.xlsx"
    copy.write_bytes((inbox / "云溪县/第一小学/附件2.xlsx").read_bytes())
    (inbox / "云溪县/第一小学/补充.csv").write_bytes(
        csv_bytes(form(FIRST, in_order, usage(FIRST, "远航口算", "教APP备1200003号")))
    )
    # a form and its revision, which counts although its name comes later
    xlsx(
        inbox / "云溪县/第二小学附件2.xlsx",
        form(SECOND, usage(SECOND, "青禾作业", "", "强制使用,否,是")),
    )
    xlsx(
        inbox / "云溪县/第二小学附件2（更正）.xlsx",
        form(SECOND, usage(SECOND, "青禾作业", "教APP备1100001号", "推荐使用,是,否")),
    )
    # nil returns: the same bytes under two schools' names; one in the text of a document
    for school in ("第三小学", "第四小学"):
        xlsx(inbox / f"云溪县/云溪县{school}/附件2.xlsx", NIL_FORM)
    docx_form(inbox / "云溪县/云溪县第五小学/零报告.docx", ["经排查，我校未使用任何APP。"])
    # a row that names no app; a table in a document
    docx_form(
        inbox / "新县/新县实验小学附件2.docx",
        ["附件2", "填报单位：新县实验小学"],
        [
            ANNEX2,
            usage("新县实验小学", "海湾课堂", "教APP备1200004号"),
            usage("新县实验小学", "", "教APP备1300005号", "强制使用,是,是"),
        ],
    )
    # annex 1 of a bureau, in a zip with GBK names; a school must use what it orders
    xlsx(folder / "附件1.xlsx", [
        ("附件1",), ("填报单位：新县教育体育局",), ANNEX1,
        (1, "松峰家校通", "关于使用家校平台的通知", "新教体〔2023〕7号", "基教股", "家校沟通",
        "2023年7月20日", "无"),
        (2, "松峰家校通", "读书月活动", "", "基教股", "阅读", "无有效期", "教APP备1300005号"),
    ], sheet="附件1")  # fmt: skip
    gbk_zip(inbox / "新县.zip", {
        "新县教育体育局/附件1.xlsx": (folder / "附件1.xlsx").read_bytes(),
        "新县第二小学/附件2.csv": csv_bytes(form(
            "新县第二小学", usage("新县第二小学", "松峰家校通", "教APP备1300005号",
            "强制使用,否,否"),
        )),
    })  # fmt: skip
    # what cannot be read, what is no form, what is hidden
    (inbox / "坏了.xlsx").write_bytes(b"PK\x03\x04" + bytes(200))
    (inbox / "通知.txt").write_bytes("各学校：请按时报送。".encode())
    xlsx(inbox / "藏.xlsx", [("说明",)], hidden=form(FOURTH, usage(FOURTH, "青禾作业", "无")))
    return inbox


def run(
    inbox: Path,
    out: Path,
    *,
    jobs: int = 2,
    progress: Progress | None = None,
    campaign: str = "xinyang_2023",
) -> Outcome:
    """Audits an inbox against the small registry."""
    registry = inbox.parent / "备案名录.csv"
    order = Order(
        inbox=inbox,
        out=out,
        registry=registry if registry.exists() else registry_file(registry),
        pack=read_rulepack(campaign),
        made_on=date(2023, 7, 20),
        jobs=jobs,
        unit="云溪县教育体育局",
    )
    return audit(order, progress or Quiet())


def lines(out: Path, name: str) -> list[dict[str, Any]]:
    """A file of JSON lines."""
    return [json.loads(line) for line in (out / name).read_text("utf-8").splitlines()]


def summary(out: Path) -> dict[str, Any]:
    """What `summary.json` says."""
    content: dict[str, Any] = json.loads((out / "summary.json").read_text("utf-8"))
    return content
