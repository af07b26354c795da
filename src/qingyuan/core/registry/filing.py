"""备案: one entry of the registry, and the words in which its status is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FilingStatus(StrEnum):
    """状态 of a filing on its as-of date: 正常, 暂时下线 or 撤销."""

    NORMAL = "normal"
    OFFLINE = "offline"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Filing:
    """An app as the registry has it; `number` is canonical (`教APP备1234567号`).

    One number may stand on several entries (labels of one app), one name on several numbers.
    """

    number: str
    name: str
    provider: str = ""
    region: str = ""
    status: FilingStatus = FilingStatus.NORMAL
    aliases: tuple[str, ...] = ()
    as_of: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases, the name first."""
        return (self.name, *self.aliases)


_STATUS_WORDS = (
    # Order matters: 取消下线 and 恢复上线 undo what a later word would claim.
    (re.compile(r"恢复|取消下线|重新上线|撤销下线"), FilingStatus.NORMAL),
    (re.compile(r"未(?:被)?(?:撤销|注销|下线|下架)|无异常"), FilingStatus.NORMAL),
    (
        re.compile(r"撤销|撤消|注销|吊销|取消|作废|失效|终止|withdrawn|revoked"),
        FilingStatus.WITHDRAWN,
    ),
    (re.compile(r"下线|下架|暂停|停用|停止服务|整改中|offline|suspended"), FilingStatus.OFFLINE),
    (
        re.compile(r"正常|在册|有效|在线|上线|在用|运行|已备案|备案通过|通过|normal|^$|^[-—/]+$"),
        FilingStatus.NORMAL,
    ),
)


def read_status(text: str) -> FilingStatus | None:
    """The status that a registry's cell names, None for words that are not known.

    >>> read_status("已撤销"), read_status(" 暂时下线 "), read_status(""), read_status("待定")
    (<FilingStatus.WITHDRAWN: 'withdrawn'>, <FilingStatus.OFFLINE: 'offline'>, \
<FilingStatus.NORMAL: 'normal'>, None)
    """
    word = "".join(text.split()).lower()
    return next((status for words, status in _STATUS_WORDS if words.search(word)), None)
