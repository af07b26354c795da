"""Where every figure of a report can be listed, and how it was counted (口径)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.blocks import Block, Heading, Paragraph, TableBlock, remark
from qingyuan.core.reports.wording import (
    NO,
    NOT_FOUND,
    PROBLEMS_FILE,
    TO_BE_CONFIRMED,
    VERDICT_WORDS,
    YES,
    date_words,
)

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures

# The files by their first word, as a clerk calls them.
_ANNEX1, _ANNEX2, _CLEANUP = "附件1", "附件2", "清理清单"
_COUNTY_HEADER = (
    "县区",
    "报送学校",
    "零报告学校",
    "使用记录",
    "在用APP",
    "有备案号",
    "收费学校",
    "推广记录",
)


def county_table(figures: Annex3Figures) -> tuple[Block, ...]:
    """分县区情况 with its total; nothing where there is only one county."""
    if len(figures.by_county) < 2:
        return ()
    rows = tuple(
        (
            row.county,
            *map(str, (row.schools, row.schools_nil, row.usages, row.apps)),
            *map(str, (row.apps_with_number, row.schools_charging, row.promotions)),
        )
        for row in figures.by_county
    )
    table = TableBlock(
        caption="分县区情况",
        header=_COUNTY_HEADER,
        rows=(*rows, _county_total(figures)),
        widths=(19, 11, 14, 11, 11, 12, 11, 11),
        numeric=frozenset(range(1, 8)),
    )
    return table, remark("注：同一APP在几个县区使用的，合计中只计1个，合计可小于各县区之和。")


def _county_total(figures: Annex3Figures) -> tuple[str, ...]:
    totals = (
        figures.schools,
        figures.schools_nil,
        figures.usages,
        figures.apps_in_use,
        figures.apps_with_filing_number,
        figures.schools_charging,
        figures.promotions,
    )
    return ("合计", *map(str, totals))


def origin_table(figures: Annex3Figures) -> TableBlock:
    """Every figure of the report with the file and the filter that list its rows."""
    rows = (*_usage_origins(figures), *_promotion_origins(figures), *_cleanup_origins(figures))
    return TableBlock(
        caption="数字出处（供核对，报送前可删去）",
        header=("数字", "数值", "文件", "怎么列出"),
        rows=tuple((name, str(value), file, how) for name, value, file, how in rows),
        widths=(30, 10, 16, 44),
        numeric=frozenset({1}),
    )


_Origin = tuple[str, int, str, str]


def _usage_origins(f: Annex3Figures) -> tuple[_Origin, ...]:
    verified, missing = VERDICT_WORDS["verified"], VERDICT_WORDS["number_missing"]
    return (
        ("报送学校", f.schools, "rows.jsonl", "全部学校，含零报告；按school去重"),
        ("零报告学校", f.schools_nil, _ANNEX2, "“零报告学校”工作表"),
        ("在用APP记录", f.usages, _ANNEX2, "全部行"),
        ("经集体决策的记录", f.usages_decided, _ANNEX2, f"“是否集体决策”筛选“{YES}”"),
        ("未经集体决策的记录", f.usages_not_decided, _ANNEX2, f"“是否集体决策”筛选“{NO}”"),
        (
            "集体决策待核实的记录",
            f.usages_decision_unknown,
            _ANNEX2,
            f"“是否集体决策”筛选“{TO_BE_CONFIRMED}”",
        ),
        ("在用APP", f.apps_in_use, _ANNEX2, "“APP 名称”去重，同一APP计1个"),
        (
            "有备案号的APP",
            f.apps_with_filing_number,
            _ANNEX2,
            f"“核验结论”筛选“{verified}”，“APP 名称”去重",
        ),
        (
            "漏填备案号的APP",
            f.apps_number_missing,
            _ANNEX2,
            f"“核验结论”筛选“{missing}”，“APP 名称”去重",
        ),
        (
            "涉及收费的学校",
            f.schools_charging,
            _ANNEX2,
            f"“是否收费”筛选“{YES}”，学校去重",
        ),
    )


def _promotion_origins(f: Annex3Figures) -> tuple[_Origin, ...]:
    return (
        ("推广APP记录", f.promotions, _ANNEX1, "全部行"),
        ("文件、活动", f.promotion_documents, _ANNEX1, "“文件(活动)名称”去重"),
        ("推广单位", f.promoting_units, _ANNEX1, "“填报单位”去重"),
    )


def _cleanup_origins(f: Annex3Figures) -> tuple[_Origin, ...]:
    return (
        ("参与清理的学校", f.cleaning_schools, _CLEANUP, "“学校（使用单位）”去重"),
        ("列入清理的APP", f.apps_to_clean, _CLEANUP, "“APP名称”去重"),
        ("清理事项", f.cleanup_items, _CLEANUP, "全部行；分项按“依据条款”筛选"),
    )


def remarks_on_counting(figures: Annex3Figures) -> tuple[Block, ...]:
    """统计口径: the registry, what an absence means, and what was not counted."""
    return (
        Heading("统计口径", level=2),
        remark("1. 数字均由各单位报送的表格逐行汇总，同一表格、同一事实重复报送的只计一次。"),
        remark("2. “有备案号”指填报的教育APP备案号在本地备案名录中查到，且名称一致。"),
        _remark_on_registry(figures),
        remark(f"4. 名录中没有的，一律记为“{NOT_FOUND}”，不等于没有备案；请到官网查询后认定。"),
        remark("5. 收费包括变相收费、部分收费和自愿缴费，即由学生或家长实际承担功能使用费。"),
        _remark_on_losses(figures),
        remark("7. 加粗的为系统汇总的数字；黄色底纹【请填写】处由填报单位根据实际情况填写。"),
    )


def _remark_on_registry(figures: Annex3Figures) -> Paragraph:
    as_of = figures.registry_as_of
    state = f"截至{date_words(as_of)}" if as_of else "名录文件没有注明日期"
    return remark(
        f"3. 核验所用的本地备案名录{state}，共",
        figures.registry_entries,
        "条，可能不是官网的全部备案。",
    )


def _remark_on_losses(figures: Annex3Figures) -> Paragraph:
    return remark(
        "6. 有",
        figures.files_unreadable,
        "个文件未能读取、",
        figures.rows_rejected,
        f"行记录未能采用，没有计入以上数字，原因见《{PROBLEMS_FILE}》和files.jsonl、rows.jsonl。",
    )
