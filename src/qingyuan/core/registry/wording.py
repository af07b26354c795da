"""What a verdict says to the clerk: what was found, and from the first "，请" on, what to do.

The tables for people show the two in columns of their own, so no sentence asks for anything
before its "，请", finds anything behind it, or ends in a full stop.
The registry here is a partial copy, so no sentence claims that something is not filed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.identifiers.classify import Kind
from qingyuan.core.naming.similarity import Likeness, Similarity
from qingyuan.core.registry.filing import FilingStatus

if TYPE_CHECKING:
    from qingyuan.core.registry.filing import Filing
    from qingyuan.core.registry.found import Match

_NUMBER = "教育类 APP 备案号"
_NOT_FOUND = "本地名录未查到，待官网核验"
_FORM = f"{_NUMBER}应为“教APP备”加7位数字加“号”"
_LOOK_UP = "请到官网按名称查询：查到的{mend}备案号，查不到的按清理清单办理"
OTHERS_NAME = Similarity(Likeness.DIFFERENT, 0.0, "该名称在名录中属于另一备案号")

_STATUSES = {FilingStatus.WITHDRAWN: "已撤销", FilingStatus.OFFLINE: "暂时下线"}
_OUT_OF_FORCE = {
    FilingStatus.WITHDRAWN: "请停止使用，并到官网核验最新状态",
    FilingStatus.OFFLINE: "请到官网核验最新状态，恢复前不再推荐使用",
}
_KINDS = {
    Kind.ICP_SITE: "网站ICP备案号",
    Kind.ICP_APP: "APP的ICP备案号",
    Kind.ICP_MINI_PROGRAM: "小程序的ICP备案号",
    Kind.POLICE: "公安联网备案号",
    Kind.COPYRIGHT: "软件著作权登记号",
    Kind.OTHER_NUMBER: "其他编号",
}
_SAID = {
    Kind.CLAIMED: f"只写了“已备案”一类的话，没有{_NUMBER}",
    Kind.IN_PROGRESS: f"填报为正在办理，还没有{_NUMBER}",
    Kind.NONE: f"填报为没有{_NUMBER}",
    Kind.TEXT: f"备案号一栏写的不是{_NUMBER}",
}


def verified(number: str, name: str, match: Match) -> str:
    """The number is in the registry and the name agrees."""
    similarity = match.similarity
    if similarity.likeness is Likeness.SAME:
        return f"{number}在本地名录中，名称一致"
    return (
        f"{number}在本地名录中，名录名称为“{match.filing.name}”，填报为“{name}”，"
        f"{similarity.reason}，视为同一应用"
    )


def out_of_force(filing: Filing) -> str:
    """The filing was withdrawn or is offline."""
    dated = f"（截至{filing.as_of.isoformat()}）" if filing.as_of else ""
    state = f"“{filing.name}”（{filing.number}）在本地名录中的状态为“{_STATUSES[filing.status]}”"
    return f"{state}{dated}，{_OUT_OF_FORCE[filing.status]}"


def number_of_another_app(number: str, name: str, filing: Filing) -> str:
    """The number belongs to something with another name."""
    return (
        f"{number}在本地名录中是“{filing.name}”的备案号，与填报的“{name}”不符，"
        "请核对名称和备案号：填错的改正，没有备案号的按清理清单办理"
    )


def number_not_in_registry(number: str, named: Filing | None) -> str:
    """The number is well formed and the registry lacks it."""
    found = f"备案号{number}格式正确，{_NOT_FOUND}"
    if named is None:
        return f"{found}，请到官网核对：核对一致的不用改，不一致的改正"
    return (
        f"{found}；名录中“{named.name}”的备案号是{named.number}，"
        "请到官网核对：核对一致的不用改，填错的改正"
    )


def number_missing(name: str, match: Match, kind: Kind) -> str:
    """The name is in the registry, its number was not given."""
    filing, similarity = match.filing, match.similarity
    alike = (
        "" if similarity.likeness is Likeness.SAME else f"（填报为“{name}”，{similarity.reason}）"
    )
    entered = "漏填备案号" if kind is Kind.EMPTY else _entered(kind)
    return f"{entered}：名录中“{filing.name}”{alike}的备案号是{filing.number}，请核对后补填"


def other_kind(kind: Kind) -> str:
    """Some other number stands in the column, and the name is not known."""
    return f"{_entered(kind)}，该名称{_NOT_FOUND}，{_LOOK_UP.format(mend='改填')}"


def unregistered(kind: Kind) -> str:
    """No number, and the name is not known.

    Who honestly wrote that there is none, or not yet, is told the same and need change nothing
    before the name is found.
    """
    return f"{_entered(kind)}，该名称{_NOT_FOUND}，{_LOOK_UP.format(mend='补填')}"


def malformed() -> str:
    """Something like a number that is none, and the name is not known."""
    entered = _entered(Kind.MALFORMED_FILING)
    return f"{entered}，该名称{_NOT_FOUND}，{_LOOK_UP.format(mend='改正')}"


def _entered(kind: Kind) -> str:
    if kind in _KINDS:
        return f"填写的是{_KINDS[kind]}，不是{_NUMBER}"
    if kind is Kind.MALFORMED_FILING:
        return f"备案号格式不对（{_FORM}）"
    return _SAID.get(kind, f"没有填写{_NUMBER}")
