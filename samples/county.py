"""Who sends what in the sample county: single schools, a central school, a joint list, a bureau."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.inbox.counties import school_workbooks, summary_workbooks
from benchmarks.inbox.generate import Generator, Plan
from benchmarks.inbox.grid import Grid, Value
from benchmarks.inbox.parcels import Parcel, report_of
from benchmarks.inbox.places import School, make_schools
from benchmarks.inbox.registry import Registry
from benchmarks.inbox.truth import Artifact, Record
from benchmarks.inbox.writers.xlsx import write_xlsx

from samples.odd import climbing_archive, locked_archive, odd_files

COUNTY = "云溪县"
SCHOOLS, FILINGS = 40, 400
_WITH_SHEETS, _JOINT = 6, 6  # schools in one workbook with a sheet each, and in one table
_FORMULA_LIKE = ("=家长端可看作业", "+家校沟通", "-每日口算", "@全体家长发通知")

# Rare kinds of mess, made common enough for forty schools to show each at least once.
_MESS = {
    "tick_columns": 0.15, "inverted_charges": 0.06, "kind_column": 0.08, "not_nil_note": 0.08,
    "unit_in_title": 0.1, "unit_missing": 0.15, "school_short": 0.06, "school_code_prefix": 0.06,
    "stacked_tables": 0.2, "side_by_side": 0.1, "hidden_sheet": 0.06, "instruction_sheet": 0.08,
    "code_sheet": 0.06, "far_blanks": 0.03, "far_junk": 0.05, "formulas": 0.08,
    "strict_ooxml": 0.03, "html_as_xls": 0.06, "tick_boxes": 0.1, "ditto": 0.08,
    "answer_blank": 0.04, "name_edition": 0.05, "name_typo": 0.05, "name_traditional": 0.03,
    "number_in_name": 0.04, "number_with_icp": 0.04, "row_without_name": 0.05,
    "listed_twice": 0.04, "nil_statement": 0.3, "blank_table": 0.03, "docx_title_in_table": 0.15,
    "docx_unit_table": 0.1, "docx_tracked": 0.1, "docx_controls": 0.1, "same_bytes": 0.08,
    "other_format": 0.06, "revised": 0.12, "zipped": 0.12, "zip_nested": 0.3, "junk": 0.0,
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
        self.schools = schools[: -_WITH_SHEETS - _JOINT - 1]
        self._with_sheets = schools[-_WITH_SHEETS - _JOINT - 1 : -_JOINT - 1]
        self._joint = schools[-_JOINT - 1 : -1]
        self._plain = schools[-1]

    def parcels(self) -> Iterator[Parcel]:
        """Every sender's files, the odd ones last."""
        yield from super().parcels()
        mess = self._mess("central school")
        yield _whole(school_workbooks(mess, self.registry, self._with_sheets, "仁和铺镇中心校/"))
        joint = [(school, report_of(mess, self.registry, school)) for school in self._joint]
        yield _whole(summary_workbooks(mess, COUNTY, joint, "观音堂镇汇总表"))
        yield _whole([formula_like(self._plain, self.registry)])
        yield _whole(odd_files())
        data, member = climbing_archive()
        yield Parcel([member], {member.path.partition("!/")[0]: data})
        locked = locked_archive()
        path = "古堰镇/有密码的压缩包.zip"
        artifact = Artifact(f"{path}!/附件2.xlsx", b"", "xlsx", ("unreadable",), 0, [], {"odd"})
        yield Parcel([artifact], {path: locked})


def _whole(artifacts: list[Artifact]) -> Parcel:
    return Parcel(artifacts, {artifact.path: artifact.data for artifact in artifacts})


def formula_like(school: School, registry: Registry) -> Artifact:
    """A workbook saved under the wrong ending, with texts that Excel might take for formulas."""
    grid = Grid("附件2", {(0, 0): "已推广使用的APP统计汇总表", (1, 0): f"填报单位：{school.name}"})
    header = ("序号", "学校名称", "APP名称", "APP备案号", "主要功能", "推荐/强制", "集体决策", "收费")
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
            Record(2, "accepted", fact, fields, mess={"formula_like"}, table="附件2", row=3 + number)
        )
    path = f"古堰镇/{school.name}附件2.xls"
    return Artifact(path, write_xlsx([grid]), "xlsx", ("read",), 1, records, {"wrong_ending"})


def _put(grid: Grid, row: int, values: tuple[Value, ...]) -> None:
    for column, value in enumerate(values):
        grid.put(row, column, value)
