"""Writes what the documentation takes from the program: docs/rules.md and the manual's limits.

    python docs/generate.py

A test fails where a page is not as this script would write it.
"""

from __future__ import annotations

from pathlib import Path

from qingyuan.core.reports.wording import VERDICT_WORDS
from qingyuan.core.rules.pack import Condition, Rule, RulePack
from qingyuan.formats.limits import published
from qingyuan.formats.readers.rulepack import read_rulepack, shipped_packs

HOME = Path(__file__).parent
RULES_PAGE = HOME / "rules.md"
MANUAL_PAGE = HOME / "manual" / "审核填报表.md"
BEGIN, END = "<!-- 上限：由 docs/generate.py 生成 -->", "<!-- 上限：完 -->"

_FACTS = {
    "verdict": "核验结论",
    "requirement": "使用要求",
    "collective_decision": "集体决策",
    "charges": "收费",
    "app_kind": "类型",
}
_VALUES = {
    "recommended": "推荐使用",
    "mandatory": "强制使用",
    True: "是",
    False: "否",
    "app": "APP",
    "mini_program": "小程序",
    "official_account": "公众号",
}
_SUBJECTS = {"usage": "在用的（附件2）", "promotion": "推广的（附件1）"}


def rules_page() -> str:
    """All shipped rule packs in words."""
    head = (
        "# 规则\n\n"
        "<!-- 由 docs/generate.py 从规则包生成，请改 src/qingyuan/rulepacks/ 里的规则包。 -->\n\n"
        "规则是数据：每个行动一个 TOML 文件，每条规则写明通知里的条款。\n"
        "用 `--campaign 名称` 选用自带的规则包，或用 `--campaign 文件.toml` 使用自己写的。\n"
    )
    return head + "".join(_pack(read_rulepack(name)) for name in shipped_packs())


def _pack(pack: RulePack) -> str:
    kinds = "、".join(_VALUES[kind] for kind in sorted(pack.kinds_in_scope))
    deadlines = "".join(
        f"- {deadline.name}：{deadline.due_on.isoformat()}（{deadline.clause}）\n"
        for deadline in pack.deadlines.values()
    )
    return (
        f"\n## `{pack.name}`：{pack.title}\n\n"
        f"{pack.issuer}《{pack.document}》，{pack.document_number}，{pack.issued_on.isoformat()}。\n\n"
        f"- 范围（{pack.scope_clause}）：{kinds}\n"
        f"- 追溯到：{pack.looks_back_to.isoformat()}\n"
        f"- 通用工具，不按“教育类 APP”要求备案号：{'、'.join(sorted(pack.general_tools))}\n"
        f"{deadlines}" + "".join(_rule(rule) for rule in pack.rules)
    )


def _rule(rule: Rule) -> str:
    cases = "".join(f"- {'，并且'.join(map(_condition, case))}\n" for case in rule.cases)
    subjects = "、".join(_SUBJECTS[subject] for subject in sorted(rule.subjects, reverse=True))
    tools = "通用工具除外。" if rule.education_apps_only else ""
    return (
        f"\n### {rule.clause} {rule.title}\n\n"
        f"{rule.label}。报告里简称“{rule.short}”。\n\n"
        f"`{rule.id}`，适用于{subjects}。{tools}符合下列任一情形即列入：\n\n{cases}\n"
        f"处理：{rule.measure}。\n"
    )


def _condition(condition: Condition) -> str:
    values = sorted(map(_value, condition.values), key=lambda words: (len(words), words))
    return f"{_FACTS.get(condition.fact, condition.fact)}为{'、'.join(f'“{v}”' for v in values)}"


def _value(value: str | bool | None) -> str:
    if isinstance(value, str):
        return VERDICT_WORDS.get(value, _VALUES.get(value, value))
    return "没有填写" if value is None else _VALUES[value]


def limits_table() -> str:
    """The published limits as a table for people."""
    megabyte = published.MEGABYTE
    rows = (
        ("一个文件（含压缩包）", f"{published.UPLOAD_BYTES // megabyte} MB"),
        ("一个文件解开后合计", f"{published.UNPACKED_BYTES // megabyte} MB"),
        ("文件内部的一个部分、压缩包里的一个文件", f"{published.ENTRY_BYTES // megabyte} MB"),
        ("一张工作表（空白部分不算内容，略过）", f"{published.SHEET_BYTES // megabyte} MB"),
        ("解开前后大小之比（1 MB 以上的部分）", f"{published.RATIO}:1"),
        ("一个文档内部的部分", f"{published.DOCUMENT_PARTS:,} 个"),
        ("一个压缩包里的文件", f"{published.ARCHIVE_MEMBERS:,} 个"),
        ("压缩包套压缩包", f"{published.ARCHIVE_NESTING} 层"),
        ("一张表的行数", f"{published.SHEET_ROWS:,} 行"),
        ("一张表的列数", f"{published.SHEET_COLUMNS} 列"),
        ("一张表的格数（行数乘列数）", f"{published.SHEET_CELLS:,} 格"),
        ("一张表的合并单元格", f"{published.SHEET_MERGES:,} 处"),
        ("一格的文字", f"{published.CELL_CHARACTERS:,} 字"),
        ("读一个文件的时间", f"{published.READER_SECONDS:g} 秒"),
        ("读一个文件的内存", f"{published.READER_MEGABYTES} MB"),
    )
    lines = "".join(f"| {what} | {limit} |\n" for what, limit in rows)
    return f"| 项目 | 上限 |\n|---|---|\n{lines}"


def manual_page() -> str:
    """The manual's page with its table of limits as it should be."""
    page = MANUAL_PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{limits_table()}\n{END}{after}"


if __name__ == "__main__":
    RULES_PAGE.write_text(rules_page(), encoding="utf-8")
    MANUAL_PAGE.write_text(manual_page(), encoding="utf-8")
