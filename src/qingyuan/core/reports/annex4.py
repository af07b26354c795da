"""附件4 排查整治活动总结: what the data shows of the problems, the rest left to people."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qingyuan.core.reports.blocks import (
    Block,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    blank,
    figure,
    paragraph,
)
from qingyuan.core.reports.counting import remarks_on_counting
from qingyuan.core.reports.matters import (
    SEVERAL_MATTERS,
    cleaning_units,
    matter_parts,
    matter_words,
)
from qingyuan.core.reports.opening import opening_paragraph, signature
from qingyuan.core.reports.origins import origin_table

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures, MatterCount

TITLE = "排查整治活动总结"
_MOST_FREQUENT = 5


def annex4_paper(figures: Annex3Figures) -> Paper:
    """Lay out Annex 4: the three sections of the notice's template, in its words."""
    blocks = chain(
        (opening_paragraph(figures, "现将活动情况总结如下："),),
        _basics(figures),
        _problems(figures),
        _suggestions(),
        (signature(figures),),
        (PageBreak(), origin_table(figures), *remarks_on_counting(figures)),
    )
    return Paper(title=TITLE, blocks=tuple(blocks), made_on=figures.made_on)


def _basics(figures: Annex3Figures) -> tuple[Block, ...]:
    return (
        Heading("一、基本情况"),
        Heading("（一）活动开展情况", level=2),
        _scope(figures),
        paragraph(blank("工作专班组成、动员部署、督查检查等活动开展情况")),
        Heading("（二）主要做法", level=2),
        paragraph(blank("主要做法")),
        Heading("（三）主要成效", level=2),
        _results(figures),
        paragraph(blank("已完成清理的数量、建立的制度和流程等成效")),
    )


def _scope(figures: Annex3Figures) -> Paragraph:
    return paragraph(
        "本次活动登记在用APP共",
        figures.apps_in_use,
        "个、使用记录",
        figures.usages,
        "条，其中有备案号的APP共",
        figures.apps_with_filing_number,
        "个；登记涉及APP推广使用的文件、活动",
        figures.promotion_documents,
        "份（次），推广APP记录",
        figures.promotions,
        "条；涉及APP收费（含变相收费）的学校",
        figures.schools_charging,
        "所。",
    )


def _results(figures: Annex3Figures) -> Paragraph:
    if figures.cleanup_items == 0:
        return paragraph("经排查，没有查出需要清理的APP。")
    return paragraph(
        "经排查，列入清理的APP共",
        figures.apps_to_clean,
        "个，清理事项",
        figures.cleanup_items,
        "条，需参与清理的",
        *cleaning_units(figures),
        "。",
    )


def _problems(figures: Annex3Figures) -> tuple[Block, ...]:
    return (
        Heading("二、突出问题及原因分析"),
        Heading("（一）突出问题", level=2),
        *_frequent_problems(figures),
        paragraph(blank("教育APP选用工作依然存在的其他问题")),
        Heading("（二）原因分析", level=2),
        paragraph(blank("存在问题的原因")),
    )


def _frequent_problems(figures: Annex3Figures) -> tuple[Paragraph, ...]:
    total = figures.cleanup_items
    frequent = sorted(figures.by_matter, key=lambda matter: -matter.count)[:_MOST_FREQUENT]
    if not frequent:
        return (paragraph("从填报数据看，没有查出违反通知要求的问题。"),)
    lead = paragraph(
        "从填报数据看，共查出问题",
        total,
        f"条（一个单位的一个APP计一条），较为突出的如下。{SEVERAL_MATTERS}",
    )
    return (lead, *(_problem(place, item, total) for place, item in enumerate(frequent, start=1)))


def _problem(place: int, matter: MatterCount, total: int) -> Paragraph:
    share = figure(f"{matter.count / total:.1%}")
    return paragraph(
        f"{place}．", *matter_words(matter), "，占", share, *matter_parts(matter), "。"
    )


def _suggestions() -> tuple[Block, ...]:
    return (
        Heading("三、意见建议"),
        paragraph(blank("对上级教育行政部门的有关意见")),
        paragraph(blank("有关工作建议")),
    )
