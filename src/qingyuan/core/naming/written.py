"""A name cell as a person filled it in: every app that it names, each with its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qingyuan.core.naming.clean import clean_name, kind_prefix, visible
from qingyuan.core.naming.kind import ANY_KIND, AppKind, find_kind
from qingyuan.core.naming.split import split_names
from qingyuan.core.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

_ONE_PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]*")
_MAY_SEPARATE = re.compile(r"[和与及以等序号款个种]")
_NUMBER = re.compile(
    r"[（(\[【]?\s*(?:备案号?\s*[:：]?\s*)?教\s*(?:育\s*)?[Aa][Pp][Pp]\s*备\s*(?:案号?)?\s*[:：]?\s*"
    r"\d[\d\s]{4,8}\d\s*[号號]?\s*[）)\]】]?"
)
_COUNT = r"[两二三四五六七八九十几多\d]+\s*[款个种类]"
_KINDS_AT_END = rf"(?:(?:教育|学习|教学)?类?(?:{ANY_KIND}|软件|应用|平台))?"
_TAIL = re.compile(
    rf"(?:(?<![高中初同平优上均])等\s*(?:{_COUNT})?|(?<=[\u4e00-\u9fff”》」』A-Za-z]){_COUNT}"
    rf"(?={ANY_KIND}|软件|应用))\s*{_KINDS_AT_END}\s*[（(]?(?:共?{_COUNT})?[）)]?\s*$"
)
_NUMBER_IN_NAME = Problem("number_in_name_cell", "名称栏里写了备案号，应填在备案号一栏")
_NAME_MISSING = Problem("name_missing", "名称栏里没有应用名称，请补填")
_LONGEST_CELL = 1000  # some sixty names; beyond that it is no list of names
_TOO_LONG = Problem("name_too_long", "名称栏超过1000字，不像应用名称，只取了前1000字，请核对")
_CLAUSE_END = re.compile(r"[；;\n]")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One app named in a cell.

    `name` is the name alone, otherwise as written; it is empty where the cell gives only a kind.
    `number_text` is a filing number that stood beside it in the name cell, as written.
    """

    name: str
    kind: AppKind = AppKind.APP
    problems: tuple[Problem, ...] = ()
    number_text: str = ""


def nothing_known(_name: str) -> bool:
    """For a reader without a registry: cuts only where the writing itself is clear."""
    return False


def read_app_names(
    cell: str, is_known: Callable[[str], bool] = nothing_known
) -> tuple[WrittenName, ...]:
    """Every app that a name cell names, in order; () for an empty cell.

    `is_known` says whether the registry has a name (`RegistryIndex.knows`); a known name is never
    cut, and known names are told apart where only 和 or a space stands between them.

    >>> [(app.name, app.kind.value) for app in read_app_names("“优化高分”APP、巧考微信小程序")]
    [('优化高分', 'app'), ('巧考', 'mini_program')]
    """
    if _ONE_PLAIN_NAME.fullmatch(cell) and not _MAY_SEPARATE.search(cell):
        return (WrittenName(cell),) if cell else ()
    text = visible(cell)
    if not text:
        return ()
    if len(text) > _LONGEST_CELL:
        return (WrittenName("".join(text[:_LONGEST_CELL].split()), problems=(_TOO_LONG,)),)
    parts, shared = _parts(text, is_known)
    problems = _problems(text, len(parts))
    names = [_name(part, carried, shared, problems) for part, carried in parts]
    return tuple(_with_lone_numbers(names)) if len(names) > 1 else tuple(names)


def _with_lone_numbers(names: list[WrittenName]) -> list[WrittenName]:
    """A number on a line of its own belongs to the name above it, or else to the one below."""
    whole: list[WrittenName] = []
    pending = ""
    for name in names:
        if name.name:
            whole.append(replace(name, number_text=name.number_text or pending))
            pending = ""
        elif whole and not whole[-1].number_text:
            whole[-1] = replace(whole[-1], number_text=name.number_text)
        else:
            pending = pending or name.number_text
    if len(whole) != 1:
        return whole or names[:1]
    kept = tuple(p for p in whole[0].problems if p.code != "several_apps_in_cell")
    return [replace(whole[0], problems=kept)]


def _parts(
    text: str, is_known: Callable[[str], bool]
) -> tuple[list[tuple[str, AppKind | None]], AppKind | None]:
    """Pieces of the cell with the kind each inherits from a prefix, and the kind all share."""
    if is_known(clean_name(text)[0]):
        return [(text, None)], None
    tail = _TAIL.search(text)
    shared = find_kind(tail.group()) if tail else None
    body = text[: tail.start()] if tail and tail.start() else text
    parts = split_names(body, is_known, several=tail is not None)
    return list(zip(parts, _carried(body, parts), strict=True)), shared


def _carried(text: str, parts: list[str]) -> list[AppKind | None]:
    """The kind of a prefix ("小程序：A、B；公众号：C") holds until its clause ends."""
    kinds: list[AppKind | None] = []
    position, kind = 0, None
    for part in parts:
        start = max(text.find(part, position), position)
        if _CLAUSE_END.search(text[position:start]):
            kind = None
        kind = kind_prefix(part)[0] or kind
        kinds.append(kind)
        position = start + len(part)
    return kinds


def _name(
    part: str, carried: AppKind | None, shared: AppKind | None, problems: tuple[Problem, ...]
) -> WrittenName:
    number = _NUMBER.search(part)
    if number:
        part = part[: number.start()] + part[number.end() :]
        problems = (*problems, _NUMBER_IN_NAME)
    name, own = clean_name(part)
    if not name:
        problems = (*problems, _NAME_MISSING)
    number_text = number.group().strip(" （()）[]【】") if number else ""
    return WrittenName(name, own or carried or shared or AppKind.APP, problems, number_text)


def _problems(text: str, count: int) -> tuple[Problem, ...]:
    if count < 2:
        return ()
    message = f"一格写了{count}个应用（{text[:40]}），应每行一个；已分开统计"
    return (Problem("several_apps_in_cell", message),)
