"""Which county a form comes from, and when two written names are the same school."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_FOLDER = re.compile(
    r"^[\d\s._、\-—]*([\u4e00-\u9fff]{1,8}?(?:自治县|县|市|(?<![小社校园学])区|自治旗|旗))(?![\u4e00-\u9fff]*(?:学校|小学|中学|幼儿园))"
)
_PREFIX = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,4}?市(?=[\u4e00-\u9fff]{1,6}(?:县|区)))?"
    r"([\u4e00-\u9fff]{1,6}?(?:自治县|县|(?<![小社校园学])区))(?=[\u4e00-\u9fff])"
)
_NOT_A_COUNTY = re.compile(r"小学|中学|学校|幼儿园|[校园]区|社区|小区")
_ABOVE_COUNTY = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,4}?市(?=[\u4e00-\u9fff]{4}))?"
)
_JOINING = re.compile(r"[\s·•\-_—（）()\[\]【】]+")


@lru_cache(maxsize=16384)
def county_in_name(name: str) -> str | None:
    """The county that a unit's full name begins with, else None.

    >>> county_in_name("信阳市光山县第一小学"), county_in_name("阳光社区幼儿园")
    ('光山县', None)
    """
    found = _PREFIX.match(name)
    return found[1] if found and not _NOT_A_COUNTY.search(found[1]) else None


def county_in_path(path: str) -> str | None:
    """The county that a folder or archive on the way to a file is named after, else None.

    >>> county_in_path("03光山县教体局报送/第一小学/附件2.xlsx")
    '光山县'
    """
    return _county_in_folder(path.replace("!/", "/").rpartition("/")[0])


@lru_cache(maxsize=16384)
def _county_in_folder(folder: str) -> str | None:
    for part in folder.split("/"):
        found = _FOLDER.match(part.rsplit(".", 1)[0])
        if found and not _NOT_A_COUNTY.search(found[1]):
            return found[1]
    return None


def county_of(cell: str | None, path: str, unit: str | None) -> str | None:
    """A row's county: its own cell, a folder, or the beginning of the unit's name."""
    return cell or county_in_path(path) or (county_in_name(unit) if unit else None)


@lru_cache(maxsize=65536)
def unit_key(unit: str, county: str | None) -> str:
    """Equal for two ways to write one school's name, with or without province, city, county.

    >>> unit_key("信阳市光山县第一小学", "光山县") == unit_key("第一小学", "光山县")
    True
    """
    name = _JOINING.sub("", unit)
    name = _ABOVE_COUNTY.sub("", name, count=1)
    if county and name.startswith(county):
        name = name[len(county) :] or name
    return f"{county or ''}|{name}"


def full_names(units: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The longest name that each school is written under, by its key.

    So one school stands under one name in every list, though 第一小学 and 光山县第一小学 came in.
    """
    names: dict[str, str] = {}
    for unit, county in units:
        key = unit_key(unit, county)
        names[key] = max(names.get(key, ""), unit, key=lambda name: (len(name), name))
    return names
