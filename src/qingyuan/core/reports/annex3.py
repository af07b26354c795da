"""附件3 排查及清理情况报告: every figure filled in, every judgement left to people."""

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
    paragraph,
)
from qingyuan.core.reports.counting import county_table, remarks_on_counting
from qingyuan.core.reports.matters import (
    SEVERAL_MATTERS,
    cleaning_units,
    matter_parts,
    matter_words,
)
from qingyuan.core.reports.opening import opening_paragraph, signature
from qingyuan.core.reports.origins import origin_table
from qingyuan.core.reports.verdict_table import verdict_table

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures

TITLE = "排查及清理情况报告"


def annex3_paper(figures: Annex3Figures) -> Paper:
    """Lay out Annex 3: the four sections of the notice's template, in its words.

    After the signature stand the table by county (more than one county only), and where every
    figure comes from.
    """
    blocks = chain(
        (opening_paragraph(figures, "现将排查及清理情况报告如下："),),
        _mechanism(figures),
        _recommended(figures),
        _in_use(figures),
        _cleaned(figures),
        (signature(figures),),
        _by_county(figures),
        _origins(figures),
    )
    return Paper(title=TITLE, blocks=tuple(blocks), made_on=figures.made_on)


def _mechanism(figures: Annex3Figures) -> tuple[Block, ...]:
    return (
        Heading("一、APP统筹管理机制建立情况"),
        Heading("（一）集体研究决策机制", level=2),
        paragraph(
            blank("县、校两级APP选用集体研究决策机制的建立情况，包括制度名称、文号和归口部门")
        ),
        _decisions(figures),
        Heading("（二）规范化推广流程", level=2),
        paragraph(blank("APP申请、审验备案号、集体研究、公示、推广等流程的建立情况")),
    )


def _decisions(figures: Annex3Figures) -> Paragraph:
    if figures.usages == 0:
        return paragraph("各学校没有填报在用APP，无集体决策情况可统计。")
    return paragraph(
        "从各学校填报看，在用APP共",
        figures.usages,
        "条记录，其中经集体决策的",
        figures.usages_decided,
        "条，未经集体决策的",
        figures.usages_not_decided,
        "条，未填或填写不清、待核实的",
        figures.usages_decision_unknown,
        "条。",
    )


def _recommended(figures: Annex3Figures) -> tuple[Block, ...]:
    return (
        Heading("二、APP推荐使用情况"),
        _promotions(figures),
        paragraph(
            blank("有关文件、活动的概况，推广的主要APP，有无内设部门、直属机构和个人擅自推广")
        ),
    )


def _promotions(figures: Annex3Figures) -> Paragraph:
    since = figures.looks_back_to
    period = f"近三年来（自{since.year}年{since.month}月以来）" if since else "近三年来"
    if figures.promotions == 0:
        return paragraph(f"{period}，没有填报涉及APP推广使用的文件和活动。")
    return paragraph(
        f"{period}，填报涉及APP推广使用的文件、活动",
        figures.promotion_documents,
        "份（次），推广APP记录",
        figures.promotions,
        "条，由",
        figures.promoting_units,
        "个单位印发或组织。",
    )


def _in_use(figures: Annex3Figures) -> tuple[Block, ...]:
    return (
        Heading("三、APP实际使用情况"),
        *_apps(figures),
        paragraph(
            blank(
                "在用APP的主要用途，是否与教学管理行为密切相关、是否纳入入学报到等流程，收费的金额和承担者"
            )
        ),
    )


def _apps(figures: Annex3Figures) -> tuple[Block, ...]:
    if figures.usages == 0:
        return (paragraph("属地学校没有填报在用APP，没有涉及APP收费的学校。"),)
    sentence = paragraph(
        "属地学校安装使用APP共",
        figures.apps_in_use,
        "个，其中有备案号的",
        figures.apps_with_filing_number,
        "个；名录有备案、填报时漏填备案号的",
        figures.apps_number_missing,
        "个，应当补填。涉及APP收费（含变相收费）的学校",
        figures.schools_charging,
        "所。",
    )
    table = verdict_table(figures)
    return (sentence, table) if table else (sentence,)


def _cleaned(figures: Annex3Figures) -> tuple[Block, ...]:
    return (
        Heading("四、APP清理情况"),
        *_to_clean(figures),
        paragraph(blank("已完成清理的APP数量和时间，尚未完成的原因和下一步措施，督查抽查情况")),
    )


def _to_clean(figures: Annex3Figures) -> tuple[Block, ...]:
    if figures.cleanup_items == 0:
        return (paragraph("对照通知要求，没有查出需要清理的APP。"),)
    sentence = paragraph(
        "对照通知要求，需参与APP清理的",
        *cleaning_units(figures),
        "，列入清理的APP共",
        figures.apps_to_clean,
        "个，清理事项",
        figures.cleanup_items,
        "条，已按责任单位列出清理清单，按照“谁部署、谁清理；谁清理、谁负责”的原则清理。",
    )
    return (sentence, *_by_matter(figures))


def _by_matter(figures: Annex3Figures) -> tuple[Paragraph, ...]:
    if not figures.by_matter:
        return ()
    parts: list[str | int] = ["其中："]
    for position, matter in enumerate(figures.by_matter):
        before = "；" if position else ""
        parts += [before, *matter_words(matter), *matter_parts(matter)]
    return (paragraph(*parts, f"。{SEVERAL_MATTERS}"),)


def _by_county(figures: Annex3Figures) -> tuple[Block, ...]:
    table = county_table(figures)
    return (PageBreak(), *table) if table else ()


def _origins(figures: Annex3Figures) -> tuple[Block, ...]:
    return (PageBreak(), origin_table(figures), *remarks_on_counting(figures))
