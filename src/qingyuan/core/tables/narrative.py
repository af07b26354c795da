"""What a document says in its text, around its tables: who it is from, and nil returns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qingyuan.core.tables.nil import is_nil_statement
from qingyuan.core.tables.source_row import RowStatus, SourceRow
from qingyuan.core.tables.unit_line import unit_in_line, unit_in_title

NARRATIVE = "正文"  # the "table" of a nil return that stands in a document's text

_OWN_VOICE = re.compile(r"[我本](?:校|园|单位|局|县|区|中心校)|学校|幼儿园|零报告")
_DOCUMENTS = re.compile(r"文件|活动|下发|印发|举办")
_IN_USE = re.compile(r"使用|在用|安装|选用")


def unit_in_paragraphs(paragraphs: Sequence[str]) -> str | None:
    """Who filled in a document, by its last unit line or heading, else None."""
    for text in reversed(paragraphs):
        unit = unit_in_line(_line_parts(text))
        if unit:
            return unit
    # 光山县教育体育局： is the addressee, not the sender.
    titles = [text for text in reversed(paragraphs) if not text.rstrip().endswith((":", "："))]
    return next((u for u in map(unit_in_title, titles) if u), None)


def other_schools(paragraphs: Sequence[str], *, last: bool) -> list[SourceRow]:
    """Nil returns in the text between the tables of a document that several schools share.

    Each begins with its unit line; the one before a table belongs to that table, unless the
    paragraphs are the `last` of the document.
    """
    starts = [n for n, text in enumerate(paragraphs) if unit_in_line(_line_parts(text))]
    found: list[SourceRow] = []
    for start, end in pairwise([*starts, len(paragraphs)] if last else starts):
        unit = unit_in_line(_line_parts(paragraphs[start]))
        found += [
            SourceRow(annex, NARRATIVE, start + 1, RowStatus.NIL, unit=unit)
            for annex in sorted(annexes_denied(paragraphs[start + 1 : end], []))
        ]
    return found


def _line_parts(text: str) -> list[str]:
    return [part for part in re.split(r"\t| {3,}|　{2,}", text) if part.strip()]


def annexes_denied(paragraphs: Sequence[str], annexes: Sequence[int]) -> dict[int, int]:
    """Annex -> paragraph (0-based) that reports nothing for it."""
    said: dict[int, int] = {}
    for place, paragraph in enumerate(paragraphs):
        for sentence in re.split(r"[。；;\n]", paragraph):
            if not is_nil_statement(sentence):
                continue
            if not annexes and not _OWN_VOICE.search(paragraph):
                continue
            for annex in _annexes_meant(sentence, annexes):
                said.setdefault(annex, place)
    return said


def _annexes_meant(sentence: str, annexes: Sequence[int]) -> list[int]:
    meant = [1] if _DOCUMENTS.search(sentence) else []
    if _IN_USE.search(sentence) or not meant:
        meant.append(2)
    if len(set(annexes)) == 1 and annexes[0] not in meant:
        return [annexes[0]]
    return meant
