"""Forms: the annexes' titles, columns, headings and notes, as the notice has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qingyuan.core.notices.parts import AnnexEntry, AnnexText, Parts, title_key
from qingyuan.core.notices.proposal import Form, Gap, Proposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.notices.passage import Passage

_REMARK = re.compile(
    r"\((?:模板|提纲|参考提纲|参考模板|参考|样表|样式|表样|范本|式样)\)$|\.(?:XLSX?|DOCX?|PDF|WPS)$"
)
_ONLY_REMARK = re.compile(r"\((?:模板|提纲|参考提纲|参考模板|参考|样表|样式|表样|范本|式样)\)")
_LABEL = re.compile(r"附件?\d{0,2}[:.、]?")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、(?P<title>[^。;]{2,60})")
_NOTE = re.compile(r"(?:备?注|说明|填表说明)[:：]?(?=.)")
_UNIT_LINE = re.compile(
    r"(?:填报?|填表|学校|单位|设区市|县区)[^:()]{0,8}(?:\((?:盖章|公章|签章|加盖公章)\))?[:：]?|.{2,12}\((?:盖章|公章|签章)\):?.{0,30}"
)
_SEAL = re.compile(r"盖章|公章|签章")
_UNIT_COLUMN = re.compile(r"学校(?!数)|单位|园所|校名")
_FIRST_COLUMN = re.compile(r"序号|编号|项目|学校|单位")
_SHORT = 16
_LONGEST_LINE = 60
_FEWEST = 3


def read_forms(parts: Parts) -> tuple[tuple[Form, ...], tuple[Gap, ...]]:
    """A form for each annex that is listed or stands at the end, and what is missing of it."""
    texts = {text.number: text for text in parts.annexes}
    listed = {entry.number: entry for entry in parts.annex_list}
    forms = [
        _form(number, listed.get(number), texts.get(number))
        for number in sorted(texts.keys() | listed.keys())
    ]
    kept = tuple(form for form in forms if form is not None)
    return kept, tuple(gap for form in kept for gap in _gaps(form))


def _gaps(form: Form) -> list[Gap]:
    if form.columns or form.headings or re.search(r"通知$|意见$|办法$", form.title.value):
        return []
    message = f"没有找到附件{form.number.value}“{form.title.value}”的栏目，请补填"
    return [Gap("columns", message, form.title.source)]


def _form(number: int, entry: AnnexEntry | None, text: AnnexText | None) -> Form | None:
    lines = list(text.lines) if text else []
    title, rest = _title(entry, lines)
    if title is None:
        return None
    columns = _columns(rest)
    headings = () if columns else _headings(rest)
    unit_column = any(_UNIT_COLUMN.search(column.value) for column in columns)
    stamped = any(_is_seal_line(line) for line in rest)
    remark = _remark(is_table=bool(columns), is_stamped=stamped, has_unit_column=unit_column)
    notes = _notes(rest)
    return Form(
        _number(number, entry, text), title, columns, headings, notes, stamped, unit_column, remark
    )


def _is_seal_line(line: Passage) -> bool:
    return not line.is_ruled and len(line.flat) < _LONGEST_LINE and bool(_SEAL.search(line.flat))


def _number(number: int, entry: AnnexEntry | None, text: AnnexText | None) -> Proposed[int]:
    note = ""
    if text and not text.has_label:
        note = "正文后的附件没有写“附件”和编号，按标题推定"
    passage = text.lines[0] if text else entry.passage if entry else None
    if passage is None:
        raise ValueError("an annex is listed or stands at the end")
    start = entry.start if entry and not text else 0
    return passage.proposed(number, start, len(passage.flat), note)


def _title(
    entry: AnnexEntry | None, lines: list[Passage]
) -> tuple[Proposed[str] | None, list[Passage]]:
    """The title in the list, or else the first line of the annex; and the lines below it."""
    rest = _below_title(lines, entry.key if entry else "")
    if entry:
        return _quoted(entry.passage, entry.start, entry.end), rest
    for line in lines[: len(lines) - len(rest)]:
        label = _LABEL.match(line.flat)
        start = label.end() if label else 0
        if len(line.flat) - start > 1:
            return _quoted(line, start, len(line.flat)), rest
    return None, rest


def _quoted(passage: Passage, start: int, end: int) -> Proposed[str]:
    remark = _REMARK.search(passage.flat, start, end)
    return passage.quoted(start, remark.start() if remark else end)


def _below_title(lines: list[Passage], key: str) -> list[Passage]:
    position = 0
    while position < len(lines) and position < 4:
        flat = lines[position].flat
        label = _LABEL.match(flat)
        own = title_key(flat[label.end() :] if label else flat)
        position += 1
        if (key and own == key) or (not key and own):
            break
    else:
        position = min(position, 1)
    while position < len(lines) and _ONLY_REMARK.fullmatch(lines[position].flat):
        position += 1
    return lines[position:]


def _columns(lines: Sequence[Passage]) -> tuple[Proposed[str], ...]:
    """The cells of the first row of at least three, or of lines that hold one cell each."""
    for at, line in enumerate(lines):
        cells = [(a, b) for a, b in line.cells if b > a]
        if _UNIT_LINE.fullmatch(line.flat) and not line.is_ruled:
            continue
        if any(line.flat[b - 1] == ":" for _, b in cells):
            continue
        if len(cells) >= _FEWEST and not _HEADING.match(line.flat) and not _SEAL.search(line.flat):
            return tuple(_column(line, a, b) for a, b in cells)
        if _FIRST_COLUMN.fullmatch(line.flat):
            return _stacked(lines[at:])
    return ()


def _column(line: Passage, start: int, end: int) -> Proposed[str]:
    note = "" if line.is_ruled else "表头按空格分栏推定"
    return line.quoted(start, end, note)


def _stacked(lines: Sequence[Passage]) -> tuple[Proposed[str], ...]:
    """Cells copied one a line: titles up to the first row's number."""
    titles = []
    for line in lines:
        if line.flat.isdigit() or len(line.flat) > _SHORT or _NOTE.match(line.flat):
            break
        titles.append(line.quoted(0, len(line.flat), note="表头一行一栏，按行推定"))
    return tuple(titles) if len(titles) >= _FEWEST else ()


def _headings(lines: Sequence[Passage]) -> tuple[Proposed[str], ...]:
    return tuple(
        line.quoted(*found.span("title"))
        for line in lines
        if (found := _HEADING.fullmatch(line.flat))
    )


def _notes(lines: Sequence[Passage]) -> tuple[Proposed[str], ...]:
    return tuple(
        line.quoted(found.end(), len(line.flat))
        for line in lines
        if (found := _NOTE.match(line.flat)) and not line.is_ruled
    )


def _remark(*, is_table: bool, is_stamped: bool, has_unit_column: bool) -> str:
    if not is_table or is_stamped == has_unit_column:
        return ""
    if is_stamped:
        return "表内没有学校一栏，各行属于盖章的填报单位"
    return "表内有学校一栏，没有盖章要求"
