"""What a check has found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """A stored invariant that does not hold.

    Attributes:
        code: Which invariant, for scripts: `blob_missing`.
        sentence: What is wrong and where.
        repair: What to do about it.
    """

    code: str
    sentence: str
    repair: str


RESTORE = "从最近的备份恢复：qingyuan restore 备份文件 --data 数据文件夹"
TELL = "不要继续使用，保留数据文件夹，把这一行和最近的备份交给技术支持"
REBUILD = "运行 qingyuan tallies --rebuild --data 数据文件夹，按底数重算"
"""Repairs that more than one check asks for."""
