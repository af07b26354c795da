"""How much of a notice is read right, field by field, on invented notices with labelled truth.

    python -m benchmarks.notices             # the open notices and the held-back ones
    python -m benchmarks.notices --wrong     # and what was missed or read into them

`expected` is what the labels hold, `right` what was found of it, `extra` what was found and is
not there; accuracy is right / (expected + extra).  The open notices are those that the reader was
made with; the ten in `held_back` were written before it and never looked at until it stood.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qingyuan.core.notices import NoticeProposal, read_notice
from qingyuan.core.notices.passage import flatten
from qingyuan.core.notices.proposal import Deliverable, Proposed

SAMPLES = Path(__file__).parents[1] / "tests" / "samples" / "notices"
PASTED_ON = date(2025, 1, 15)
Items = Mapping[str, set[Hashable]]


@dataclass
class Count:
    """Of one field over all notices."""

    expected: int = 0
    right: int = 0
    extra: int = 0

    @property
    def accuracy(self) -> float:
        return self.right / max(self.expected + self.extra, 1)


def plain(text: str) -> str:
    """As texts are compared: without spaces, width and case."""
    return flatten(text).replace(" ", "")


def one(value: Proposed[Any] | None) -> set[Hashable]:
    return {comparable(value.value)} if value else set()


def many(values: Iterable[Proposed[Any]]) -> set[Hashable]:
    return {comparable(value.value) for value in values}


def comparable(value: Any) -> Hashable:
    return plain(value) if type(value) is str else value


def found_items(proposal: NoticeProposal) -> dict[str, set[Hashable]]:
    """The proposal's fields as sets."""
    return {
        "title": one(proposal.title),
        "document_number": one(proposal.document_number),
        "based_on": many(proposal.based_on),
        "issuer": one(proposal.issuer),
        "issued_on": one(proposal.issued_on),
        "addressees": many(proposal.addressees),
        "campaign_name": one(proposal.campaign_name),
        "look_back_to": one(proposal.look_back_to),
        "app_kinds": many(proposal.scope.app_kinds),
        "school_levels": many(proposal.scope.school_levels),
        "stages.name": {plain(stage.name.value) for stage in proposal.stages},
        "stages.dates": {
            (plain(s.name.value), day(s.starts_on), day(s.ends_on)) for s in proposal.stages
        },
        **found_deliverables(proposal.deliverables),
        "forms.title": {(f.number.value, plain(f.title.value)) for f in proposal.forms},
        "forms.columns": {
            (f.number.value, *(plain(c.value) for c in f.columns))
            for f in proposal.forms
            if f.columns
        },
        "forms.headings": {
            (f.number.value, *(plain(h.value) for h in f.headings))
            for f in proposal.forms
            if f.headings
        },
        "requirements": many(proposal.requirements),
        "channels": many(proposal.channels),
        "contacts_present": {proposal.contacts_present},
        "discrepancies": {each.code for each in proposal.discrepancies},
        "gaps": {gap.code for gap in proposal.gaps},
    }


def day(value: Proposed[date] | None) -> date | None:
    return value.value if value else None


def found_deliverables(owed: Iterable[Deliverable]) -> dict[str, set[Hashable]]:
    listed = [(str(d.kind), day(d.due_on), d) for d in owed]
    return {
        "deliverables": {(kind, due) for kind, due, _ in listed},
        "deliverables.recipients": {
            (kind, due, plain(r.value)) for kind, due, d in listed for r in d.recipients
        },
        "deliverables.owed_by": {
            (kind, due, plain(o.value)) for kind, due, d in listed for o in d.owed_by
        },
        "deliverables.annexes": {
            (kind, due, a.value) for kind, due, d in listed for a in d.annexes
        },
    }


def true_items(truth: Mapping[str, Any]) -> dict[str, set[Hashable]]:
    """The labels as the same sets."""
    items: dict[str, set[Hashable]] = {}
    for name in ("title", "document_number", "issuer", "campaign_name"):
        items[name] = {plain(truth[name])} if name in truth else set()
    for name in ("issued_on", "look_back_to"):
        items[name] = {truth[name]} if name in truth else set()
    for name in ("based_on", "addressees", "app_kinds", "school_levels", "requirements"):
        items[name] = {plain(value) for value in truth[name]}
    for name in ("app_kinds", "school_levels", "requirements", "channels", "discrepancies", "gaps"):
        items[name] = set(truth[name])
    stages, owed, forms = truth["stages"], truth["deliverables"], truth["forms"]
    items["stages.name"] = {plain(s["name"]) for s in stages}
    items["stages.dates"] = {
        (plain(s["name"]), s.get("starts_on"), s.get("ends_on")) for s in stages
    }
    items["deliverables"] = {(d["kind"], d.get("due_on")) for d in owed}
    for name, convert in (("recipients", plain), ("owed_by", plain), ("annexes", int)):
        items[f"deliverables.{name}"] = {
            (d["kind"], d.get("due_on"), convert(value)) for d in owed for value in d[name]
        }
    items["forms.title"] = {(f["number"], plain(f["title"])) for f in forms}
    for name in ("columns", "headings"):
        items[f"forms.{name}"] = {
            (f["number"], *(plain(value) for value in f[name])) for f in forms if f[name]
        }
    items["contacts_present"] = {truth["contacts_present"]}
    return items


def rule_items(
    proposal: NoticeProposal, truth: Mapping[str, Any]
) -> tuple[set[Hashable], set[Hashable]]:
    """Rules match by kind, clause and a phrase that they hold."""
    expected = {(r["kind"], r["clause"], plain(r["has"])) for r in truth["rules"]}
    found: set[Hashable] = set()
    for rule in proposal.rules:
        text = plain(rule.text.value)
        known = next(
            (e for e in expected if e[:2] == (str(rule.kind), rule.clause) and e[2] in text), None
        )
        found.add(known or (str(rule.kind), rule.clause, text))
    return set(expected), found


def score(folder: Path, *, show_wrong: bool) -> dict[str, Count]:
    counts: dict[str, Count] = defaultdict(Count)
    for path in sorted(folder.glob("*.toml")):
        truth = tomllib.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        proposal = read_notice(text, pasted_on=PASTED_ON)
        expected, found = true_items(truth), found_items(proposal)
        expected["rules"], found["rules"] = rule_items(proposal, truth)
        for name, items in found.items():
            add(counts[name], expected[name], items)
            if show_wrong and expected[name] != items:
                print(
                    f"{path.stem} {name}: 缺 {missing(expected[name], items)}"
                    f" 多 {missing(items, expected[name])}"
                )
    return counts


def missing(these: set[Hashable], those: set[Hashable]) -> list[str]:
    return sorted(str(each) for each in these - those)


def add(count: Count, expected: set[Hashable], found: set[Hashable]) -> None:
    count.expected += len(expected)
    count.right += len(expected & found)
    count.extra += len(found - expected)


def print_table(name: str, counts: Mapping[str, Count]) -> None:
    print(f"\n## {name}\n\n| field | expected | right | extra | accuracy |\n|---|---|---|---|---|")
    total = Count()
    for field, count in counts.items():
        print(
            f"| {field} | {count.expected} | {count.right} | {count.extra} | {count.accuracy:.1%} |"
        )
        total.expected += count.expected
        total.right += count.right
        total.extra += count.extra
    print(f"| **all** | {total.expected} | {total.right} | {total.extra} | {total.accuracy:.1%} |")


def print_speed() -> None:
    """200 kB of each awkward kind of text, and the processor time that it takes."""
    print("\n## 200 kB\n\n| text | seconds |\n|---|---|")
    seed = (SAMPLES / "open" / "00-seed.txt").read_text("utf-8")
    kinds = {
        "seed notice over and over": seed,
        "no line breaks": seed.replace("\n", " "),
        "opening brackets": "（〔《", "dates": "6月12日至", "tags": "<p>", "blanks": "一 ",
        "units": "各县区、", "clauses": "7月1日前报县局报告，",
    }  # fmt: skip
    for name, piece in kinds.items():
        text = piece * (200_000 // len(piece.encode()))
        started = time.process_time()
        read_notice(text, pasted_on=PASTED_ON)
        print(f"| {name} | {time.process_time() - started:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="print what differs from the labels")
    parser.add_argument("--open", action="store_true", help="the open notices only")
    chosen = parser.parse_args()
    for folder in ["open"] if chosen.open else ["open", "held_back", "later"]:
        print_table(folder, score(SAMPLES / folder, show_wrong=chosen.wrong))
    print_speed()


if __name__ == "__main__":
    main()
