"""Forms into files: sheets of a workbook, or the paragraphs and tables of a Word document."""

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.inbox.forms import Form, Surround, place
from benchmarks.inbox.grid import Grid, Value
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.truth import Artifact
from benchmarks.inbox.words.headers import TITLES
from benchmarks.inbox.words.texts import CODE_LISTS, INSTRUCTIONS, NARRATIVE_AFTER, NARRATIVE_BEFORE
from benchmarks.inbox.writers import ods, text, xls, xlsx
from benchmarks.inbox.writers.docx import DocxWriter

FORMATS = (
    ("xlsx", 52.0), ("xls", 14.0), ("docx", 18.0), ("csv", 4.0), ("et", 4.0), ("xlsm", 2.5),
    ("ods", 3.0),
)  # fmt: skip
SPEED_FORMATS = (("xlsx", 75.0), ("docx", 12.0), ("xls", 8.0), ("csv", 5.0))


@dataclass(slots=True)
class Sent:
    """Forms that go out in one file; `sheets` names their sheets where the name matters."""

    forms: list[Form]
    mess: Mess
    sheets: list[str] | None = None


def _sheet_names(mess: Mess, sent: Sent) -> list[str]:
    if sent.sheets:
        return sent.sheets
    annexes = [form.annex for form in sent.forms]
    options = [
        [f"Sheet{i}" for i in range(1, len(annexes) + 1)],
        [f"附件{a}" for a in annexes],
        [f"附件 {a}" for a in annexes],
        [mess.pick(TITLES[a]).replace(" ", "").replace("：", "")[:28] for a in annexes],
    ]
    names = mess.pick(options)
    return names if len(set(names)) == len(names) else options[0]


def _origin(mess: Mess) -> tuple[int, int]:
    row = mess.rng.choice((1, 2, 4)) if mess.on("leading_blank_rows") else 0
    return (4, 2) if mess.on("offset_table") else (row, 0)


def sheets(sent: Sent, *, one_sheet: bool) -> list[Grid]:
    """The sheets of a workbook with these forms."""
    mess = sent.mess
    names = _sheet_names(mess, sent)
    row, column = _origin(mess)
    if len(sent.forms) == 2 and not sent.sheets and mess.on("side_by_side"):
        return [_beside(Grid("Sheet1"), sent.forms, row, column)]
    if len(sent.forms) == 2 and (one_sheet or (not sent.sheets and mess.on("stacked_tables"))):
        grid = Grid("Sheet1")
        for form in sent.forms:
            row = place(grid, form, row, column) + mess.rng.choice((0, 1, 2, 3))
        return [grid]
    grids = []
    for form, name in zip(sent.forms, names, strict=True):
        grid = Grid(name)
        place(grid, form, row, column)
        grids.append(grid)
    return [grids[0]] if one_sheet else _with_others(mess, grids)


def _beside(grid: Grid, forms: list[Form], row: int, column: int) -> Grid:
    for form in forms:
        place(grid, form, row, column)
        column += len(form.table.style.columns) + 1
    return grid


def _with_others(mess: Mess, grids: list[Grid]) -> list[Grid]:
    """The sheets with the empty, hidden, explaining ones that come along."""
    taken = {grid.name for grid in grids}
    if mess.on("instruction_sheet"):
        grids.insert(
            mess.pick((0, len(grids))), _listing("填表说明", [(line,) for line in INSTRUCTIONS])
        )
    if mess.on("code_sheet"):
        grids.append(_listing("代码", CODE_LISTS))
    if mess.on("hidden_sheet"):
        old = Grid("旧表", dict(grids[0].cells), list(grids[0].merges), hidden=True)
        grids.append(old)
    if mess.on("empty_sheets"):
        grids += [Grid(name) for name in ("Sheet2", "Sheet3") if name not in taken]
    if mess.on("far_junk"):
        grids[0].put(grids[0].height() + 400, 30, " ")
    grids[0].far_blanks = not grids[0].hidden and mess.on("far_blanks")
    return grids


def _listing(name: str, rows: list[tuple[str, ...]] | tuple[tuple[str, ...], ...]) -> Grid:
    grid = Grid(name)
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            grid.put(row, column, value)
    return grid


def _workbook(sent: Sent, form: str) -> bytes:
    grids, mess = sheets(sent, one_sheet=False), sent.mess
    stamp = mess.rng.randrange(10**9)
    if form in ("xls", "et"):
        return xls.write_xls(grids, stamp=stamp)
    if form == "ods":
        return ods.write_ods(grids, stamp=stamp)
    flat = all(merge[0] == merge[2] for grid in grids for merge in grid.merges)
    inline = flat and not any(g.far_blanks for g in grids) and mess.on("inline_strings")
    data = xlsx.write_xlsx(grids, inline=inline, stamp=stamp)
    if form == "xlsm":
        return xlsx.as_xlsm(data)
    return xlsx.as_strict(data) if form == "strict" else data


def _show_serials(forms: list[Form]) -> None:
    """Outside a workbook a date is text: nobody writes the serial number."""
    for form in forms:
        keys = form.table.style.keys
        if "until" in keys:
            column = keys.index("until")
            for cells in form.table.rows:
                value = cells[column]
                if isinstance(value, int):
                    cells[column] = date(1899, 12, 30) + timedelta(days=value)


def _page(sent: Sent, form: str) -> bytes:
    """The formats that hold one sheet only."""
    _show_serials(sent.forms)
    (grid,) = sheets(sent, one_sheet=True)
    for record in (r for f in sent.forms for r in f.records()):
        record.table = "*"
        if form == "csv":
            record.skip |= record.merged
    mess = sent.mess
    if form == "html":
        return text.write_html(grid, mess.pick(("utf-8", "gb2312", "gbk")))
    return text.write_csv(grid, mess.weighted(text.CSV_ENCODINGS))


def _document(sent: Sent) -> bytes:
    mess = sent.mess
    _show_serials(sent.forms)
    body: list[str | Grid] = []
    narrative = mess.on("docx_narrative")
    if narrative:
        body += list(mess.rng.sample(NARRATIVE_BEFORE, mess.rng.randint(1, 5)))
    if mess.on("docx_unit_table"):
        body.append(_listing("", [("学校类型", "公办", "填报时间", "2023年7月")]))
    for form in sent.forms:
        _document_form(mess, form, body)
    if narrative:
        body += list(mess.rng.sample(NARRATIVE_AFTER, mess.rng.randint(1, 4)))
    tracked, controls = mess.on("docx_tracked"), mess.on("docx_controls")
    writer = DocxWriter(str(mess.rng.random()), tracked=tracked, controls=controls)
    return writer.write(body)


def _document_form(mess: Mess, form: Form, body: list[str | Grid]) -> None:
    if mess.on("docx_title_in_table"):
        outside: list[Surround] = []
        for line in form.before:
            line.merged = True
            line.cells = [line.text()]
    else:
        outside, form.before = form.before, []
    below, form.after = form.after, []
    body += [line.text() for line in outside]
    number = 1 + sum(isinstance(part, Grid) for part in body)
    grid = Grid(str(number))
    place(grid, form, 0, 0)
    form.before, form.after = outside or form.before, below
    body += _split(mess, form, grid)
    body += [line.text() for line in below]
    for line in (*outside, *below):
        if line.record:
            line.record.row, line.record.table = None, "*"


def _split(mess: Mess, form: Form, grid: Grid) -> list[str | Grid]:
    """The table whole, or continued in a second one without a header."""
    cuts = sorted({line.records[0].row or 0 for _, line in form.table.marks})[2:]
    free = [cut - 1 for cut in cuts if not any(m[0] < cut - 1 <= m[2] for m in grid.merges)]
    shared = any(line.cells.get("school") is None for _, line in form.table.marks)
    if not free or shared or not mess.on("docx_headless"):
        return [grid]
    cut = mess.pick(free)
    second = Grid(str(int(grid.name) + 1))
    first = Grid(grid.name)
    for (row, column), value in grid.cells.items():
        (second if row >= cut else first).put(row - cut if row >= cut else row, column, value)
    first.merges = [m for m in grid.merges if m[2] < cut]
    second.merges = [(m[0] - cut, m[1], m[2] - cut, m[3]) for m in grid.merges if m[0] >= cut]
    for _, line in form.table.marks:
        for record in line.records:
            if record.row is not None and record.row > cut:
                record.row, record.table = record.row - cut, second.name
                record.mess.add("docx_headless")
    return [first, mess.pick(("", "续表")), second]


def write_sent(sent: Sent, path: str, form: str) -> Artifact:
    """The file: `path` without its ending, `form` one of the formats, strict or html."""
    odd = {"strict": "strict_ooxml", "html": "html_as_xls"}
    if form in odd:
        sent.mess.note(odd[form])
    if form == "docx":
        data = _document(sent)
    elif form in ("csv", "html"):
        data = _page(sent, form)
    else:
        data = _workbook(sent, form)
    ending = {"strict": "xlsx", "html": "xls"}.get(form, form)
    outcomes = ("read", "unreadable") if form in ("strict", "html") else ("read",)
    records = [record for f in sent.forms for record in f.records()]
    if not records:
        outcomes = (*outcomes, "not_a_form")
    tables = None if form == "docx" and len(sent.forms) == 1 else len(sent.forms)
    return Artifact(f"{path}.{ending}", data, form, outcomes, tables, records, set(sent.mess.seen))


def paragraphs(body: list[str], seed: str) -> bytes:
    """A Word document of paragraphs only."""
    parts: list[str | Grid] = [*body]
    return DocxWriter(seed).write(parts)


def roster(rows: list[list[Value]]) -> bytes:
    """A workbook that is no form."""
    grid = Grid("名单")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            grid.put(row, column, value)
    return xlsx.write_xlsx([grid])
