"""Names with personal links, as text to send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Somebody and the link that is theirs alone."""

    number: int
    name: str
    department: str
    address: str

    @property
    def field_id(self) -> str:
        """Of the field that holds the text to copy."""
        return f"link-{self.number}"

    @property
    def text(self) -> str:
        """What is sent to one person."""
        return f"{self.name}老师，请打开链接阅读通知并点“我已阅读并知晓”：{self.address}"


def all_links_text(title: str, lines: Sequence[LinkLine]) -> str:
    """All of them, a line each, under the notice's title."""
    head = f"《{title}》请打开自己的链接，阅读后点“我已阅读并知晓”，不用登录："
    return "\n".join([head, *(f"{line.name}：{line.address}" for line in lines)])
