"""Counts the figures of Annex 3 while the rows pass by.

A figure is either a number of rows, or a number of different schools or apps among them; in both
cases the rows can be listed from `rows.jsonl` with the conditions named at each figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from qingyuan.core.tables.source_row import Answers

UNKNOWN_COUNTY = "未标明县区"


@dataclass(slots=True)
class CountyTally:
    """The figures of one county; the keys of schools and apps make each count once."""

    heard: set[str] = field(default_factory=set)
    using: set[str] = field(default_factory=set)
    charging: set[str] = field(default_factory=set)
    cleaning: set[str] = field(default_factory=set)
    bureaus_cleaning: set[str] = field(default_factory=set)
    promoting: set[str] = field(default_factory=set)
    apps: set[int] = field(default_factory=set)
    apps_with_number: set[int] = field(default_factory=set)
    apps_to_clean: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    usages: int = 0
    promotions: int = 0

    @property
    def schools(self) -> int:
        """Schools with an annex 2 return, of apps or nil."""
        return len(self.heard | self.using)

    @property
    def schools_nil(self) -> int:
        """Schools whose annex 2 return is nil: nothing accepted stands beside it."""
        return len(self.heard - self.using)

    def add_nil(self, school: str) -> None:
        """A nil return of annex 2."""
        self.heard.add(school)

    def add_usage(self, school: str, app: int, verdict: str | None, answers: Answers) -> None:
        """An accepted row of annex 2."""
        self.using.add(school)
        self.apps.add(app)
        self.usages += 1
        if verdict == "verified":
            self.apps_with_number.add(app)
        if answers.charges:
            self.charging.add(school)

    def add_promotion(self, unit: str, document: int) -> None:
        """An accepted row of annex 1."""
        self.promotions += 1
        self.promoting.add(unit)
        self.documents.add(document)

    def add_breach(self, unit: str, app: int, *, is_bureau: bool) -> None:
        """At least one finding for an app at a school or a bureau."""
        (self.bureaus_cleaning if is_bureau else self.cleaning).add(unit)
        self.apps_to_clean.add(app)


@dataclass(slots=True)
class Tally:
    """The figures of a whole audit.

    `by_verdict` counts rows of both annexes, `usages_by_verdict` those of annex 2.  `by_matter`
    counts the rows with a problem by its short name and the row's verdict, each row once.
    """

    counties: dict[str, CountyTally] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    by_verdict: Counter[str] = field(default_factory=Counter)
    usages_by_verdict: Counter[str] = field(default_factory=Counter)
    by_rule: Counter[str] = field(default_factory=Counter)
    by_matter: Counter[tuple[str, str]] = field(default_factory=Counter)
    decisions: Counter[bool | None] = field(default_factory=Counter)
    apps_number_missing: set[int] = field(default_factory=set)
    cleanup_items: int = 0
    out_of_scope: int = 0

    def county(self, name: str | None) -> CountyTally:
        """The tally of a county, by its name."""
        tally = self.counties.get(name or UNKNOWN_COUNTY)
        if tally is None:
            tally = self.counties[name or UNKNOWN_COUNTY] = CountyTally()
        return tally

    def add_usage(
        self, county: str | None, school: str, app: int, verdict: str | None, answers: Answers
    ) -> None:
        """An accepted row of annex 2."""
        self.county(county).add_usage(school, app, verdict, answers)
        self.decisions[answers.collective_decision] += 1
        self.by_verdict[verdict or ""] += 1
        self.usages_by_verdict[verdict or ""] += 1
        if verdict == "number_missing":
            self.apps_number_missing.add(app)

    def add_item(self, verdict: str | None, matters: Iterable[str]) -> None:
        """A row with findings; `matters` are the short names of the rules that it breaks."""
        for matter in set(matters):
            self.by_matter[matter, verdict or ""] += 1
        self.cleanup_items += 1

    def whole(self) -> CountyTally:
        """All counties together; an app used in two counties counts once."""
        whole = CountyTally()
        for tally in self.counties.values():
            for name in ("heard", "using", "charging", "cleaning", "bureaus_cleaning", "promoting"):
                getattr(whole, name).update(getattr(tally, name))
            for name in ("apps", "apps_with_number", "apps_to_clean", "documents"):
                getattr(whole, name).update(getattr(tally, name))
            whole.usages += tally.usages
            whole.promotions += tally.promotions
        return whole
