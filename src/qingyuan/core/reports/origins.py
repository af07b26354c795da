"""数字出处: for every figure, the table for people that lists its rows, and how to filter it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qingyuan.core.reports.blocks import TableBlock
from qingyuan.core.reports.wording import (
    NO,
    REGISTRY_NAME,
    TO_BE_CONFIRMED,
    VERDICT_WORDS,
    YES,
)

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures

# The files by their first word, as a clerk calls them.
_ANNEX1, _ANNEX2, _CLEANUP = "附件1", "附件2", "清理清单"
_SCHOOLS: Final = "“学校名称”不同的各计1所"
_APPS: Final = f"“{REGISTRY_NAME}”不同的各计1个"
_FILTER: Final = "“核验结论”筛选“{verdict}”，"

_Origin = tuple[str, int, str, str]


def origin_table(figures: Annex3Figures) -> TableBlock:
    """Every figure of the report with the file and the filter that list its rows."""
    rows = (*_usage_origins(figures), *_promotion_origins(figures), *_cleanup_origins(figures))
    return TableBlock(
        caption="数字出处（供核对，报送前可删去）",
        header=("数字", "数值", "文件", "怎么列出"),
        rows=tuple((name, str(value), file, how) for name, value, file, how in rows),
        widths=(28, 9, 13, 50),
        numeric=frozenset({1}),
    )


def _usage_origins(f: Annex3Figures) -> tuple[_Origin, ...]:
    verified = _FILTER.format(verdict=VERDICT_WORDS["verified"])
    missing = _FILTER.format(verdict=VERDICT_WORDS["number_missing"])
    return (
        ("报送学校", f.schools, _ANNEX2, f"{_SCHOOLS}，加“零报告学校”工作表里其余的"),
        ("零报告学校", f.schools_nil, _ANNEX2, "“零报告学校”工作表，附件2里没有的"),
        ("在用APP记录", f.usages, _ANNEX2, "全部行"),
        *_decision_origins(f),
        ("在用APP", f.apps_in_use, _ANNEX2, f"{_APPS}，空的按“APP 名称”"),
        ("有备案号的APP", f.apps_with_filing_number, _ANNEX2, f"{verified}{_APPS}"),
        (
            "漏填备案号的APP",
            f.apps_number_missing,
            _ANNEX2,
            f"{missing}{_APPS}，减去“有备案号的APP”里也有的",
        ),
        ("涉及收费的学校", f.schools_charging, _ANNEX2, f"“是否收费”筛选“{YES}”，{_SCHOOLS}"),
    )


def _decision_origins(f: Annex3Figures) -> tuple[_Origin, ...]:
    how = "“是否集体决策”筛选“{answer}”"
    return (
        ("经集体决策的记录", f.usages_decided, _ANNEX2, how.format(answer=YES)),
        ("未经集体决策的记录", f.usages_not_decided, _ANNEX2, how.format(answer=NO)),
        (
            "集体决策待核实的记录",
            f.usages_decision_unknown,
            _ANNEX2,
            how.format(answer=TO_BE_CONFIRMED),
        ),
    )


def _promotion_origins(f: Annex3Figures) -> tuple[_Origin, ...]:
    return (
        ("推广APP记录", f.promotions, _ANNEX1, "全部行"),
        (
            "文件、活动",
            f.promotion_documents,
            _ANNEX1,
            "“填报单位”“文件(活动)名称”“文件编号”都相同的只计1份",
        ),
        ("推广单位", f.promoting_units, _ANNEX1, "“填报单位”不同的各计1个"),
    )


def _cleanup_origins(f: Annex3Figures) -> tuple[_Origin, ...]:
    units = "“学校（使用单位）”不同的各计1所，{which}"
    bureaus: tuple[_Origin, ...] = (
        (
            "参与清理的教育行政部门",
            f.cleaning_bureaus,
            _CLEANUP,
            "“学校（使用单位）”里的教体局等部门，不同的各计1个",
        ),
    )
    return (
        ("参与清理的学校", f.cleaning_schools, _CLEANUP, units.format(which="不计教育行政部门")),
        *(bureaus if f.cleaning_bureaus else ()),
        (
            "列入清理的APP",
            f.apps_to_clean,
            _CLEANUP,
            f"“APP名称”不同的各计1个，附件1、附件2里“{REGISTRY_NAME}”相同的只计1个",
        ),
        ("清理事项", f.cleanup_items, _CLEANUP, "全部行；分项按“依据条款”筛选所列条款"),
    )
