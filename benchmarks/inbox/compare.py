"""Whether what a program read of a field is right."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from benchmarks.inbox.truth import FIELDS

Line = Mapping[str, Any]  # one line of truth.jsonl or rows.jsonl
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))


def plain(value: object) -> object:
    """A value for comparison: NFKC, without white space; the empty text is null."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).translate(_INVISIBLE)
    return "".join(text.split()) or None


def _bare_title(value: object) -> object:
    return value.strip('《》“”"') if isinstance(value, str) else value


def agrees(name: str, got: object, truth: Line) -> bool:
    """Whether a field's value is one of the right ones."""
    right = [truth[name], *truth["also"].get(name, [])]
    values = [plain(value) for value in right]
    seen = plain(got)
    if name == "document_name":
        return _bare_title(seen) in [_bare_title(value) for value in values]
    return any(seen == value and type(seen) is type(value) for value in values)


def scored_fields(truth: Line) -> list[str]:
    """The fields of a record that are scored: of a nil return only whose it is."""
    names: tuple[str, ...] = FIELDS[truth["annex"]]
    if truth["status"] == "nil":
        names = ("school",) if truth["annex"] == 2 else ("unit",)
    if truth["status"] == "rejected":
        names = ()
    return [name for name in names if name not in truth["skip"]]


def same_place(truth: Line, got: Line) -> bool:
    """Whether a row of the result stands where the truth says; `*` is any table."""
    if truth["annex"] != got.get("annex") or truth["row"] != got.get("row"):
        return False
    return truth["table"] in ("*", got.get("table"))
