"""工作部署情况报告 (四.3, due on 20 June): what was done, who is reached, who is in charge."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from qingyuan.core.reports import deployment_sections as sections
from qingyuan.core.reports.blocks import (
    Addressee,
    Block,
    PageBreak,
    Paper,
    Run,
    SignatureLine,
    paragraph,
    remark,
)
from qingyuan.core.reports.deployment_tables import unit_table
from qingyuan.core.reports.deployment_wording import named_document, title_words
from qingyuan.core.reports.wording import date_words

if TYPE_CHECKING:
    from qingyuan.core.reports.deployment_figures import DeploymentFigures

DEPLOYMENT_FILE: Final = "工作部署情况报告.docx"
_REMARKS: Final = (
    "1. “签收”由单位负责人完成；“已传达”指教职员工本人确认，或列入会议签到名单。",
    "2. 传达率四舍五入，只有全部传达到才写100.0%。",
    "3. 加粗的数字由登记汇总；黄色底纹【请填写】处由填报单位填写。",
)


def deployment_paper(figures: DeploymentFigures) -> Paper:
    """Lay out the report; `deployment_gaps` says beforehand what it will lack.

    After the signature stands the table by unit, where there are units below.
    """
    blocks = chain(
        _opening(figures),
        sections.deployed(figures),
        sections.reached(figures),
        sections.task_force(figures),
        sections.complaints(figures),
        sections.next_steps(),
        (SignatureLine(unit=Run(figures.unit), on=figures.made_on),),
        _by_unit(figures),
    )
    return Paper(title=title_words(figures), blocks=tuple(blocks), made_on=figures.made_on)


def _opening(figures: DeploymentFigures) -> tuple[Block, ...]:
    document = named_document(figures.document, figures.document_number)
    return (
        Addressee(Run(figures.superior)),
        paragraph(
            f"按照{document}要求，现将截至{date_words(figures.made_on)}的工作部署情况、"
            "专班组成人员及联系方式报告如下："
        ),
    )


def _by_unit(figures: DeploymentFigures) -> tuple[Block, ...]:
    table = unit_table(figures)
    return (PageBreak(), table, *map(remark, _REMARKS)) if table else ()
