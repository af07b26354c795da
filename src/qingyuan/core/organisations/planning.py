"""What importing a line would do, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qingyuan.core.naming.distance import nearest

_MOST_NAMES_COMPARED = 300


class Standing(StrEnum):
    """How a line stands to what is known."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell: its address, its field, a sentence, and what may have been meant."""

    cell: str
    field: str
    sentence: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that importing would change."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What importing one line would do.

    Attributes:
        place: Its position among the lines.
        standing: New, changed, same or bad.
        faults: Why it is bad.
        notes: What a person should look at; they hinder nothing.
        changes: Of a known record, which fields change.
        target: The number of the known record.
        unit: The unit that the line belongs to: of a unit the one above it.
        parent_place: Position of the line that is the unit above, where it is new itself.
        values: The fields as they would be written.
    """

    place: int
    standing: Standing
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    target: int | None = None
    unit: int | None = None
    parent_place: int | None = None
    values: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        """A field as it would be written."""
        return dict(self.values).get(name, "")


class Suggestions:
    """The nearest of the known names; each text is looked up once, and not without end."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._found: dict[str, str] = {}

    def for_text(self, text: str) -> str:
        """The name that may have been meant; empty where none is near.

        >>> Suggestions(["息县第一小学", "息县第二小学"]).for_text("息县一小")
        '息县第一小学'
        """
        if text not in self._found:
            if len(self._found) >= _MOST_NAMES_COMPARED:
                return ""
            self._found[text] = self._near(text) or self._shortened(text)
        return self._found[text]

    def _near(self, text: str) -> str:
        found = nearest(text, self._names, at_most=max(1, len(text) // 4), count=1)
        return self._names[found[0][1]] if found else ""

    def _shortened(self, text: str) -> str:
        longer = [name for name in self._names if is_shortened(text, name)]
        return min(longer, key=lambda name: (len(name), name), default="")


def is_shortened(text: str, name: str) -> bool:
    """Whether a text is a name with characters left out, the first one kept.

    >>> is_shortened("息县一小", "息县第一小学"), is_shortened("县一小", "息县第一小学")
    (True, False)
    """
    if len(text) < 3 or text[0] != name[:1]:
        return False
    rest = iter(name)
    return all(character in rest for character in text)
