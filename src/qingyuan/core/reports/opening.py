"""What both reports share: who reports, on what grounds, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.blocks import Paragraph, Run, SignatureLine, blank, paragraph
from qingyuan.core.reports.wording import date_words

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures


def reporting_unit(figures: Annex3Figures) -> Run:
    """The unit by its name, or the blank for it."""
    return Run(figures.unit) if figures.unit else blank("填报单位")


def opening_paragraph(figures: Annex3Figures, closing: str) -> Paragraph:
    """根据……要求，……组织开展……；`closing` leads over to the sections."""
    return paragraph(
        f"按照{_document(figures)}要求，",
        reporting_unit(figures),
        f"组织开展了教育类APP（含小程序、公众号）排查整治。截至{date_words(figures.made_on)}，共收到",
        figures.schools,
        "所学校的排查结果，其中零报告学校",
        figures.schools_nil,
        f"所。{closing}",
    )


def signature(figures: Annex3Figures) -> SignatureLine:
    """The unit and the day on which the figures were made."""
    return SignatureLine(unit=reporting_unit(figures), on=figures.made_on)


def _document(figures: Annex3Figures) -> str:
    number = f"（{figures.document_number}）" if figures.document_number else ""
    return f"《{figures.document}》{number}"
