"""Invented values for components: people, schools, apps and numbers that do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime

from qingyuan.server.look import parts
from qingyuan.server.look.tones import Tone

DUE = date(2023, 7, 20)
NOON = datetime(2023, 7, 18, 6, 32, tzinfo=UTC)
PLATFORM = parts.Platform(
    host="云溪市教育体育局", phone="0376-0000123", version="0.3.0", is_demo=True
)
SCHOOL = parts.Reader("固山县第一小学", "王老师", "填报员", 3)
CITY = parts.Reader("云溪市教育体育局", "李主任", "管理员", 12)
BAR = parts.CampaignBar("第二阶段 排查清理", DUE, 6, 1502, 1867, "#报送")
TASKS = [
    parts.Task("部署情况与专班名单", "6月18日已提交，县局已通过", "已通过", "#部署"),
    parts.Task("附件 1 涉及 APP 的文件及活动", "登记 4 项，6月29日提交", "待县局审核", "#附件1"),
    parts.Task("附件 2 在用 APP 登记", "已登记 12 款，3 处要改", "需修改", "#附件2"),
    parts.Task("教职工传达", "96 人中 71 人已签收", "填报中", "#传达"),
    parts.Task("清理情况", "先完成附件 2 再填写", "未开始"),
]
NOW = parts.NowCard(
    "核对 3 款应用的备案号",
    "7月20日（周四）24:00 前完成，还有 6 天。约需 10 分钟。",
    parts.Action("去核对", "#核对", kind=parts.ActionKind.PRIMARY),
)
FIGURES = [
    parts.FigureCard("在用应用", "3,284", "较上周 +126", "#在用"),
    parts.FigureCard("未备案", "417", "须清理", "#未备案", Tone.DANGER),
    parts.FigureCard("涉及收费", "58", "31 所学校", "#收费", Tone.WARN),
    parts.FigureCard("清理完成率", "72.4%", "302 / 417 款", "#清理", part=302, whole=417),
]
HISTORY = [
    parts.HistoryEntry(
        NOON,
        "固山县教育体育局 陈老师",
        "退回修改",
        "第 5 行没有写收费对象。改这一处即可，其他内容不用动",
    ),
    parts.HistoryEntry(NOON, "王老师", "提交给县局"),
    parts.HistoryEntry(
        NOON,
        "王老师",
        "修改登记",
        changes=(
            parts.Change("备案号", "教APP备000012号", "教APP备0000123号"),
            parts.Change("主要功能", "", "家校沟通"),
        ),
    ),
]
_CENTRAL = parts.TreeNode(
    "柳河镇中心校", "#中心校", "3 所", children=(parts.TreeNode("柳河小学", "#柳河"),)
)
_COUNTY = parts.TreeNode(
    "固山县教育体育局",
    "#县",
    "14 所",
    is_open=True,
    children=(
        parts.TreeNode("固山县第一小学", "#一小", "58 人", "已签收"),
        parts.TreeNode("固山县第二小学", "#二小", "41 人", "未签收"),
        _CENTRAL,
    ),
)
_ZONE = parts.TreeNode("东湖新区教育办公室", "#新区", "无行政区划代码", "已下发")
TREE = [
    parts.TreeNode(
        "云溪市教育体育局", "#市", "共 30 所学校", is_open=True, children=(_COUNTY, _ZONE)
    )
]
NOTICE = parts.NoticeText(
    issuer="云溪市教育体育局办公室文件",
    number="云教办〔2023〕18号",
    title="关于开展 APP 排查整治活动的通知",
    addressees="各县区教育（体育）局，局直各学校",
    paragraphs=(
        parts.Paragraph("按照省教育厅办公室有关文件要求，现将具体事宜通知如下："),
        parts.Paragraph("一、排查整治范围及目标", 1),
        parts.Paragraph(
            "全面清理未获得教育类 APP 备案号的各类在用 APP，"
            "全面清理虽获得备案号但选用程序不规范的各类在用 APP。"
        ),
        parts.Paragraph("二、活动安排", 1),
        parts.Paragraph("排查整治活动分三个阶段实施，各阶段时间见附件。"),
    ),
    signed_by="云溪市教育体育局办公室",
    issued_on=date(2023, 6, 12),
    attachments=(
        parts.Attachment("附件 1 汇总表.xlsx", "#a1", "14 KB"),
        parts.Attachment("附件 3 报告模板.docx", "#a3", "22 KB"),
    ),
)
_NOT_OURS = "这是网站备案号（ICP），不是教育 APP 备案号"


def _row(
    named: str, number: str, people: str, status: str, wrong: str = ""
) -> tuple[parts.Cell, ...]:
    school, app = named.split()
    return (
        parts.Cell(school, f"#{school}"),
        parts.Cell(app, f"#{app}"),
        parts.Cell(number, wrong=wrong),
        parts.Cell("推荐使用"),
        parts.Cell(people),
        parts.Cell("", status=status),
    )


TABLE = parts.Table(
    "在用应用",
    (
        parts.Column("学校名称", sort_url="?sort=school", sorted="ascending"),
        parts.Column("APP 名称"),
        parts.Column("备案号"),
        parts.Column("使用方式"),
        parts.Column("人数", is_numeric=True, sort_url="?sort=-people"),
        parts.Column("状态"),
    ),
    (
        _row("固山县第一小学 口算练练", "教APP备0000123号", "1,204", "已核验"),
        _row("固山县第二小学 家校直通车", "豫ICP备00000001号", "860", "需修改", _NOT_OURS),
        _row("柳河小学 每日阅读打卡", "未备案", "92", "须清理"),
        _row("东湖新区实验幼儿园 宝宝食谱", "教APP备0000456号", "310", "待审核"),
    ),
    total=(
        parts.Cell("合计"),
        parts.Cell("4 款"),
        parts.Cell("2 款有备案号"),
        parts.Cell(""),
        parts.Cell("2,466"),
        parts.Cell(""),
    ),
    hides_caption=True,
)
CHASE = (
    "【固山县教体局】APP 排查：贵校附件 2 还未提交，7月20日（周四）截止，约需 20 分钟。\n"
    "入口：https://qingyuan.example/a/7k2m 已有草稿 5 款"
)
