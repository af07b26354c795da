"""Who sends what in the sample county: single schools, a central school, a joint list, a bureau."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.inbox.books import paragraphs
from benchmarks.inbox.counties import school_workbooks, summary_workbooks
from benchmarks.inbox.generate import Generator, Plan
from benchmarks.inbox.grid import Grid, Value
from benchmarks.inbox.nil import nil_record
from benchmarks.inbox.parcels import Parcel, is_steady, report_of
from benchmarks.inbox.places import School, make_schools
from benchmarks.inbox.registry import Registry
from benchmarks.inbox.reports import Report
from benchmarks.inbox.truth import Artifact, Record
from benchmarks.inbox.writers.xlsx import write_xlsx

from samples.odd import climbing_archive, locked_archive, odd_files

COUNTY = "云溪县"
SCHOOLS, FILINGS = 41, 400
_WITH_SHEETS, _JOINT = 6, 6  # schools in one workbook with a sheet each, and in one table
_SENT_AGAIN = 2
_FORMULA_LIKE = ("=家长端可看作业", "+家校沟通", "-每日口算", "@全体家长发通知")

# Rare kinds of mess, made common enough for forty schools to show each at least once.
_MESS = {
    "tick_columns": 0.15, "inverted_charges": 0.06, "kind_column": 0.08, "not_nil_note": 0.1,
    "unit_in_title": 0.1, "unit_missing": 0.15, "school_short": 0.08, "school_code_prefix": 0.08,
    "stacked_tables": 0.25, "side_by_side": 0.25, "both_in_workbook": 0.35, "hidden_sheet": 0.08,
    "instruction_sheet": 0.1, "code_sheet": 0.1, "far_blanks": 0.05, "far_junk": 0.06,
    "formulas": 0.1, "inline_strings": 0.2, "strict_ooxml": 0.08, "html_as_xls": 0.08,
    "tick_boxes": 0.12, "ditto": 0.1, "answer_blank": 0.04, "name_edition": 0.06,
    "name_typo": 0.06, "name_traditional": 0.04, "number_in_name": 0.05, "number_with_icp": 0.05,
    "row_without_name": 0.06, "listed_twice": 0.05, "nil_statement": 0.0, "blank_table": 0.04,
    "docx_headless": 0.4, "docx_title_in_table": 0.2, "docx_unit_table": 0.2, "docx_tracked": 0.25,
    "docx_controls": 0.25, "same_bytes": 0.08, "other_format": 0.08, "revised": 0.15,
    "zipped": 0.15, "zip_nested": 0.4, "junk": 0.0,
}  # fmt: skip


def sample_plan(seed: int) -> Plan:
    """The plan of the sample with a seed."""
    return Plan(seed=seed, schools=SCHOOLS, registry=FILINGS, mess=_MESS)


class SampleCounty(Generator):
    """The parcels of one county, with what only the sample has."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        schools = make_schools(random.Random(f"{plan.seed}/schools"), plan.schools, [COUNTY])  # noqa: S311
        self.counties = [COUNTY]
        self._plain, self._without = schools.pop(), schools.pop()
        self._joint = [schools.pop() for _ in range(_JOINT)]
        self._with_sheets = [schools.pop() for _ in range(_WITH_SHEETS)]
        self.schools = schools
        self._reported: list[tuple[School, Report]] = []

    def parcels(self) -> Iterator[Parcel]:
        """Every sender's files, the odd ones last."""
        yield from super().parcels()
        mess = self._mess("central school")
        yield _whole(school_workbooks(mess, self.registry, self._with_sheets, "仁和铺镇中心校/"))
        yield _whole(self._joint_list())
        yield _whole([formula_like(self._plain, self.registry), nil_statement(self._without)])
        yield _whole(odd_files())
        data, member = climbing_archive()
        yield Parcel([member], {member.path.partition("!/")[0]: data})
        locked = locked_archive()
        path = "古堰镇/有密码的压缩包.zip"
        artifact = Artifact(f"{path}!/附件2.xlsx", b"", "xlsx", ("unreadable",), 0, [], {"odd"})
        yield Parcel([artifact], {path: locked})

    def _send(self, school: School, number: int) -> tuple[Parcel, Report]:
        parcel, report = super()._send(school, number)
        if report.usages and is_steady(parcel.artifacts):
            self._reported.append((school, report))
        return parcel, report

    def _joint_list(self) -> list[Artifact]:
        """One table of several schools, two of which have sent forms of their own as well."""
        mess = self._mess("joint list")
        units = [(school, report_of(mess, self.registry, school)) for school in self._joint]
        again = self._reported[:_SENT_AGAIN]
        artifacts = summary_workbooks(mess, COUNTY, units + again, "观音堂镇汇总表")
        keys = {school.key for school, _ in again}
        for record in (record for artifact in artifacts for record in artifact.records):
            if record.fact.partition("|")[0] in keys:
                record.mess.add("summarised_again")
        return artifacts


def _whole(artifacts: list[Artifact]) -> Parcel:
    return Parcel(artifacts, {artifact.path: artifact.data for artifact in artifacts})


def formula_like(school: School, registry: Registry) -> Artifact:
    """A workbook saved under the wrong ending, with texts that Excel might take for formulas."""
    grid = Grid("附件2", {(0, 0): "已推广使用的APP统计汇总表", (1, 0): f"填报单位：{school.name}"})
    header = (
        "序号",
        "学校名称",
        "APP名称",
        "APP备案号",
        "主要功能",
        "推荐/强制",
        "集体决策",
        "收费",
    )
    in_force = [filing for filing in registry.filings if filing.status == "正常"]
    records: list[Record] = []
    _put(grid, 2, header)
    for number, (function, filing) in enumerate(zip(_FORMULA_LIKE, in_force, strict=False), 1):
        name, filed = filing.name, filing.number
        _put(grid, 2 + number, (number, school.name, name, filed, function, "推荐使用", "是", "否"))
        fields: dict[str, str | bool | None] = {
            "app_name": name, "app_kind": "app", "filing_number": filed, "verdict": "verified",
            "registry_name": name, "school": school.name, "function": function,
            "requirement": "recommended", "collective_decision": True, "charges": False,
        }  # fmt: skip
        fact = f"{school.key}|2|{filed}"
        records.append(
            Record(
                2, "accepted", fact, fields, mess={"formula_like"}, table="附件2", row=3 + number
            )
        )
    path = f"古堰镇/{school.name}附件2.xls"
    return Artifact(path, write_xlsx([grid]), "xlsx", ("read",), 1, records, {"wrong_ending"})


def nil_statement(school: School) -> Artifact:
    """A Word page without any table that says: none."""
    body = [
        f"{school.name}APP排查情况说明",
        "按照县教体局通知要求，我校成立工作专班，逐班逐人进行了排查。",
        "经排查，我校未使用任何APP（含小程序、公众号），特此说明。",
        school.name,
        "2023年7月15日",
    ]
    records = [nil_record(annex, school.name, school.key) for annex in (1, 2)]
    for record in records:
        record.optional, record.table = record.annex == 1, "*"
        record.mess.add("nil_statement")
    data = paragraphs(body, school.key)
    path = f"古堰镇/{school.name}情况说明.docx"
    return Artifact(path, data, "docx", ("read",), None, records, {"nil_statement"})


def _put(grid: Grid, row: int, values: tuple[Value, ...]) -> None:
    for column, value in enumerate(values):
        grid.put(row, column, value)
