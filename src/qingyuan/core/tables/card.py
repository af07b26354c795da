"""A form of one app laid out as a card: a label and its value side by side, row after row.

    APP 名称 | 晨星作业        | 备案号   | 教APP备1100000号
    主要功能 | 家校沟通        | 是否收费 | 否

Such a card is read as a table of one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qingyuan.core.tables.fields import Field
from qingyuan.core.tables.grid import CellValue, Grid
from qingyuan.core.tables.headers import title_field

_FEWEST_LABELS = 4


def card_as_table(grid: Grid, texts: Sequence[Sequence[str]]) -> tuple[Grid, int] | None:
    """The card as a grid of a header and one row, and the row (0-based) of its app's name.

    None where the grid is no card: fewer than four labels, or none for the app's name.
    """
    pairs: dict[str, tuple[CellValue, int]] = {}
    fields: set[Field] = set()
    app_row = -1
    label_columns = _label_columns(texts)
    for row, cells in enumerate(texts):
        filled = [index for index, text in enumerate(cells) if text]
        labels = [index for index in filled if index in label_columns and _is_label(cells[index])]
        for label in labels:
            after = next((index for index in filled if index > label), None)
            if after is None or after in labels:
                continue
            title = title_field(cells[label].strip(":："))
            if title is None or cells[label] in pairs:
                continue
            pairs[cells[label]] = (grid.rows[row][after], row)
            fields.add(title.field)
            app_row = row if title.field is Field.APP_NAME else app_row
    if Field.APP_NAME not in fields or len(fields - {Field.OTHER, Field.SERIAL}) < _FEWEST_LABELS:
        return None
    values = tuple(value for value, _ in pairs.values())
    return replace(grid, rows=(tuple(pairs), values), merges=()), app_row


def _label_columns(texts: Sequence[Sequence[str]]) -> frozenset[int]:
    """Columns that hold labels: an answer such as 免费 or 强制使用 is worded like one.

    Labels and answers take turns, so no two neighbouring columns hold labels.
    """
    found: set[int] = set()
    previous = -1
    for index, column in enumerate(zip(*texts, strict=False)):
        filled = [text for text in column if text]
        if not filled:
            continue
        labels = sum(map(_is_label, filled))
        if 2 * labels >= len(filled) and previous not in found:
            found.add(index)
        previous = index
    return frozenset(found)


def _is_label(text: str) -> bool:
    title = title_field(text.strip(":："))
    return title is not None and title.rank < 2
