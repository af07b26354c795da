"""How far a notice got (传达到位), counted for any set of units; counts of parts add up."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields

from qingyuan.core.conveyance.rates import percent_words


@dataclass(frozen=True, slots=True)
class Coverage:
    """Units that should get the notice and got it, staff who should know of it and do.

    `units_without_roster` have not yet said who their staff are: until they do, nobody can say
    that all staff are reached.  A unit may sign without having opened the page (on paper), so
    sent, opened and signed are parts of `units` and not of each other.

    Raises:
        ValueError: a part is larger than its whole.
    """

    units: int = 0
    units_sent: int = 0
    units_opened: int = 0
    units_signed: int = 0
    staff: int = 0
    staff_reached: int = 0
    units_without_roster: int = 0

    def __post_init__(self) -> None:
        of_units = (
            self.units_sent,
            self.units_opened,
            self.units_signed,
            self.units_without_roster,
        )
        parts = [(part, self.units) for part in of_units] + [(self.staff_reached, self.staff)]
        if not all(0 <= part <= whole for part, whole in parts):
            raise ValueError(f"a part is larger than its whole: {self}")

    def __add__(self, other: Coverage) -> Coverage:
        """Both together; they must not share a unit."""
        return Coverage(*map(int.__add__, astuple(self), astuple(other)))

    @property
    def units_unreached(self) -> int:
        """Units that have not signed."""
        return self.units - self.units_signed

    @property
    def staff_unreached(self) -> int:
        """Staff on the rosters who have not acknowledged and were at no meeting."""
        return self.staff - self.staff_reached

    @property
    def is_complete(self) -> bool:
        """Whether every unit and every member of staff is reached, and all rosters are there."""
        missing = self.units_unreached + self.staff_unreached + self.units_without_roster
        return self.units > 0 and missing == 0

    @property
    def units_rate(self) -> str:
        """Units that signed, in percent."""
        return percent_words(self.units_signed, self.units)

    @property
    def staff_rate(self) -> str:
        """Staff reached, in percent; never 100.0% while a roster is missing."""
        is_all = self.units_without_roster == 0
        return percent_words(self.staff_reached, self.staff, is_all=is_all)

    def change_since(self, earlier: Coverage) -> CoverageChange:
        """What was gained since; numbers fall when rosters or units are taken away."""
        return CoverageChange(
            units_signed=self.units_signed - earlier.units_signed,
            staff_reached=self.staff_reached - earlier.staff_reached,
            units_unreached=self.units_unreached - earlier.units_unreached,
            staff_unreached=self.staff_unreached - earlier.staff_unreached,
        )


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """The difference of two counts; negative where the later one is lower."""

    units_signed: int
    staff_reached: int
    units_unreached: int
    staff_unreached: int

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return not any(getattr(self, field.name) for field in fields(self))
