"""What a unit is, read from the words of a cell or guessed from its name or code."""

from __future__ import annotations

import re
from typing import Final

KIND_WORDS: Final = {
    "province": "省教育厅",
    "city": "市级教育部门",
    "county": "县区教育部门",
    "zone": "功能区教育部门",
    "central_school": "中心校",
    "school": "学校",
    "kindergarten": "幼儿园",
    "department": "科室",
}

_CELLS: Final = (
    ("kindergarten", r"幼儿园|学前|幼教|幼儿|托儿"),
    ("central_school", r"中心校|学区"),
    ("school", r"小学|初中|中学|高中|一贯|完中|中职|职业|职高|技工|特殊|特教|教学点|学校|中专"),
    ("zone", r"功能区|管理区|开发区|风景区|新区|高新区|经开区"),
    ("department", r"科室|处室|股室|内设|二级机构|直属机构|科|股"),
    ("province", r"省"),
    ("city", r"市级|市教育|市局|^市$|地市"),
    ("county", r"县|区"),
)
_NAMES: Final = (
    ("kindergarten", r"幼儿园$|幼稚园$|幼儿园[（(]"),
    ("central_school", r"中心校$|学区$"),
    ("department", r"(?:科|股|办公室|教研室|电教馆|装备站|招生办|信息中心)$"),
    ("zone", r"(?:新区|管理区|风景区|开发区|高新区|经开区).{0,8}(?:局|办|处|中心)$"),
    ("province", r"省教育厅$"),
    ("county", r"[县区].{0,8}(?:教育|教体).{0,4}局$"),
    ("city", r"市.{0,8}(?:教育|教体).{0,4}局$"),
    ("county", r"(?:教育|教体).{0,4}局$"),
    # 中心学校 is a tier of its own in some counties and a plain school in others: not guessed.
    ("school", r"小学|初中|(?<!中心)学校|中学|高中|[一二三四五六七八九十]中$|高$|教学点|中专|职专"),
)


def kind_in_cell(text: str) -> str | None:
    """The kind that a cell of the column 类型 names, else None.

    >>> kind_in_cell("完全小学"), kind_in_cell("科室"), kind_in_cell("其他")
    ('school', 'department', None)
    """
    exact = next((kind for kind, words in KIND_WORDS.items() if words == text), None)
    return exact or _first(_CELLS, text)


def kind_in_name(name: str) -> str | None:
    """The kind that a unit's name tells, else None.

    >>> kind_in_name("柳河镇第一小学"), kind_in_name("东湖县教育体育局")
    ('school', 'county')
    >>> kind_in_name("柳河镇中心学校") is None
    True
    """
    return _first(_NAMES, name)


def kind_in_code(code: str) -> str | None:
    """The kind that the class in a ten-digit code tells: kindergarten or school.

    >>> kind_in_code("1141012345"), kind_in_code("2141012345"), kind_in_code("Q1-2")
    ('kindergarten', 'school', None)
    """
    if not code.isdigit():
        return None
    return {"1": "kindergarten", "2": "school", "3": "school", "5": "school"}.get(code[0])


def _first(rules: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((kind for kind, pattern in rules if re.search(pattern, text)), None)
