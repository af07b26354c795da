"""The refusal of a file, in words that a clerk can act on."""

from __future__ import annotations

from typing import Literal

Outcome = Literal["unreadable", "not_a_form"]


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """A file that is not read: what it is, why, and what to do next.

    Attributes:
        sentence: Chinese, for people.
        code: Short English word for programs, such as `zip_bomb`.
        outcome: `unreadable` for what may hold a form, `not_a_form` for what cannot.
    """

    def __init__(self, sentence: str, *, code: str, outcome: Outcome = "unreadable") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.outcome: Outcome = outcome


def damaged(why: str) -> Refused:
    """A file that is cut off or garbled; `why` is a short Chinese clause."""
    return Refused(f"文件已损坏或不完整（{why}），请原填报人重新保存后再发一次", code="damaged")


def too_big(what: str, limit: str) -> Refused:
    """A file over one of the published limits."""
    return Refused(f"{what}，超过上限（{limit}），请删去无关内容或拆分后再放入", code="too_big")
