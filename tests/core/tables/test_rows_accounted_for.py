"""Nothing is lost and nothing invented: tables put together at random from ordinary parts."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import ANNEX1, ANNEX2, Row, read_grid

from qingyuan.core.tables.grid import CellValue

ORDER2 = ("serial", "school", "app", "number", "function", "requirement", "decision", "charges")
ORDER1 = ("serial", "app", "document", "docno", "department", "purpose", "until", "number")
APPS = st.sampled_from(
    [
        "青禾作业",
        "星河阅读",
        "远航口算APP",
        "海湾课堂小程序",
        "松峰家校通",
        "无忧英语",
        "一起作业",
        "小记者",
        "Happy英语",
    ]
)
SCHOOLS = st.sampled_from(["云溪县第一小学", "云溪县第二小学", "清河镇中心幼儿园", "", "同上"])
BLANKS: list[Row] = [(), (2,), ("", "", "", ""), (3, None, None)]
FORM_ROWS: list[Row] = [
    ("合计", "", "3个"),
    ("注：有效时限填写所涉及活动的截止日期，截止日期不明的，填写“无有效期”",),
    ("填表人：张三", "", "联系电话：13800000000"),
    ("例", "XX小学", "XXX", "教APP备XXXXXXX号", "布置作业"),
    ("……", "……", "……", "……"),
]
ENTRIES: st.SearchStrategy[dict[str, CellValue]] = st.fixed_dictionaries(
    {
        "serial": st.sampled_from([1, 2, "3", "（4）", None, 1.0]),
        "school": SCHOOLS,
        "app": APPS,
        "number": st.sampled_from(["教APP备1100001号", "无", "", "/", "已备案", 1100001]),
        "function": st.sampled_from(["布置作业", "家校沟通", ""]),
        "requirement": st.sampled_from(["推荐使用", "强制使用", "", "☑推荐 □强制"]),
        "decision": st.sampled_from(["是", "否", ""]),
        "charges": st.sampled_from(["是", "否", "", "自愿付费"]),
        "document": st.sampled_from(["关于使用平台的通知", "读书月活动"]),
        "docno": st.sampled_from(["云教体〔2023〕5号", "无", ""]),
        "department": st.sampled_from(["教导处", ""]),
        "purpose": st.sampled_from(["提高效率", ""]),
        "until": st.sampled_from(["2023年7月20日", "无有效期", ""]),
    }
)


@dataclass(frozen=True)
class Made:
    """A table, and which of its rows (1-based) hold which app."""

    rows: list[Row]
    expected: list[tuple[int, str]]


@st.composite
def tables(draw: st.DrawFn) -> Made:
    annex = draw(st.sampled_from([1, 2]))
    titles = dict(
        zip(ORDER1 if annex == 1 else ORDER2, ANNEX1 if annex == 1 else ANNEX2, strict=True)
    )
    order = draw(st.permutations(list(titles)))
    header: Row = [titles[column] for column in order]
    above: list[Row] = [("附件",), ("填报单位：云溪县第一小学",)]
    rows = above[: draw(st.integers(0, 2))]
    rows.append(header)
    expected: list[tuple[int, str]] = []
    for kind in draw(
        st.lists(st.sampled_from(["entry"] * 6 + ["blank", "form", "header"]), max_size=14)
    ):
        if kind == "entry":
            cells = draw(ENTRIES)
            rows.append([cells[column] for column in order])
            expected.append((len(rows), str(cells["app"])))
        elif kind == "header":
            rows.append(header)
        else:
            rows.append(
                draw(
                    st.sampled_from(
                        BLANKS if kind == "blank" or order[0] != "serial" else FORM_ROWS
                    )
                )
            )
    return Made(rows, expected)


@settings(max_examples=150, deadline=None)
@given(tables())
def test_every_filled_row_comes_out_exactly_once(made: Made) -> None:
    found = read_grid(made.rows)
    assert sorted((row.row, row.app_cell) for row in found.rows) == made.expected


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(), st.text(max_size=8), st.integers(0, 99999), st.sampled_from(ANNEX2)
            )
        ),
        max_size=12,
    )
)
def test_any_grid_is_read_without_error_and_no_row_twice(rows: list[list[CellValue]]) -> None:
    found = read_grid(rows)
    places = [(row.annex, row.row) for table in found.tables for row in table.rows]
    assert all(1 <= row <= len(rows) for _, row in places)
    assert len(places) == len(set(places)) or len(found.tables) > 1
