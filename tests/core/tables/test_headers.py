"""Column titles as they come back from schools."""

import pytest

from qingyuan.core.tables.columns import read_columns
from qingyuan.core.tables.fields import Field
from qingyuan.core.tables.headers import title_field

TITLES: dict[Field, list[str]] = {
    Field.SERIAL: ["序号", "序", "编号", "NO.", "No", "№", "序 号", "项次"],
    Field.SCHOOL: [
        "学校名称", "学校", "单位", "单位名称", "学校(单位)名称", "填报单位", "校名", "使用学校",
        "幼儿园名称", "学校全称",
        "所属学校", "学校\n名称", "学校名称（全称）", "*学校名称", "園所名稱",
    ],
    Field.COUNTY: ["县区", "所属县区", "县（市、区）", "区县", "所在县"],
    Field.APP_NAME: [
        "APP名称", "APP 名称", "涉及APP名称", "涉及 APP 名称", "app名称", "ＡＰＰ名称", "软件名称",
        "应用名称", "APP", "应用程序名称",
        "APP名", "APP全称", "小程序名称", "教育APP名称", "使用APP", "在用APP",
        "APP名称（含小程序、公众号）", "APP/小程序名称",
        "平台名称", "移动应用名称", "APP名称：",
    ],
    Field.APP_KIND: ["类型", "APP类型", "类别", "形式", "APP类别", "应用类型"],
    Field.FILING_NUMBER: [
        "备案号", "APP备案号", "APP 备案号", "教育APP备案号", "教育备案号", "备案编号", "备案号码",
        "备案证号", "是否备案",
        "备案情况", "教育部备案号", "备案号（没有的填无）", "教类APP备案号", "ICP备案号", "備案號",
    ],
    Field.FUNCTION: ["主要功能", "功能", "用途", "主要用途", "功能简介", "应用场景", "主 要 功 能",
    "作用"],
    Field.REQUIREMENT: [
        "推荐使用/强制使用", "推荐使用/ 强制使用", "推荐/强制", "推荐或强制", "使用方式",
        "是否强制", "是否强制使用", "使用性质",
        "推荐使用或强制使用", "推荐使用\n强制使用", "是否统一要求使用",
    ],
    Field.COLLECTIVE_DECISION: [
        "是否集体决策", "是否集 体决策", "集体决策", "是否集体研究", "是否经集体研究", "决策情况",
        "是否经班子会研究",
    ],
    Field.CHARGES: ["是否收费", "是否 收费", "收费", "收费情况", "是否收费或变相收费", "是否免费",
    "收费标准", "有无收费"],
    Field.DOCUMENT_NAME: [
        "文件(活动)名称", "文件（活动）名称", "文件名称", "活动名称", "文件或活动名称",
        "文件/活动名称", "通知名称", "涉及文件",
    ],
    Field.DOCUMENT_NUMBER: ["文件编号", "文号", "发文字号", "文件文号", "文件号", "发文号",
    "编号（文号）", "文件字号"],
    Field.DEPARTMENT: ["牵头科室", "牵头部门", "科室", "责任科室", "发起部门", "主办科室",
    "责任部门"],
    Field.PURPOSE: ["工作目的", "目的", "工作内容", "活动目的", "使用目的"],
    Field.VALID_UNTIL: ["有效时限", "有效期", "截止日期", "时限", "业务时限", "有效期限",
    "有效时限（截止日期）", "截止时间"],
    Field.DEPLOYED_BY: ["部署单位", "谁部署", "部署部门", "要求单位", "推广单位"],
    Field.OTHER: ["备注", "联系人", "联系电话", "填表人", "开发公司", "APP开发单位", "使用年级",
    "用户数", "学校代码", "负责人"],
}  # fmt: skip
CASES = [(title, field) for field, titles in TITLES.items() for title in titles]


@pytest.mark.parametrize(("title", "field"), CASES)
def test_a_title_means_its_column(title: str, field: Field) -> None:
    meaning = title_field(title)
    assert meaning is not None
    assert meaning.field is field


@pytest.mark.parametrize(
    "text",
    ["光山县第一小学", "优化高分", "教APP备1100827号", "附件2", "已推广使用的APP统计汇总表",
    "2023年7月20日", "是", "无", "", "1",
     "张三", "涉及APP的文件及活动汇总表", "布置作业"],
)  # fmt: skip
def test_what_is_filled_in_is_no_title(text: str) -> None:
    assert title_field(text) is None


def test_the_better_title_is_told_from_the_makeshift() -> None:
    ranks = {
        text: getattr(title_field(text), "rank", None) for text in ("备案号", "是否备案", "名称")
    }
    assert ranks == {"备案号": 0, "是否备案": 1, "名称": 2}


def test_a_title_over_two_rows_is_read_as_one() -> None:
    stacks = [
        ("序号",),
        ("APP情况", "名称"),
        ("APP情况", "备案号"),
        ("是否收费", "是"),
        ("是否收费", "否"),
    ]
    columns = read_columns(stacks)
    assert [column.field if column else None for column in columns] == [
        Field.SERIAL, Field.APP_NAME, Field.FILING_NUMBER, Field.CHARGES, Field.CHARGES,
    ]  # fmt: skip
    assert [column.option if column else None for column in columns[3:]] == ["是", "否"]


def test_recommended_and_required_as_two_columns_are_boxes_of_one_question() -> None:
    recommended, required = read_columns([("推荐使用",), ("强制使用",)])
    assert recommended is not None
    assert required is not None
    assert (recommended.field, required.field) == (Field.REQUIREMENT, Field.REQUIREMENT)
    assert (recommended.option, required.option) == ("推荐使用", "强制使用")
