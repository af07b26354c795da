"""Reads a registry of filings: a table of names and numbers, or a saved page of the query site.

Headers vary (应用名称/APP名称/名称, 备案号/备案编号, 提供者/主办者/单位名称, 备案地区/省份,
状态, 别名); a file without a column of names and one of numbers is refused with its headers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from qingyuan.core.identifiers.classify import classify
from qingyuan.core.registry.filing import Filing, read_status
from qingyuan.core.registry.snapshot import OddRow, RegistrySnapshot
from qingyuan.core.tables.dates import NO_END, read_until
from qingyuan.core.tables.grid import CellValue, Content, Grid
from qingyuan.core.tables.headers import title_text
from qingyuan.core.tables.text import cell_text, grid_texts
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.read import read

_TITLES = {
    "number": re.compile(r"备案(?:编?号码?|证号|序号)$|^编号$|教APP备"),
    "status": re.compile(r"状态|备案结果|备案情况"),
    "aliases": re.compile(r"别名|曾用名|又名|其他名称|其它名称|简称"),
    "provider": re.compile(
        r"提供者|主办者|提供方|单位名称|企业|公司|开发者|开发单位|备案主体|主体名称|运营|所属单位|机构名称"
    ),
    "region": re.compile(r"地区|省份|所在省|属地|省市|备案地"),
    "as_of": re.compile(
        r"截至|更新(?:日期|时间)|数据日期|查询(?:日期|时间)|状态日期|备案(?:日期|时间)"
    ),
    "name": re.compile(
        r"(?:APP|应用|软件|产品|程序|平台|移动应用程序)(?:程序)?名?称?$|^名称$|^名字$"
    ),
}
_AS_OF = re.compile(
    r"(?:截至|截止|更新|数据日期|查询时间|导出时间|快照)\D{0,6}(20\d\d\D{1,2}\d{1,2}\D{1,2}\d{1,2})"
)
_ALIASES = re.compile(r"[、,，;；/|｜\n]+")
_HEADER_ROWS = 15


def read_registry(data: bytes, name: str) -> RegistrySnapshot:
    """Reads a registry file (csv, xlsx, xls, ods or a saved page), given its bytes and name.

    Raises:
        Refused: not a table, or no column of names or of numbers.
    """
    content = read(data, name)
    for grid in (block for block in content.blocks if isinstance(block, Grid)):
        place = _header(grid)
        if place:
            return _read_grid(grid, *place, content, hashlib.sha256(data).hexdigest())
    raise Refused(_no_header(name, content), code="unknown_headers")


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    for row, values in enumerate(grid.rows[:_HEADER_ROWS]):
        columns = _columns([cell_text(value) for value in values])
        if {"name", "number"} <= columns.keys():
            return row, columns
    return None


def _columns(texts: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, text in enumerate(texts):
        title = title_text(text) if len(text) <= 30 else ""
        meaning = next((m for m, known in _TITLES.items() if title and known.search(title)), None)
        if meaning and meaning not in columns:
            columns[meaning] = index
    return columns


def _no_header(name: str, content: Content) -> str:
    found: list[str] = []
    for grid in (block for block in content.blocks if isinstance(block, Grid)):
        first = next((row for row in grid.rows if sum(v not in {None, ""} for v in row) > 1), ())
        found += [cell_text(value) for value in first if value not in {None, ""}]
    headers = "、".join(found[:20]) or "（没有找到表头）"
    return (
        f"备案名录“{name}”里没有认出应用名称和备案号两列。现有的表头是：{headers}。"
        "请把表头改为“应用名称”“备案号”（可另有“提供者”“备案地区”“状态”“别名”）后再用"
    )


def _read_grid(
    grid: Grid, header: int, columns: dict[str, int], content: Content, sha256: str
) -> RegistrySnapshot:
    filings: list[Filing] = []
    odd: list[OddRow] = []
    reader = _Rows(columns)
    texts = grid_texts(grid)
    for row in range(header + 1, len(texts)):
        if any(texts[row]):
            made = reader.filing(texts[row], grid.rows[row])
            if isinstance(made, str):
                odd.append(OddRow(row + 1, made))
            else:
                filings.append(made)
    titles = {meaning: texts[header][index] for meaning, index in columns.items()}
    return RegistrySnapshot(tuple(filings), _as_of(content, filings), sha256, titles, tuple(odd))


class _Rows:
    """Makes filings from the rows of a grid, given which column holds what."""

    def __init__(self, columns: dict[str, int]) -> None:
        def place(meaning: str) -> int:
            return columns.get(meaning, _NOWHERE)

        self._name, self._number = place("name"), place("number")
        self._provider, self._region = place("provider"), place("region")
        self._status, self._aliases, self._as_of = place("status"), place("aliases"), place("as_of")
        self._read_status = lru_cache(maxsize=256)(read_status)

    def filing(self, texts: Sequence[str], values: Sequence[CellValue]) -> Filing | str:
        """The filing of a row, or why it is none; `texts` end in an empty cell."""
        name, number = texts[self._name], texts[self._number]
        numbers = classify(number).filing_numbers
        if not name:
            return "没有应用名称"
        if not numbers:
            return f"备案号“{number}”不是“教APP备+7位数字+号”的形式"
        status = self._read_status(texts[self._status])
        if status is None:
            return f"状态“{texts[self._status]}”认不出来（可写：正常、暂时下线、撤销）"
        return Filing(
            numbers[0],
            name,
            texts[self._provider],
            texts[self._region],
            status,
            _split_aliases(texts[self._aliases]),
            _date(values[self._as_of]) if texts[self._as_of] else None,
        )


_NOWHERE = -1  # reads the empty cell at the end of each row


def _split_aliases(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, _ALIASES.split(text)))) if text else ()


def _date(value: CellValue) -> date | None:
    until = read_until(value).value
    return date.fromisoformat(until) if until and until != NO_END else None


def _as_of(content: Content, filings: Sequence[Filing]) -> date | None:
    """The date that a line of the file states, else the latest of its rows."""
    for text in _texts(content):
        found = _AS_OF.search(text)
        until = read_until(re.sub(r"\D+", "-", found[1])).value if found else None
        if until and until != NO_END:
            return date.fromisoformat(until)
    return max((filing.as_of for filing in filings if filing.as_of), default=None)


def _texts(content: Content) -> Iterator[str]:
    for block in content.blocks:
        if isinstance(block, str):
            yield block
        else:
            for row in (*block.rows[:_HEADER_ROWS], *block.rows[-3:]):
                yield from (value for value in row if isinstance(value, str) and len(value) < 100)
