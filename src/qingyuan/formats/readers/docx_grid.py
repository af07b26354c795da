"""One Word table into a grid: rows, spans and merged blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qingyuan.core.tables.grid import Grid, Merge
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import too_big
from qingyuan.formats.readers.docx_plain import PARAGRAPH, TEXT, W
from qingyuan.formats.readers.sketch import Lines

if TYPE_CHECKING:
    from lxml import etree

    from qingyuan.core.tables.grid import CellValue

ROW: Final = f"{W}tr"
CELL: Final = f"{W}tc"
_VALUE: Final = f"{W}val"
_WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_PARAGRAPH_MARK: Final = "\0"
"""Between the paragraphs of a cell while it is read; XML cannot hold this character."""

Cells = list[tuple["etree._Element", str]]  # noqa: SLF001 - lxml names its element type so
Numbers = dict["etree._Element", int]  # noqa: SLF001


class GridReader:
    """Reads the tables of one document, whose properties are looked up once for all of them."""

    def __init__(self, root: etree._Element, xml: bytes) -> None:
        self._spans = _owners(root, f"{W}gridSpan", least=1) if b"gridSpan" in xml else {}
        self._skipped = _owners(root, f"{W}gridBefore") if b"gridBefore" in xml else {}
        self._merged = _merge_marks(root) if b"vMerge" in xml else {}
        # No cell holds more characters than the document has bytes.
        self._has_long_cells = len(xml) > published.CELL_CHARACTERS

    def grid(self, table: etree._Element, name: str, *, is_nesting: bool) -> Grid:
        """A table; rows and cells may lie inside content controls.

        Args:
            table: `w:tbl`.
            name: The grid's name.
            is_nesting: Other tables lie in its cells, which become lines of theirs.

        Raises:
            Refused: A limit is passed.
        """
        sketch = _Table(name)
        rows = _outer_rows(table) if is_nesting else _rows(table)
        if len(rows) > published.SHEET_ROWS:
            raise too_big(f"第 {name} 个表格的行数太多", "20 万行")
        for row, cells in rows:
            self._take(sketch, row, cells)
        return sketch.grid()

    def _take(self, sketch: _Table, row: etree._Element, cells: Cells) -> None:
        line: list[CellValue] = [None] * self._skipped.get(row, 0)
        if not self._spans and not self._merged:
            line += [text or None for _, text in cells]
        else:
            self._take_merged(sketch, line, cells)
        sketch.add(line, may_be_long=self._has_long_cells)

    def _take_merged(self, sketch: _Table, line: list[CellValue], cells: Cells) -> None:
        for cell, text in cells:
            at, column = len(sketch.rows), len(line)
            width = self._spans.get(cell, 1)
            mark = self._merged.get(cell)
            if mark == "continue" and column in sketch.open_merges:
                sketch.extend(column)
                line.append(None)
            else:
                line.append(text or None)
                sketch.open_merges.pop(column, None)
                if mark is not None:
                    sketch.open_merges[column] = len(sketch.merges)
                if width > 1 or mark is not None:
                    sketch.merges.append(Merge(at, column, at, column + width - 1))
            line += [None] * (width - 1)


class _Table(Lines):
    """A table while it is read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.open_merges: dict[int, int] = {}  # column → the block that began above

    def extend(self, column: int) -> None:
        """Let the merged block that began above reach down to the row being read."""
        index = self.open_merges[column]
        merge = self.merges[index]
        self.merges[index] = Merge(merge.top, column, len(self.rows), merge.right)


def _rows(table: etree._Element) -> list[tuple[etree._Element, Cells]]:
    """Rows with their cells and texts, in one walk over a table without tables in it."""
    rows: list[tuple[etree._Element, list[tuple[etree._Element, list[str]]]]] = []
    cells: list[tuple[etree._Element, list[str]]] = []
    pieces: list[str] = []
    for element in table.iter(ROW, CELL, PARAGRAPH, TEXT):
        tag = element.tag
        if tag == TEXT:
            pieces.append(element.text or "")
        elif tag == PARAGRAPH:
            pieces.append(_PARAGRAPH_MARK)
        elif tag == CELL:
            pieces = []
            cells.append((element, pieces))
        else:
            cells = []
            rows.append((element, cells))
    return [(row, [(cell, _lines("".join(text))) for cell, text in cells]) for row, cells in rows]


def _lines(text: str) -> str:
    if _PARAGRAPH_MARK not in text[1:]:
        return text[1:].strip()
    lines = (line.strip() for line in text.split(_PARAGRAPH_MARK))
    return "\n".join(line for line in lines if line)


def _outer_rows(table: etree._Element) -> list[tuple[etree._Element, Cells]]:
    """The same for a table with small tables in its cells."""
    return [
        (row, [(cell, _cell_text(cell)) for cell in children(row, CELL)])
        for row in children(table, ROW)
    ]


def _cell_text(cell: etree._Element) -> str:
    """Text of a cell, its paragraphs by lines, those of inner tables too."""
    lines = ("".join([t.text or "" for t in p.iter(TEXT)]).strip() for p in cell.iter(PARAGRAPH))
    return "\n".join(line for line in lines if line)


def children(element: etree._Element, tag: str) -> list[etree._Element]:
    """Children of a kind, looking through content controls but not into inner tables."""
    found, waiting = [], list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS:
            waiting += reversed(child)
    return found


def _number(element: etree._Element) -> int:
    written = element.get(_VALUE, "")
    is_number = written.isascii() and written.isdigit() and len(written) < 6
    return min(max(int(written), 0), published.SHEET_COLUMNS) if is_number else 0


def _owners(root: etree._Element, tag: str, *, least: int = 0) -> Numbers:
    """The number in each such property, by the cell or row that it belongs to."""
    found: Numbers = {}
    for mark in root.iter(tag):
        owner = _owner(mark)
        if owner is not None:
            found[owner] = max(least, _number(mark))
    return found


def _merge_marks(root: etree._Element) -> dict[etree._Element, str]:
    found: dict[etree._Element, str] = {}
    for mark in root.iter(f"{W}vMerge"):
        owner = _owner(mark)
        if owner is not None:
            found[owner] = mark.get(_VALUE, "continue")
    return found


def _owner(mark: etree._Element) -> etree._Element | None:
    properties = mark.getparent()
    return None if properties is None else properties.getparent()
