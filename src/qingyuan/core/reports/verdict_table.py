"""核验结论 of the usages, as a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.blocks import TableBlock
from qingyuan.core.reports.wording import verdict_words

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures


def verdict_table(figures: Annex3Figures) -> TableBlock | None:
    """The table, without the verdicts that nobody has; None where there is nothing to show."""
    counts = [verdict for verdict in figures.by_verdict if verdict.count]
    if not counts:
        return None
    return TableBlock(
        caption="在用APP备案核验结论",
        header=("核验结论", "记录（条）"),
        rows=tuple((verdict_words(item.verdict), str(item.count)) for item in counts),
        widths=(70, 30),
        numeric=frozenset({1}),
    )
