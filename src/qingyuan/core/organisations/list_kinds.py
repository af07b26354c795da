"""Which columns a list has, and the titles that people write above them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list.

    Attributes:
        key: `units`, `roster` or `accounts`.
        words: For people.
        titles: Field and the pattern of its titles, the more particular first.
        needed: One column of each group must be there.
        filled_down: Fields whose merged cells hold for every row beside them.
    """

    key: str
    words: str
    titles: tuple[tuple[str, re.Pattern[str]], ...]
    needed: tuple[tuple[str, ...], ...]
    filled_down: frozenset[str] = frozenset()

    def field_of(self, title: str) -> str | None:
        """The field that a title means, else None."""
        return next((field for field, pattern in self.titles if pattern.search(title)), None)


def _titles(**patterns: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((field, re.compile(pattern)) for field, pattern in patterns.items())


FIELD_WORDS: Final = {
    "unit": "单位名称",
    "parent": "上级单位",
    "code": "标识码",
    "kind": "类型",
    "region_code": "区划代码",
    "name": "姓名",
    "number": "工号",
    "department": "部门",
    "role": "角色",
}

_CODE = r"(?:标识|机构|学校|单位)代?码$|^代码$|学校[(（]?机构[)）]?标识|统一编码"
_UNIT = (
    r"^(?:所在|所属|工作|任教)?(?:单位|学校|机构|园所|幼儿园|校园)(?:学校|幼儿园)?(?:全称|名称|名)?$"
    r"|^(?:学校|单位|机构)(?:全称|名称)|^校名$|^园名$"
)

UNITS: Final = ListKind(
    key="units",
    words="单位名录",
    titles=_titles(
        parent=r"上级|主管|隶属|所属(?!.*(?:县|区划|地区))|归口|举办单位",
        region_code=r"区划",
        code=_CODE,
        kind=r"类型|类别|性质|办学类|学段|单位种类",
        unit=rf"{_UNIT}|^名称$",
    ),
    needed=(("unit",),),
    filled_down=frozenset({"parent"}),
)
ROSTER: Final = ListKind(
    key="roster",
    words="教职员工名单",
    titles=_titles(
        number=r"工号|职工号|教工号|人员编号|教师编号|编号$|职工编号",
        code=_CODE,
        department=r"部门|科室|年级组|教研组|学科组|处室|组别|学部",
        name=r"姓名|^名字$|教师名|职工名|人员名称",
        unit=_UNIT,
    ),
    needed=(("name", "number"),),
    filled_down=frozenset({"unit", "code", "department"}),
)
ACCOUNTS: Final = ListKind(
    key="accounts",
    words="账号名单",
    titles=_titles(
        role=r"角色|岗位|职责|身份|权限",
        code=_CODE,
        name=r"姓名|^名字$|管理员|联系人|填报人|经办人",
        unit=_UNIT,
    ),
    needed=(("name",), ("role",)),
    filled_down=frozenset({"unit", "code"}),
)
LIST_KINDS: Final = {kind.key: kind for kind in (UNITS, ROSTER, ACCOUNTS)}
