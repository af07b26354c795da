"""A filled-in annex: the table with what stands above and below it."""

from dataclasses import dataclass, field

from benchmarks.inbox.grid import Grid, Value
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.places import person, phone
from benchmarks.inbox.tables import Table
from benchmarks.inbox.truth import Record
from benchmarks.inbox.words.headers import TITLES, UNIT_LABELS
from benchmarks.inbox.words.nil import NOT_NIL_NOTES
from benchmarks.inbox.words.texts import NOTES


@dataclass(slots=True)
class Surround:
    """A line beside a table: one text over the whole width, or cells side by side."""

    cells: list[Value]
    merged: bool = False
    record: Record | None = None

    def text(self) -> str:
        """The line as a paragraph."""
        return "    ".join(str(cell) for cell in self.cells if cell is not None)


@dataclass(slots=True)
class Form:
    """One annex as filled in."""

    annex: int
    table: Table
    before: list[Surround] = field(default_factory=list)
    after: list[Surround] = field(default_factory=list)

    def records(self) -> list[Record]:
        """Every record to be read from this form."""
        rows = [record for _, line in self.table.marks for record in line.records]
        beside = [s.record for s in (*self.before, *self.after) if s.record]
        return rows + beside


def _title(mess: Mess, annex: int, unit: str, *, in_title: bool) -> list[Surround]:
    title = mess.pick(TITLES[annex])
    if in_title:
        return [Surround([f"{unit}{title}"], merged=True)]
    lines = []
    if mess.chance(0.6):
        label = mess.pick((f"附件{annex}", f"附件 {annex}", f"附件{annex}：", f"附件{annex}:"))
        lines.append(Surround([label]))
    if lines and mess.chance(0.1):
        return [Surround([f"附件{annex}：{title}"], merged=True)]
    return [*lines, Surround([title], merged=True)]


def _unit_line(mess: Mess, unit: str) -> Surround:
    label = mess.pick(UNIT_LABELS)
    colon = mess.pick(("：", "：", ":", "： "))
    if mess.on("unit_next_cell"):
        return Surround([f"{label}{colon if mess.chance(0.7) else ''}", unit])
    if mess.on("unit_with_date"):
        tail = mess.pick((
            "填报日期：2023年7月10日", "填报时间：2023.7.12", f"填表人：{person(mess.rng)}",
            f"联系电话：{phone(mess.rng)}", "2023年7月10日",
            f"联系人：{person(mess.rng)}  联系电话：{phone(mess.rng)}",
        ))  # fmt: skip
        if mess.chance(0.5):
            return Surround([f"{label}{colon}{unit}", None, None, tail])
        return Surround([f"{label}{colon}{unit}{' ' * mess.rng.randint(4, 30)}{tail}"], merged=True)
    stamp = mess.pick(("", "", "", "（盖章）", "(公章)")) if "章" not in label else ""
    return Surround([f"{label}{colon}{unit}{stamp}"], merged=mess.chance(0.5))


def add_surroundings(mess: Mess, form: Form, unit: str, *, tell: str) -> None:
    """Title, unit line, notes, signatures. `tell` is must, may or never tell the unit inside."""
    above, form.before = form.before, []
    in_title = tell == "may" and mess.on("unit_in_title")
    if in_title or not mess.on("title_missing"):
        form.before += _title(mess, form.annex, unit, in_title=in_title)
    silent = tell == "never" or in_title or (tell == "may" and mess.on("unit_missing"))
    if silent and tell != "never":
        mess.note("unit_missing")
    if not silent:
        where = form.after if mess.on("unit_below") else form.before
        where.append(_unit_line(mess, unit))
    form.before += above
    if mess.on("notes"):
        form.after.insert(0, Surround([mess.pick(NOTES[form.annex])], merged=mess.chance(0.7)))
    if form.table.marks and mess.on("not_nil_note"):
        form.after.append(Surround([mess.pick(NOT_NIL_NOTES)], merged=True))
    if mess.on("signature"):
        form.after += _signature(mess)


def _signature(mess: Mess) -> list[Surround]:
    rng = mess.rng
    one = f"填表人：{person(rng)}"
    two = f"负责人（签字）：{person(rng)}"
    three = f"联系电话：{phone(rng)}"
    return mess.pick((
        [Surround([one, None, two, None, three])],
        [Surround([f"{one}      {two}      {three}"], merged=True)],
        [Surround([f"校长签字：{person(rng)}"]), Surround(["2023年7月18日"])],
        [
            Surround([None, None, None, "（盖章）"]),
            Surround([None, None, None, "2023 年 7 月 15 日"]),
        ],
    ))  # fmt: skip


def place(grid: Grid, form: Form, row: int, column: int) -> int:
    """Put a form on a grid with its top left corner at a cell; returns the first free row."""
    width = len(form.table.style.columns)
    row = _place_lines(grid, form.before, row, column, width)
    top = row
    for offset, cells in enumerate(form.table.rows):
        for index, value in enumerate(cells):
            grid.put(top + offset, column + index, value)
    for r1, c1, r2, c2 in form.table.merges:
        grid.merge((top + r1, column + c1), (top + r2, column + c2))
    for offset, line in form.table.marks:
        for record in line.records:
            record.row, record.table = top + offset + 1, grid.name
    return _place_lines(grid, form.after, top + len(form.table.rows), column, width)


def _place_lines(grid: Grid, lines: list[Surround], row: int, column: int, width: int) -> int:
    for line in lines:
        for index, value in enumerate(line.cells):
            grid.put(row, column + index, value)
        if line.merged:
            grid.merge((row, column), (row, column + width - 1))
        if line.record:
            line.record.row, line.record.table = row + 1, grid.name
        row += 1
    return row
