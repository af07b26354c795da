from __future__ import annotations

import pytest
from tests.formats.readers import files

from qingyuan.core.tables.grid import Grid
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.read import read

VALUE = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
MERGE = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'


def bordered(rows: int) -> str:
    """Rows of which every cell has a border and none a value, some 120 bytes each."""
    return "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/><c r="C{n}" s="1"/>'
        f'<c r="D{n}" s="1"/></row>'
        for n in range(3, rows)
    )


def test_a_long_bordered_tail_costs_no_memory_and_loses_nothing() -> None:
    part = files.sheet(VALUE.format(1) + VALUE.format(2) + bordered(400_000), after=MERGE)
    (block,) = read(files.xlsx(part), "x.xlsx").blocks
    assert isinstance(block, Grid)
    assert block.rows == ((1,), (1,))


def test_a_sheet_of_borders_alone_is_empty() -> None:
    (block,) = read(files.xlsx(files.sheet(bordered(400_000))), "x.xlsx").blocks
    assert isinstance(block, Grid)
    assert block.rows == ()


def test_a_value_after_a_long_empty_stretch_is_never_lost_in_silence() -> None:
    part = files.sheet(VALUE.format(1) + bordered(400_000) + VALUE.format(400_001))
    with pytest.raises(Refused):
        read(files.xlsx(part), "x.xlsx")
    near = files.sheet(VALUE.format(1) + bordered(150_000) + VALUE.format(150_001))
    (block,) = read(files.xlsx(near), "x.xlsx").blocks
    assert isinstance(block, Grid)
    assert len(block.rows) == 150_001
