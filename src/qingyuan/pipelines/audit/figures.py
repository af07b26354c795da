"""The tally as the figures of `summary.json` and of the Word reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from qingyuan.core.figures.tally import UNKNOWN_COUNTY, CountyTally, Tally
from qingyuan.core.registry.snapshot import RegistrySnapshot
from qingyuan.core.reports.figures import Annex3Figures, CountyCount, RuleCount, VerdictCount
from qingyuan.core.rules.pack import RulePack


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
        "apps_to_clean": len(county.apps_to_clean),
    }


def report_figures(counted: Counted) -> Annex3Figures:
    """The figures that Annex 3 and 4 print."""
    tally, pack, whole = counted.tally, counted.pack, counted.tally.whole()
    return Annex3Figures(
        campaign=pack.title,
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
        apps_to_clean=len(whole.apps_to_clean),
        cleanup_items=tally.cleanup_items,
        usages_decided=tally.decisions[True],
        usages_not_decided=tally.decisions[False],
        usages_decision_unknown=tally.decisions[None],
        files_unreadable=counted.files.get("unreadable", 0),
        rows_rejected=tally.rows["rejected"],
        registry_entries=len(counted.registry.filings),
        registry_as_of=counted.registry.as_of,
        by_rule=tuple(
            RuleCount(rule.clause, rule.title, tally.by_rule[rule.id])
            for rule in pack.rules
            if tally.by_rule[rule.id]
        ),
        by_county=_by_county(tally),
        by_verdict=tuple(VerdictCount(v, n) for v, n in tally.by_verdict.most_common()),
        looks_back_to=pack.looks_back_to,
    )


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
