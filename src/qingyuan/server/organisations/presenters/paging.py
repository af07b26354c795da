"""Pages of a list without counting it: one row more than fits says whether there is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

PAGE_ROWS = 50
_LAST_PAGE = 10_000
_Row = TypeVar("_Row")
_Model = TypeVar("_Model", bound=Model)


@dataclass(frozen=True, slots=True)
class RowsPage(Generic[_Row]):
    """One page of rows."""

    rows: Sequence[_Row]
    number: int = 1
    has_next: bool = False

    @property
    def previous(self) -> int:
        """The page before; 0 for none."""
        return self.number - 1

    @property
    def following(self) -> int:
        """The page after; 0 for none."""
        return self.number + 1 if self.has_next else 0


def page_of(rows: QuerySet[_Model], number: str | None, size: int = PAGE_ROWS) -> RowsPage[_Model]:
    """A page by its number as it stands in the address; anything odd is the first."""
    page = int(number) if number and number.isdecimal() else 1
    page = min(max(page, 1), _LAST_PAGE)
    start = (page - 1) * size
    found = list(rows[start : start + size + 1])
    return RowsPage(found[:size], page, len(found) > size)
