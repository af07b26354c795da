"""The second pass: in order, what counts, what was sent twice, what breaks which rule.

Files come in the order in which they count (a revised form before the one it replaces); every
row gets its final status, the tally grows, and the lines of the output files are given away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qingyuan.core.figures.place import unit_key
from qingyuan.core.figures.tally import Tally
from qingyuan.core.rules.evaluate import Evaluator, Finding
from qingyuan.core.rules.facts import Facts, Subject
from qingyuan.core.rules.pack import RulePack
from qingyuan.core.rules.responsible import is_bureau
from qingyuan.core.tables.text import compact
from qingyuan.pipelines.audit.records import CellNote, Judged
from qingyuan.pipelines.audit.sources import is_draft

_ANSWER_WORDS = {
    True: "是",
    False: "否",
    None: "未填",
    "recommended": "推荐使用",
    "mandatory": "强制使用",
    "none": "无有效期",
}
_COMPARED = ("备案号", "推荐使用/强制使用", "是否集体决策", "是否收费", "有效时限", "填报")


@dataclass(frozen=True, slots=True)
class Settled:
    """A judged row with its final status and what it breaks."""

    judged: Judged
    file: str
    status: str  # accepted | duplicate | rejected | nil
    reason: str | None
    findings: list[Finding]


@dataclass(slots=True)
class Promotions:
    """Which bureau promotes which app in its documents, so that it cleans up what it ordered."""

    by_app: dict[str, dict[str, str]] = field(default_factory=dict)

    def note(self, rows: Iterable[Judged]) -> None:
        """Takes note of the rows of annex 1 that a bureau filled in."""
        for row in rows:
            if row.annex == 1 and row.app_id and row.unit and is_bureau(row.unit):
                counties = self.by_app.setdefault(row.app_id, {})
                first = counties.get(row.county or "")
                # The least name, so that the order in which files are read does not matter.
                counties[row.county or ""] = min(first, row.unit) if first else row.unit

    def bureau_for(self, row: Judged) -> str | None:
        """The bureau whose document promotes the app, of the row's own county or of none."""
        counties = self.by_app.get(row.app_id)
        if not counties:
            return None
        return counties.get(row.county or "") or counties.get("")


Key = int
Said = tuple[str | bool | None, ...]
Place = tuple[str, str, int, Said]  # file, table, row, what the row says


class Settler:
    """Settles the rows of one file after another."""

    def __init__(
        self,
        pack: RulePack,
        promotions: Promotions,
        tally: Tally,
        sole_county: str | None = None,
    ) -> None:
        self._pack = pack
        self._evaluator = Evaluator(pack)
        self._matters = {rule.id: rule.short for rule in pack.rules}
        self._promotions = promotions
        self._tally = tally
        self._sole_county = sole_county
        self._seen: dict[Key, Place] = {}

    def settle(self, rows: Iterable[Judged], file: str, *, same_as: str | None) -> list[Settled]:
        """The rows of a file; `same_as` names the file that it repeats byte for byte."""
        rows = list(rows)
        for row in rows:
            row.county = row.county or self._sole_county
        return [self._settled(row, file, same_as) for row in rows]

    def _settled(self, row: Judged, file: str, same_as: str | None) -> Settled:
        self._tally.rows["read"] += 1
        settled = self._of_status(row, file, same_as)
        self._tally.rows[settled.status] += 1
        return settled

    def _of_status(self, row: Judged, file: str, same_as: str | None) -> Settled:
        if same_as is not None:
            return Settled(row, file, "duplicate", f"与“{same_as}”内容完全相同，只计一次", [])
        if row.status == "rejected":
            return Settled(row, file, "rejected", row.reason, [])
        earlier = self._earlier(row, file)
        if earlier:
            return Settled(row, file, "duplicate", earlier, [])
        if row.status == "nil":
            self._count_nil(row, file)
            return Settled(row, file, "nil", None, [])
        return Settled(row, file, "accepted", None, self._count(row, file))

    def _earlier(self, row: Judged, file: str) -> str | None:
        """Where the same fact was reported before, as a sentence; else takes note of it."""
        key, said = hash(_fact(row, file)), _said(row)
        before = self._seen.setdefault(key, (file, row.table, row.row, said))
        if before[:3] == (file, row.table, row.row) and before[3] == said:
            return None
        where = f"“{before[0]}”表“{before[1]}”第 {before[2]} 行"
        if before[3] != said and not is_draft(file):
            sentence = f"与{where}不一致：{_difference(said, before[3])}，请核对后只保留一份"
            row.problems.append(CellNote("differs_from_duplicate", "", sentence))
        return f"与{where}是同一事项，只计一次"

    def _count_nil(self, row: Judged, file: str) -> None:
        if row.annex == 2:
            self._tally.county(row.county).add_nil(_unit(row, file))

    def _count(self, row: Judged, file: str) -> list[Finding]:
        unit = _unit(row, file)
        app = hash(row.app_id)
        if not self._pack.in_scope(row.app_kind or ""):
            self._tally.out_of_scope += 1
            return []
        if row.annex == 2:
            self._tally.add_usage(row.county, unit, app, row.verdict, row.answers)
        else:
            self._tally.by_verdict[row.verdict or ""] += 1
            self._tally.county(row.county).add_promotion(unit, hash(_document(row, unit)))
        findings = self._evaluator.evaluate(self._facts(row))
        for finding in findings:
            self._tally.by_rule[finding.rule] += 1
        if findings:
            by_bureau = is_bureau(row.unit or "")
            self._tally.county(row.county).add_breach(unit, app, is_bureau=by_bureau)
            self._tally.add_item(row.verdict, [self._matters[each.rule] for each in findings])
        return findings

    def _facts(self, row: Judged) -> Facts:
        return Facts(
            subject=Subject.USAGE if row.annex == 2 else Subject.PROMOTION,
            unit=row.unit or "",
            app_name=row.app_name or "",
            app_kind=row.app_kind or "",
            verdict=row.verdict or "",
            requirement=row.answers.requirement,
            collective_decision=row.answers.collective_decision,
            charges=row.answers.charges,
            deployed_by=row.deployed_by,
            ordered_by=self._promotions.bureau_for(row) if row.annex == 2 else None,
            document_name=row.answers.document_name,
            explanation=row.explanation,
        )


def _unit(row: Judged, file: str) -> str:
    """The school's key; a form that names no school stands for itself."""
    return unit_key(row.unit, row.county) if row.unit else f"?{file}"


def _document(row: Judged, unit: str) -> tuple[str, str, str]:
    name = compact(row.answers.document_name or "").strip("《》")
    return unit, name, row.answers.document_number or ""


def _fact(row: Judged, file: str) -> tuple[object, ...]:
    """What a row says there is: a row that says the same fact again counts once."""
    unit = _unit(row, file)
    if row.status == "nil":
        return row.annex, "nil", unit
    if row.annex == 2:
        return 2, unit, row.app_id, row.app_kind
    return 1, row.app_id, row.app_kind, *_document(row, unit)


def _said(row: Judged) -> Said:
    """The answers of a row, to tell a second copy from a second version."""
    answers = row.answers
    return (
        row.filing_number,
        answers.requirement,
        answers.collective_decision,
        answers.charges,
        answers.valid_until,
        row.status,
    )


def _difference(here: Said, there: Said) -> str:
    """What two rows on one fact say differently: “是否收费”这里是“是”，那里是“否”."""
    return "；".join(
        f"“{name}”这里是“{_ANSWER_WORDS.get(one, one)}”，那里是“{_ANSWER_WORDS.get(other, other)}”"
        for name, one, other in zip(_COMPARED, here, there, strict=True)
        if one != other
    )
