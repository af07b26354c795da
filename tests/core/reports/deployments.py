"""Invented units that report their deployment: a county, a school, one that did nothing, a zone."""

from dataclasses import replace
from datetime import date

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.reports.deployment_figures import (
    Channel,
    Children,
    DeploymentFigures,
    Expected,
    FollowUpDocument,
    Meeting,
    Member,
    UnitCoverage,
)

_TOWNS = ("清河镇", "青龙岗镇", "花溪铺乡", "鲁湾镇", "大樟镇", "云台乡", "石门镇", "柳林乡")
_KINDS = ("中心小学", "第一初级中学", "第二小学", "中心幼儿园", "九年一贯制学校")
SCHOOLS = tuple(f"云溪县{town}{kind}" for town in _TOWNS for kind in _KINDS)


def _school(place: int, name: str) -> UnitCoverage:
    staff = 18 + place * 7 % 41
    if place == 7:  # signed nothing, said nothing of its staff
        return UnitCoverage(name, Coverage(1, 1, 1, units_without_roster=1))
    if place == 12:
        return UnitCoverage(name, Coverage(1, 1, 0, 0, staff, 0))
    return UnitCoverage(name, Coverage(1, 1, 1, 1, staff, staff - (5 if place == 23 else 0)))


_BY_UNIT = tuple(_school(place, name) for place, name in enumerate(SCHOOLS))

NOTHING = DeploymentFigures(
    unit="云溪县教育体育局",
    superior="临江市教育体育局",
    campaign="APP 排查整治活动",
    document="关于开展APP排查整治活动的通知",
    document_number="临教体办[2023]056号",
    made_on=date(2023, 6, 19),
    received_on=None,
    sent_on=None,
    documents=(),
    meetings=(),
    coverage=Coverage(40, units_without_roster=40),
    members=(),
    led_by_head=False,
    channels=(),
    children=Children.SCHOOLS,
    task_forces=Expected(40, 0),
    child_channels=Expected(40, 0),
)
COUNTY = replace(
    NOTHING,
    received_on=date(2023, 6, 12),
    sent_on=date(2023, 6, 13),
    documents=(
        FollowUpDocument(
            "云溪县教育体育局关于转发《关于开展APP排查整治活动的通知》的通知",
            "云教体〔2023〕21号",
            date(2023, 6, 13),
        ),
        FollowUpDocument("云溪县APP排查整治活动实施方案", "", date(2023, 6, 14)),
    ),
    meetings=(
        Meeting("全县APP排查整治动员部署会", date(2023, 6, 15), 126),
        Meeting("中心校校长工作例会", date(2023, 6, 16)),
    ),
    coverage=sum((unit.coverage for unit in _BY_UNIT), Coverage()),
    by_unit=_BY_UNIT,
    members=(
        Member("何书远", "云溪县教育体育局局长", "组长", "全面负责，统筹协调", "0000-6120001"),
        Member("唐映秋", "云溪县教育体育局副局长", "副组长", "分管排查、清理", "0000-6120002"),
        Member("陆知行", "电教馆馆长", "成员", "办公室日常工作，备案号审验", "13000000001"),
        Member("岑小满", "基础教育股股长", "成员", "中小学排查，督促学校登记在用APP", ""),
        Member("鲍清越", "学前教育股股长", "成员", "", "13000000003"),
        Member("温景行", "监察室主任", "成员", "投诉受理，督查检查", "13000000004"),
    ),
    led_by_head=True,
    channels=(
        Channel("电话", "0000-6120010", "云溪县教育体育局网站", date(2023, 6, 16)),
        Channel("邮箱", "tousu@yunxi.example"),
    ),
    task_forces=Expected(40, 37, (SCHOOLS[7], SCHOOLS[12], SCHOOLS[31])),
    children_led_by_head=36,
    not_led_by_head=(SCHOOLS[5],),
    child_channels=Expected(40, 39, (SCHOOLS[7],)),
)
SCHOOL = replace(
    COUNTY,
    unit="临江市第九高级中学",
    documents=(),
    meetings=(Meeting("全体教职工会议", date(2023, 6, 14), 182),),
    coverage=Coverage(1, 1, 1, 1, 186, 182),
    by_unit=(),
    members=(
        Member("方以南", "副校长", "组长", "全面负责", "13000000011"),
        Member("许见山", "教导处主任", "副组长", "排查在用APP", "13000000012"),
        Member("陶青禾", "信息技术教师", "成员", "登记、报送", "13000000013"),
    ),
    led_by_head=False,
    channels=(Channel("电话", "0000-6120099", "学校门口公示栏", date(2023, 6, 15)),),
    children=None,
    task_forces=None,
    children_led_by_head=0,
    not_led_by_head=(),
    child_channels=None,
)
COMPLETE = replace(
    COUNTY,
    coverage=Coverage(40, 40, 40, 40, 1240, 1240),
    by_unit=(),
    members=COUNTY.members[:3],
    task_forces=Expected(40, 40),
    children_led_by_head=40,
    not_led_by_head=(),
    child_channels=Expected(40, 40),
)
# A city reports to the province: the units below are counties that have schools of their own.
CITY = replace(
    COUNTY,
    unit="临江市教育体育局",
    superior="某省教育厅办公室",
    children=Children.UNITS,
    by_unit=tuple(
        UnitCoverage(f"{name}教育体育局", Coverage(310, 310, 305, 300 + place, 9000, 8990 + place))
        for place, name in enumerate(("云溪县", "临水县", "白塔县", "青川新区"))
    ),
    coverage=Coverage(1240, 1240, 1220, 1206, 36000, 35966),
    task_forces=Expected(1240, 1239, ("白塔县第三小学",)),
    children_led_by_head=1239,
    not_led_by_head=(),
    child_channels=Expected(1240, 1240),
)
