"""The rows of one annex table, from header to total, with the place of every source row."""

from dataclasses import dataclass, field
from itertools import groupby, pairwise

from benchmarks.inbox.extras import extra_value
from benchmarks.inbox.grid import Formula, Merge, Value
from benchmarks.inbox.lines import FIELD_OF, Line
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.styles import Style
from benchmarks.inbox.words.answers import DITTO
from benchmarks.inbox.words.texts import EXAMPLE_MARKS, TOTALS

DOCUMENT_COLUMNS = ("document", "docno", "department", "purpose", "until")


@dataclass(slots=True)
class Table:
    """Rows and merges from (0, 0); `marks` says which row holds which line."""

    style: Style
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    marks: list[tuple[int, Line]] = field(default_factory=list)
    header_height: int = 1

    def add(self, cells: dict[str, Value]) -> int:
        """Append a row by column key; returns its index."""
        self.rows.append([cells.get(key) for key in self.style.keys])
        return len(self.rows) - 1

    def add_header(self) -> None:
        """Append the header, one row or two."""
        columns = self.style.columns
        if not self.style.two_row:
            self.rows.append([column.header for column in columns])
            return
        top = len(self.rows)
        self.header_height = 2
        self.rows.append([c.group or c.header for c in columns])
        self.rows.append([c.header if c.group else None for c in columns])
        self.merges += self._header_merges(top)

    def _header_merges(self, top: int) -> list[Merge]:
        columns, merges = self.style.columns, list[Merge]()
        for _, run in groupby(range(len(columns)), key=lambda i: columns[i].group or i):
            first, *others = run
            if columns[first].group is None:
                merges.append((top, first, top + 1, first))
            elif others:
                merges.append((top, first, top, others[-1]))
                for index in others:
                    self.rows[top][index] = None
        return merges


def build_table(mess: Mess, style: Style, lines: list[Line], school_mode: str) -> Table:
    """A table of the given lines; `school_mode` is each, merged or blank_below."""
    table = Table(style)
    table.add_header()
    if mess.on("example_row"):
        _add_example(mess, table)
    formulas, first = mess.on("formulas"), len(table.rows)
    runs = _runs(lines)
    repeat_at = len(runs) // 2 if len(runs) > 2 and mess.on("repeated_header") else -1
    _share_cells(mess, style, runs, school_mode)
    number = 0
    for index, run in enumerate(runs):
        if index == repeat_at:
            table.add_header()
        for line in run:
            number += 1
            no: Value = Formula(f"ROW()-{first}", float(number)) if formulas else number
            extras = {f"extra+{key}": extra_value(mess, key, line) for key in style.extras}
            table.marks.append((table.add({"no": no, **extras, **line.cells}), line))
        _merge_run(table, run, school_mode)
    return table


def _runs(lines: list[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = []
    for line in lines:
        if runs and runs[-1][0].group == line.group:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _share_cells(mess: Mess, style: Style, runs: list[list[Line]], school_mode: str) -> None:
    for run in runs:
        for line in run[1:]:
            if style.annex == 2 and school_mode != "each":
                line.cells["school"] = None
            if style.annex == 1 and school_mode == "merged":
                line.cells.update(dict.fromkeys(DOCUMENT_COLUMNS))
                _note(line, "document_merged", frozenset(FIELD_OF[c] for c in DOCUMENT_COLUMNS))
            if style.annex == 1 and school_mode == "ditto":
                shown = [c for c in DOCUMENT_COLUMNS if line.cells.get(c) not in (None, "")]
                line.cells.update(dict.fromkeys(shown, mess.pick(DITTO)))
                _note(line, "document_ditto", frozenset())
    if style.annex == 2:
        _ditto(mess, [line for run in runs for line in run])


def _note(line: Line, kind: str, merged: frozenset[str]) -> None:
    for record in line.records:
        record.mess.add(kind)
        record.merged = merged


def _ditto(mess: Mess, lines: list[Line]) -> None:
    """同上 where the row above says the same."""
    for above, line in pairwise(lines):
        for column in ("requirement", "decision", "charges", "function"):
            name = FIELD_OF[column]
            if _alike(above, line, name) and line.cells.get(column) and mess.fork().on("ditto"):
                line.cells[column] = mess.pick(DITTO)
                _note(line, "ditto", frozenset())


def _alike(above: Line, line: Line, name: str) -> bool:
    if not above.records or not line.records:
        return False
    one, two = above.records[0], line.records[0]
    scored = name not in one.skip | two.skip
    accepted = one.status == two.status == "accepted"
    return scored and accepted and one.fields.get(name) == two.fields.get(name) is not None


def _merge_run(table: Table, run: list[Line], school_mode: str) -> None:
    if school_mode != "merged" or len(run) < 2:
        return
    last = len(table.rows) - 1
    first = last - len(run) + 1
    keys = ("school",) if table.style.annex == 2 else DOCUMENT_COLUMNS
    for key in keys:
        if key in table.style.keys:
            column = table.style.keys.index(key)
            table.merges.append((first, column, last, column))


def _add_example(mess: Mess, table: Table) -> None:
    mark = mess.pick(EXAMPLE_MARKS)
    sample: dict[str, Value] = {
        "no": mark, "school": "××小学", "app": "××课堂", "number": "教APP备0000000号",
        "function": "作业布置", "requirement": "推荐使用", "decision": "是", "charges": "否",
        "document": "关于××活动的通知", "docno": "×教〔2023〕1号", "department": "教务处",
        "purpose": "××", "until": "2023年12月31日",
    }  # fmt: skip
    keys = table.style.keys
    if "no" not in keys or mess.chance(0.3):
        sample["no"] = None
        sample[keys[0] if keys[0] != "no" else keys[1]] = f"{mess.pick(('例：', '示例：'))}××"
    table.add(sample)


def add_tail(mess: Mess, table: Table) -> None:
    """Numbered blank rows, blank rows and a total below the lines."""
    number = len(table.marks)
    if mess.on("blank_rows"):
        for _ in range(mess.rng.choice((1, 2, 3, 8, 15))):
            number += 1
            table.add({"no": number if mess.chance(0.8) else None})
    if table.marks and mess.on("total_row"):
        keys = table.style.keys
        row = table.add({})
        table.rows[row][0] = mess.pick(TOTALS)
        if "app" in keys and keys.index("app"):
            table.rows[row][keys.index("app")] = mess.pick(
                (len(table.marks), f"{len(table.marks)}个", None)
            )
