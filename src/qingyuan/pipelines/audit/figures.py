"""The tally as the figures of `summary.json` and of the Word reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingyuan.core.figures.tally import UNKNOWN_COUNTY, CountyTally, Tally
from qingyuan.core.registry.snapshot import RegistrySnapshot
from qingyuan.core.reports.figures import Annex3Figures, CountyCount, MatterCount, VerdictCount
from qingyuan.core.rules.pack import Rule, RulePack


@dataclass(frozen=True, slots=True)
class Counted:
    """What the figures are made from."""

    tally: Tally
    pack: RulePack
    registry: RegistrySnapshot
    files: dict[str, int]  # outcome -> files
    unit: str | None
    made_on: date


def summary(counted: Counted) -> dict[str, Any]:
    """The content of `summary.json`: keys as promised, every figure a sum of rows."""
    tally, whole = counted.tally, counted.tally.whole()
    statuses = ("read", "accepted", "duplicate", "rejected", "nil")
    return {
        "campaign": counted.pack.name,
        "made_on": counted.made_on.isoformat(),
        "files": {"found": sum(counted.files.values()), **counted.files},
        "rows": {status: tally.rows[status] for status in statuses},
        **_county_figures(whole),
        "apps_number_missing": len(tally.apps_number_missing - whole.apps_with_number),
        "cleanup_items": tally.cleanup_items,
        "out_of_scope": tally.out_of_scope,
        "by_county": {
            name: _county_figures(county) for name, county in sorted(tally.counties.items())
        },
        "by_verdict": dict(sorted(tally.by_verdict.items())),
        "by_rule": {rule.id: tally.by_rule[rule.id] for rule in counted.pack.rules},
        "registry": {
            "entries": len(counted.registry.filings),
            "as_of": counted.registry.as_of.isoformat() if counted.registry.as_of else None,
            "sha256": counted.registry.sha256,
        },
    }


def _county_figures(county: CountyTally) -> dict[str, int]:
    return {
        "schools": county.schools,
        "schools_nil": county.schools_nil,
        "apps_in_use": len(county.apps),
        "apps_with_filing_number": len(county.apps_with_number),
        "usages": county.usages,
        "schools_charging": len(county.charging),
        "promotions": county.promotions,
        "promotion_documents": len(county.documents),
        "schools_cleaning": len(county.cleaning),
        "bureaus_cleaning": len(county.bureaus_cleaning),
        "apps_to_clean": len(county.apps_to_clean),
    }


def report_figures(counted: Counted) -> Annex3Figures:
    """The figures that Annex 3 and 4 print."""
    tally, pack, whole = counted.tally, counted.pack, counted.tally.whole()
    return Annex3Figures(
        document=pack.document,
        document_number=pack.document_number,
        unit=counted.unit,
        made_on=counted.made_on,
        schools=whole.schools,
        schools_nil=whole.schools_nil,
        apps_in_use=len(whole.apps),
        apps_with_filing_number=len(whole.apps_with_number),
        apps_number_missing=len(tally.apps_number_missing - whole.apps_with_number),
        usages=whole.usages,
        schools_charging=len(whole.charging),
        promotions=whole.promotions,
        promotion_documents=len(whole.documents),
        promoting_units=len(whole.promoting),
        cleaning_schools=len(whole.cleaning),
        cleaning_bureaus=len(whole.bureaus_cleaning),
        apps_to_clean=len(whole.apps_to_clean),
        cleanup_items=tally.cleanup_items,
        usages_decided=tally.decisions[True],
        usages_not_decided=tally.decisions[False],
        usages_decision_unknown=tally.decisions[None],
        files_unreadable=counted.files.get("unreadable", 0),
        rows_rejected=tally.rows["rejected"],
        registry_entries=len(counted.registry.filings),
        registry_as_of=counted.registry.as_of,
        by_matter=_by_matter(tally, pack),
        by_county=_by_county(tally),
        by_verdict=_verdicts(tally.usages_by_verdict),
        looks_back_to=pack.looks_back_to,
        legend=pack.legend,
    )


def _by_matter(tally: Tally, pack: RulePack) -> tuple[MatterCount, ...]:
    """Rules of one short name as one problem, in the pack's order, without those nobody has."""
    matters: dict[str, list[Rule]] = {}
    for rule in pack.rules:
        matters.setdefault(rule.short, []).append(rule)
    counts = (_matter(name, rules, tally) for name, rules in matters.items())
    return tuple(matter for matter in counts if matter.count)


def _matter(name: str, rules: list[Rule], tally: Tally) -> MatterCount:
    verdicts = Counter(
        {verdict: count for (of, verdict), count in tally.by_matter.items() if of == name}
    )
    return MatterCount(
        name=name,
        clauses=tuple(rule.clause for rule in rules),
        count=verdicts.total(),
        by_verdict=_verdicts(verdicts) if all(rule.rests_on_verdict for rule in rules) else (),
    )


def _verdicts(counts: Counter[str]) -> tuple[VerdictCount, ...]:
    """Verdicts by their number; equal ones by their code, so that equal input prints equally."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(VerdictCount(verdict, count) for verdict, count in ordered)


def _by_county(tally: Tally) -> tuple[CountyCount, ...]:
    """Counties by name, rows without one last."""
    named = sorted(tally.counties.items(), key=lambda item: (item[0] == UNKNOWN_COUNTY, item[0]))
    return tuple(
        CountyCount(
            county=name,
            schools=county.schools,
            schools_nil=county.schools_nil,
            usages=county.usages,
            apps=len(county.apps),
            apps_with_number=len(county.apps_with_number),
            schools_charging=len(county.charging),
            promotions=county.promotions,
        )
        for name, county in named
    )
