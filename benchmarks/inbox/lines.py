"""Source rows: what stands in the cells of a row, and the records to be read from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.inbox.claims import Claim
from benchmarks.inbox.grid import Value
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.styles import Style
from benchmarks.inbox.truth import Record
from benchmarks.inbox.words import answers
from benchmarks.inbox.words.answers import Choice


@dataclass(slots=True)
class Line:
    """One source row. `cells` by physical column key; `group` joins rows that share cells."""

    cells: dict[str, Value]
    records: list[Record]
    group: int = 0
    extras: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True)
class Usage:
    """An app (or several in one cell) in use at a school."""

    claims: list[Claim]
    function: str
    requirement: Choice
    decision: Choice
    charges: Choice


@dataclass(slots=True)
class Document:
    """A document or activity of Annex 1; `until` as written and as read."""

    name: str
    number_text: str
    number: str | None
    department: str
    purpose: str
    until_text: Value
    until: str | None
    skip: set[str]
    mess: set[str]
    apps: list[list[Claim]]


FIELD_OF = {
    "requirement": "requirement", "decision": "collective_decision", "charges": "charges",
    "function": "function", "school": "school", "unit": "unit", "document": "document_name",
    "docno": "document_number", "department": "department", "purpose": "purpose",
    "until": "valid_until",
}  # fmt: skip

_JOINTS = ("、", "，", "\n", "；", "/", ",", ";")


def app_cells(mess: Mess, claims: list[Claim], style: Style) -> dict[str, Value]:
    """The name cell and the number cell of one or several claims."""
    if len(claims) == 1:
        cells: dict[str, Value] = {"app": claims[0].name_text, "number": claims[0].number_text}
    else:
        joint = mess.pick(_JOINTS)
        numbered = joint == "\n" and mess.chance(0.4)
        names = [f"{i}.{c.name_text}" if numbered else c.name_text for i, c in enumerate(claims, 1)]
        numbers = [str(c.number_text) for c in claims]
        cells = {"app": joint.join(names), "number": _joined_numbers(mess, numbers, joint)}
    if style.kind_column and len(claims) == 1:
        cells["kind"] = _kind_word(mess, claims[0])
    return cells


def _joined_numbers(mess: Mess, numbers: list[str], joint: str) -> str:
    if not any(numbers):
        return ""
    return (joint if joint != "/" else mess.pick(("、", "\n"))).join(numbers)


_KIND_WORDS = {"APP": "app", "小程序": "mini_program", "公众号": "official_account"}


def _kind_word(mess: Mess, claim: Claim) -> str:
    if claim.fields["app_kind"] == "app" and claim.name_text == claim.name and mess.chance(0.3):
        return mess.pick(("小程序", "公众号"))
    return next(word for word, kind in _KIND_WORDS.items() if kind == claim.fields["app_kind"])


def _tell_kind(cells: Mapping[str, Value], records: list[Record]) -> None:
    """Where a column of its own says what kind of app it is, that counts."""
    word = cells.get("kind")
    for record in records if isinstance(word, str) else ():
        if record.fields["app_kind"] != _KIND_WORDS[str(word)]:
            record.fields["app_kind"] = _KIND_WORDS[str(word)]
            record.mess.add("kind_by_column")


def records_of(
    claims: list[Claim], annex: int, fact: str, fields: Mapping[str, Choice], style: Style
) -> list[Record]:
    """A record per app of the cell, columns that the form lacks as null."""
    gone = {FIELD_OF[c] for c in style.missing if c in FIELD_OF}
    shared = {name: None if name in gone else value for name, value in fields.items()}
    return [
        Record(
            annex, "accepted", f"{fact}|{claim.name}|{claim.fields['filing_number']}",
            {**claim.fields, **shared}, set(claim.skip),
            {k: list(v) for k, v in claim.also.items()},
            claim.mess | ({"several_apps"} if len(claims) > 1 else set()),
        )
        for claim in claims
    ]  # fmt: skip


def answer_cells(
    mess: Mess, style: Style, column: str, value: Choice
) -> tuple[dict[str, Value], bool]:
    """Cells for one question, and whether careful clerks agree on it."""
    if column in style.missing:
        return {}, True
    if column in style.ticked:
        return _tick(mess, column, value), True
    if column == "charges" and style.inverted:
        return _inverted(mess, value), True
    if value is not None and mess.on("wingdings" if mess.chance(0.2) else "tick_boxes"):
        return {column: _boxes(mess, column, value)}, True
    word, agreed = _word(mess, column, value)
    return {column: word}, agreed


def _word(mess: Mess, column: str, value: Choice) -> tuple[str, bool]:
    if not mess.on("answer_wording"):
        return answers.PLAIN[column][value], True
    if mess.chance(0.03):
        mess.note("answer_open")
        return mess.pick(answers.OPEN[column]), False
    return mess.pick(answers.WORDINGS[column][value]), True


def _tick(mess: Mess, column: str, value: Choice) -> dict[str, Value]:
    mess.note("tick_columns")
    answer = "yes" if value == answers.FIRST_BOX[column] else "no"
    return {} if value is None else {f"{column}+{answer}": mess.pick(answers.TICKS)}


def _inverted(mess: Mess, value: Choice) -> dict[str, Value]:
    mess.note("inverted_charges")
    return {"charges": mess.pick(answers.FREE_WORDS[value]) if isinstance(value, bool) else ""}


def _boxes(mess: Mess, column: str, value: Choice) -> str:
    shapes = answers.WINGDINGS if "wingdings" in mess.seen else answers.BOXES
    yes, no = answers.BOX_WORDS[column]
    pair = mess.pick(shapes)
    return pair[0 if value == answers.FIRST_BOX[column] else 1].format(yes=yes, no=no)


def usage_line(source: Mess, usage: Usage, style: Style, school: str, fact: str) -> Line:
    """A row of Annex 2."""
    mess = source.fork()
    cells = app_cells(mess, usage.claims, style)
    fields: dict[str, Choice] = {"school": school, "function": usage.function}
    cells["function"] = usage.function
    doubtful: set[str] = set()
    for column in ("requirement", "decision", "charges"):
        value: Choice = getattr(usage, column)
        value = None if mess.on("answer_blank") else value
        answer, agreed = answer_cells(mess, style, column, value)
        cells.update(answer)
        fields[FIELD_OF[column]] = value
        doubtful |= set() if agreed else {FIELD_OF[column]}
    records = records_of(usage.claims, 2, fact, fields, style)
    _tell_kind(cells, records)
    for record in records:
        record.skip |= doubtful
        record.mess |= mess.seen
    return Line(cells, records)


def document_lines(
    source: Mess, document: Document, style: Style, unit: str, fact: str
) -> list[Line]:
    """The rows of one document of Annex 1: a row per cell of apps."""
    fields: dict[str, Choice] = {
        "unit": unit, "document_name": document.name, "document_number": document.number,
        "department": document.department, "purpose": document.purpose,
        "valid_until": document.until,
    }  # fmt: skip
    lines = []
    for claims in document.apps:
        mess = source.fork()
        cells = app_cells(mess, claims, style)
        cells.update(_document_cells(document))
        records = records_of(claims, 1, f"{fact}|{document.name}", fields, style)
        _tell_kind(cells, records)
        for record in records:
            record.skip |= document.skip
            record.mess |= document.mess | mess.seen
        lines.append(Line(cells, records))
    return lines


def _document_cells(document: Document) -> dict[str, Value]:
    return {
        "document": document.name, "docno": document.number_text,
        "department": document.department, "purpose": document.purpose,
        "until": document.until_text,
    }  # fmt: skip
