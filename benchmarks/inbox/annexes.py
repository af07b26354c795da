"""From a unit's report to filled-in forms."""

from copy import deepcopy
from dataclasses import dataclass

from benchmarks.inbox.forms import Form, add_surroundings
from benchmarks.inbox.lines import Line, Usage, document_lines, usage_line
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.nil import nil_form, nil_line
from benchmarks.inbox.reports import Report
from benchmarks.inbox.styles import Style, make_style
from benchmarks.inbox.tables import add_tail, build_table
from benchmarks.inbox.truth import Record


@dataclass(frozen=True, slots=True)
class Unit:
    """Who fills in: a key, the full name, the school code."""

    key: str
    name: str
    code: str


def usage_lines(mess: Mess, style: Style, unit: Unit, usages: list[Usage]) -> list[Line]:
    """Annex 2 rows of one school, with repeated and nameless rows thrown in."""
    lines: list[Line] = []
    text, kind = _school_text(mess, unit)
    for number, usage in enumerate(usages):
        line = usage_line(mess, usage, style, unit.name, f"{unit.key}|2")
        line.cells["school"] = text
        for record in line.records:
            record.mess |= kind if "school" in style.keys else set()
            if "school_short" in kind:
                record.fields["school"] = text if "school" in style.keys else unit.name
                record.also["school"] = [unit.name]
        lines.append(line)
        if len(line.records) == 1 and mess.fork().on("listed_twice"):
            lines.append(_again(line))
        if number and mess.fork().on("row_without_name"):
            lines.append(_nameless(mess, line, f"{unit.key}|2|nameless{number}"))
    return lines


def _again(line: Line) -> Line:
    copy = deepcopy(line)
    for record in (*line.records, *copy.records):
        record.mess.add("listed_twice")
    return copy


def _nameless(mess: Mess, line: Line, fact: str) -> Line:
    cells = dict(line.cells) | {"app": None, "number": mess.pick(("", "", "无"))}
    return Line(cells, [Record(2, "rejected", fact, mess={"row_without_name"})])


def _school_text(source: Mess, unit: Unit) -> tuple[str, set[str]]:
    mess = source.fork()
    county = unit.name.find("县") if "县" in unit.name[:6] else unit.name.find("区")
    if mess.on("school_stamped"):
        return unit.name + mess.pick(("（盖章）", "（公章）", "(章)", "(盖章)")), mess.seen
    if mess.on("school_code_prefix"):
        return mess.pick(
            (f"{unit.code}{unit.name}", f"{unit.code} {unit.name}", f"{unit.code}-{unit.name}")
        ), mess.seen
    if 0 < county < 6 and mess.on("school_short"):
        return unit.name[county + 1 :], mess.seen
    return unit.name, mess.seen


def _number_groups(lines: list[Line], groups: list[int]) -> None:
    for line, group in zip(lines, groups, strict=True):
        line.group = group


def _school_mode(mess: Mess) -> str:
    if mess.on("school_merged"):
        return "merged"
    return "blank_below" if mess.on("school_blank_below") else "each"


def usage_form(
    mess: Mess, unit: Unit, usages: list[Usage], tell: str, style: Style | None = None
) -> Form:
    """Annex 2 of one school."""
    drop = tell != "never" and mess.on("school_column_missing")
    style = style or make_style(mess, 2, drop_school=drop)
    if not usages:
        form = nil_form(mess, style, unit.name, unit.key)
        told = "must" if tell == "may" and not form.table.marks else tell
        add_surroundings(mess, form, unit.name, tell=told)
        return form
    lines = usage_lines(mess, style, unit, usages)
    mode = _school_mode(mess) if "school" in style.keys else "each"
    _number_groups(lines, [0 if mode != "each" else i for i in range(len(lines))])
    table = build_table(mess, style, lines, mode)
    add_tail(mess, table)
    form = Form(2, table)
    add_surroundings(mess, form, unit.name, tell=tell)
    return form


def document_form(
    mess: Mess, unit: Unit, report: Report, tell: str, style: Style | None = None
) -> Form:
    """Annex 1 of one unit."""
    style = style or make_style(mess, 1, unit_column=mess.share["unit_column"] > mess.rng.random())
    if not report.documents:
        form = nil_form(mess, style, unit.name, unit.key)
        add_surroundings(mess, form, unit.name, tell=tell)
        return form
    lines = promotion_lines(mess, style, unit, report)
    mode = (
        "merged"
        if mess.on("document_merged")
        else ("ditto" if mess.on("document_ditto") else "each")
    )
    table = build_table(mess, style, lines, mode)
    add_tail(mess, table)
    form = Form(1, table)
    add_surroundings(mess, form, unit.name, tell=tell)
    return form


def promotion_lines(mess: Mess, style: Style, unit: Unit, report: Report) -> list[Line]:
    """Annex 1 rows of one unit, grouped by document."""
    lines: list[Line] = []
    for group, document in enumerate(report.documents):
        fresh = document_lines(mess, document, style, unit.name, f"{unit.key}|1")
        for line in fresh:
            line.group = group
            line.cells["unit"] = unit.name
        lines += fresh
    return lines


def blank_form(mess: Mess, unit: Unit, annex: int, tell: str) -> Form:
    """An untouched template."""
    style = make_style(mess, annex)
    table = build_table(mess, style, [], "each")
    add_tail(mess, table)
    form = Form(annex, table)
    add_surroundings(mess, form, unit.name, tell=tell)
    return form


def summary_lines(mess: Mess, style: Style, units: list[tuple[Unit, Report]]) -> list[Line]:
    """Annex 2 rows of many schools, grouped by school."""
    lines: list[Line] = []
    for group, (unit, report) in enumerate(units):
        own = [
            usage_line(mess, usage, style, unit.name, f"{unit.key}|2") for usage in report.usages
        ] or [nil_line(mess, style, unit.name, unit.key)]
        for line in own:
            line.group = group
            line.cells["school"] = unit.name
        lines += own
    return lines


def summary_form(mess: Mess, county: Unit, units: list[tuple[Unit, Report]]) -> Form:
    """The county's Annex 2: all schools in one table."""
    style = make_style(mess, 2)
    mode = mess.pick(("each", "merged", "blank_below"))
    mess.note("county_summary")
    table = build_table(mess, style, summary_lines(mess, style, units), mode)
    add_tail(mess, table)
    form = Form(2, table)
    add_surroundings(mess, form, county.name, tell="must")
    return form


def summary_documents(mess: Mess, county: Unit, units: list[tuple[Unit, Report]]) -> Form:
    """The county's Annex 1: documents of all schools, with a column for the unit."""
    style = make_style(mess, 1, unit_column=True)
    lines: list[Line] = []
    for index, (unit, report) in enumerate(units):
        for line in promotion_lines(mess, style, unit, report):
            line.group += index * 1000
            lines.append(line)
    table = build_table(mess, style, lines, "each")
    form = Form(1, table)
    add_surroundings(mess, form, county.name, tell="must")
    return form
