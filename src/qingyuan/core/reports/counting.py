"""How the figures of a report were counted (口径), and the same by county."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.blocks import Block, Heading, TableBlock, remark
from qingyuan.core.reports.wording import (
    NOT_FOUND,
    PROBLEMS_FILE,
    REGISTRY_NAME,
    clause_words,
    date_words,
)

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures

_Parts = tuple[str | int, ...]

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


def remarks_on_counting(figures: Annex3Figures) -> tuple[Block, ...]:
    """统计口径: the registry, what an absence means, what was not counted, and the clauses."""
    remarks = (
        _text("数字由各单位报送的表格逐行汇总，同一事实重复报送的只计一次。"),
        _text(
            f"同一学校、同一APP的不同写法合并计一个：附件1、附件2末列“{REGISTRY_NAME}”相同的是同一APP；"
            f"没有{REGISTRY_NAME}的按填写名称，去掉“APP”“小程序”“家长端”等字样；"
            "没有写明校名的，每个文件计一所。"
        ),
        _text(
            "“有备案号”指填报的教育类APP备案号在本地备案名录中查到，且名称一致；"
            f"名录中没有的，一律记为“{NOT_FOUND}”，不等于没有备案，请到官网查询后认定。"
        ),
        _registry(figures),
        _text("收费包括变相收费、部分收费和自愿缴费，即由学生或家长实际承担功能使用费。"),
        _losses(figures),
        _text("加粗的数字由各单位填报数据汇总；黄色底纹【请填写】处由填报单位根据实际情况填写。"),
        *_legend(figures),
    )
    lines = (remark(f"{place}. ", *parts) for place, parts in enumerate(remarks, start=1))
    return (Heading("统计口径", level=2), *lines)


def _text(sentence: str) -> _Parts:
    return (sentence,)


def _legend(figures: Annex3Figures) -> tuple[_Parts, ...]:
    if not figures.legend:
        return ()
    return (_text(f"依据条款：{'；'.join(clause_words(figures.legend))}。"),)


def _registry(figures: Annex3Figures) -> _Parts:
    as_of = figures.registry_as_of
    state = f"截至{date_words(as_of)}" if as_of else "名录文件没有注明日期"
    entries = figures.registry_entries
    return f"核验所用的本地备案名录{state}，共", entries, "条，可能不是官网的全部备案。"


def _losses(figures: Annex3Figures) -> _Parts:
    return (
        "有",
        figures.files_unreadable,
        "个文件未能读取、",
        figures.rows_rejected,
        f"行记录未能采用，没有计入以上数字，原因见《{PROBLEMS_FILE}》。",
    )
