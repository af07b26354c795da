"""Requirements that can be checked, channels, and whether contacts are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qingyuan.core.notices.proposal import Channel, Proposed, Requirement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.notices.passage import Passage

_PATTERNS: tuple[tuple[Requirement, re.Pattern[str]], ...] = (
    (Requirement.TASK_FORCE, re.compile(r"专班|领导小组|工作小组")),
    (
        Requirement.LED_BY_HEAD,
        re.compile(
            r"主要负责(?:同志|人)(?!联系)|一把手|(?:校|园|局)长[^,。;]{0,4}(?:任组长|挂帅|负总责|是第一|为第一)|第一责任人"
        ),
    ),
    (Requirement.EVERY_SCHOOL, re.compile(r"每一?[个所](?:学校|校园)|所有学校")),
    (
        Requirement.EVERY_STAFF_MEMBER,
        re.compile(r"每一?[名位个](?:教职员?工|教师|老师)|(?:全体|所有)教职员?工|人人知晓"),
    ),
    (Requirement.ISSUE_DOCUMENTS, re.compile(r"印发(?:工作|实施)?(?:文件|方案)|制发文件")),
    (Requirement.HOLD_MEETINGS, re.compile(r"召开[^。;]{0,16}会")),
    (
        Requirement.COMPLAINT_CHANNEL,
        re.compile(
            r"(?:公布|设立|开通|公开|公示|畅通)[^。;]{0,12}(?:投诉|举报)|(?:投诉|举报)[^。;]{0,16}(?:公布|公开)"
        ),
    ),
    (
        Requirement.INSPECT,
        re.compile(r"督查|抽查|督导检查|督导组|明察暗访|现场检查|监督检查|交叉检查"),
    ),
    (Requirement.INTERVIEW, re.compile(r"访谈|随机(?:询问|走访)|电话访问|访问家长")),
    (Requirement.LEDGER, re.compile(r"台账")),
    (
        Requirement.SELECTION_RULES,
        re.compile(
            r"(?:制定|建立|健全|完善|出台)[^。;]{0,24}(?:细则|制度|办法|(?<!工作)机制|规定)"
        ),
    ),
    (Requirement.CLEARANCE, re.compile(r"拟印发[^。;]{0,40}(?:审验|审核|审查)|审验是否")),
    (Requirement.NIL_RETURN, re.compile(r"零报告|没有的也要(?:回复|报)")),
    (Requirement.CRITICISM, re.compile(r"通报(?!联系)")),
    (Requirement.VETO, re.compile(r"一票否决")),
)
_CHANNELS: tuple[tuple[Channel, re.Pattern[str]], ...] = (
    (Channel.PAPER, re.compile(r"纸质|书面(?:报告|材料|报送)|加盖公章|正式文件")),
    (
        Channel.EMAIL,
        re.compile(
            r"发(?:送|到)?(?:至|到|给)?[^。;]{0,24}(?<!举报)(?<!投诉)邮箱|报送[^。;]{0,60}(?<!举报)(?<!投诉)邮箱|电子邮件|电子(?:稿|版|材料|文档)[^。;]{0,10}(?:发送至|发至|发到)"
        ),
    ),
    (Channel.PLATFORM, re.compile(r"(?:通过|上传)[^,。;]{0,16}(?:平台|系统|OA)|系统填报|OA报送")),
)
_CONTACT = re.compile(
    r"联系人[:：]|联系电话|咨询电话|(?<!举报)(?<!投诉)电话[:：]|(?<!举报)(?<!投诉)邮箱[:：(]|[\w.+-]{1,64}@[\w-]{1,64}\.|(?<!\d)\d{3,4}-\d{7,8}(?!\d)"
)


def read_requirements(body: Sequence[Passage]) -> tuple[Proposed[Requirement], ...]:
    """Each requirement once, with the first sentence that makes it."""
    found = []
    for requirement, pattern in _PATTERNS:
        place = _first(body, pattern)
        if place:
            passage, start, end = place
            found.append(passage.proposed(requirement, start, end))
    return tuple(found)


def read_channels(body: Sequence[Passage]) -> tuple[Proposed[Channel], ...]:
    """How papers are to be sent."""
    found = []
    for channel, pattern in _CHANNELS:
        place = _first(body, pattern)
        if place:
            passage, start, end = place
            found.append(passage.proposed(channel, start, end))
    return tuple(found)


def has_contacts(passages: Sequence[Passage]) -> bool:
    """Whether a person, a telephone number or an address to write to is named."""
    return _first(passages, _CONTACT) is not None


def _first(body: Sequence[Passage], pattern: re.Pattern[str]) -> tuple[Passage, int, int] | None:
    for passage in body:
        found = pattern.search(passage.flat)
        if found:
            return passage, *found.span()
    return None
