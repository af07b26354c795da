"""What a cell of the filing-number column can hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qingyuan.core.reading import Problem


class Kind(StrEnum):
    """What was entered, whatever it should have been."""

    EDUCATION_FILING = "education_filing"
    MALFORMED_FILING = "malformed_filing"
    ICP_SITE = "icp_site"
    ICP_APP = "icp_app"
    ICP_MINI_PROGRAM = "icp_mini_program"
    POLICE = "police"
    COPYRIGHT = "copyright"
    OTHER_NUMBER = "other_number"
    CLAIMED = "claimed"
    IN_PROGRESS = "in_progress"
    NONE = "none"
    EMPTY = "empty"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Classified:
    """What one cell holds.

    `filing_numbers` are all well-formed education filing numbers, canonical, in the order of
    the text, each once. `others` are numbers of other kinds, as (kind, canonical form).
    """

    kind: Kind
    filing_numbers: tuple[str, ...] = ()
    others: tuple[tuple[Kind, str], ...] = ()
    problems: tuple[Problem, ...] = ()
