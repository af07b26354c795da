"""Nil returns: where in a form they stand."""

from benchmarks.inbox.forms import Form, Surround
from benchmarks.inbox.grid import Value
from benchmarks.inbox.lines import Line
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.styles import Style
from benchmarks.inbox.tables import add_tail, build_table
from benchmarks.inbox.truth import Record
from benchmarks.inbox.words.nil import NIL_CELLS, NIL_SENTENCES


def nil_record(annex: int, unit: str, key: str) -> Record:
    """The record of a nil return."""
    name = "school" if annex == 2 else "unit"
    return Record(annex, "nil", f"{key}|{annex}|nil", {name: unit}, mess={"nil"})


def nil_cells(mess: Mess, style: Style, unit: str) -> dict[str, Value]:
    """A row of the table that says: none."""
    word = mess.pick(NIL_CELLS) if mess.on("nil_wording") else "无"
    asked = [k for k in style.keys if k not in ("no", "school", "unit") and "extra" not in k]
    filled = mess.pick((["app"], ["app"], asked, ["app", "number"], [asked[0]]))
    cells: dict[str, Value] = dict.fromkeys(filled, word)
    return cells | {"school": unit, "unit": unit}


def nil_line(source: Mess, style: Style, unit: str, key: str) -> Line:
    """A nil row with its record."""
    mess = source.fork()
    record = nil_record(style.annex, unit, key)
    line = Line(nil_cells(mess, style, unit), [record])
    record.mess |= mess.seen
    return line


def nil_form(mess: Mess, style: Style, unit: str, key: str) -> Form:
    """A form whose only content is a nil return."""
    if not mess.on("nil_beside"):
        table = build_table(mess, style, [nil_line(mess, style, unit, key)], "each")
        add_tail(mess, table)
        return Form(style.annex, table)
    sentence = mess.pick(NIL_SENTENCES[style.annex])
    record = nil_record(style.annex, unit, key)
    record.mess.add("nil_beside")
    place = mess.pick(("row", "row", "below", "above"))
    if place == "row":
        return _sentence_row(mess, style, sentence, record)
    table = build_table(mess, style, [], "each")
    add_tail(mess, table)
    form = Form(style.annex, table)
    where = form.after if place == "below" else form.before
    where.append(Surround([sentence], merged=mess.chance(0.7), record=record))
    return form


def _sentence_row(mess: Mess, style: Style, sentence: str, record: Record) -> Form:
    first = style.keys[0]
    table = build_table(mess, style, [], "each")
    row = table.add({first: sentence})
    table.marks.append((row, Line({}, [record])))
    table.merges.append((row, 0, row, len(style.columns) - 1))
    if mess.chance(0.5):
        add_tail(mess, table)
    return Form(style.annex, table)
