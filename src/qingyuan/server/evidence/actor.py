"""Who does a deed, and by which way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """The way by which a deed came in."""

    WEB = "web"
    LINK = "link"  # a personal link or a school's code, without an account
    COMMAND = "command"
    JOB = "job"

    @property
    def label(self) -> str:
        """For people."""
        return {"web": "网页", "link": "链接", "command": "命令行", "job": "后台任务"}[self.value]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a command or a job, as it stood when the deed was done.

    Attributes:
        name: For people: 王老师, 命令行.
        channel: How the deed came in.
        user_id: The account, where there is one.
        unit_id: The unit in whose chain the deed stands unless it concerns another.
        address: From where; empty where that is nobody's business.
    """

    name: str
    channel: Channel
    user_id: int | None = None
    unit_id: int | None = None
    address: str = ""


def command_actor(user: str) -> Actor:
    """The administrator at the terminal, by the name the system knows."""
    return Actor(name=f"命令行（{user}）", channel=Channel.COMMAND)


JOB = Actor(name="后台任务", channel=Channel.JOB)
