"""The invented city as a plan: which units there are, where, and how many people each has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from qingyuan.server.demo import names
from qingyuan.server.organisations.models import UnitKind

_SCHOOLS_A_COUNTY = 800  # in a large city
_CLASSES = {UnitKind.KINDERGARTEN: "11", UnitKind.SCHOOL: "21"}


@dataclass(eq=False, slots=True)
class PlannedUnit:
    """A unit of the plan; a zone and a central school have no code of their own."""

    name: str
    kind: UnitKind
    place: str  # 东湖: for user names
    code: str = ""
    region_code: str = ""
    staff: int = 0
    children: list[PlannedUnit] = field(default_factory=list)

    def walk(self) -> Iterator[PlannedUnit]:
        """The unit and all below it, a parent first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Size:
    """How large the city is: teaching units, and people on all rosters."""

    units: int
    staff: int


def plan_city(size: Size, random: Random) -> PlannedUnit:
    """A city with counties, a new district, schools of its own, and a department."""
    city = PlannedUnit(f"{names.CITY}市教育体育局", UnitKind.CITY, names.CITY)
    city.region_code, city.code = "999900", "9999000000"
    direct, zone = max(3, min(size.units // 10, 40)), max(2, min(size.units // 8, 400))
    rest = size.units - direct - zone
    for number, schools in enumerate(_shares(rest, _county_count(rest)), start=1):
        city.children.append(_county(number, schools, random))
    city.children.append(_zone(zone, random))
    city.children += _direct_schools(direct)
    city.children.append(PlannedUnit("云溪市教育体育局电化教育馆", UnitKind.DEPARTMENT, names.CITY))
    _number_schools(city)
    _spread_staff(city, size.staff, random)
    return city


def _county_count(schools: int) -> int:
    return max(2, round(schools / _SCHOOLS_A_COUNTY))


def _shares(total: int, parts: int) -> list[int]:
    return [total // parts + (number < total % parts) for number in range(parts)]


def _county(number: int, schools: int, random: Random) -> PlannedUnit:
    """A county: two thirds of its schools stand below the central schools of towns."""
    place = names.county_names(number)[-1]
    county = PlannedUnit(f"{place}县教育体育局", UnitKind.COUNTY, place)
    county.region_code, county.code = f"9999{number:02d}"[-6:], f"9998{number:06d}"
    in_towns = schools * 2 // 3
    towns = names.town_names(max(2, in_towns // 9), random)
    for town, count in zip(towns, _shares(in_towns, len(towns)), strict=True):
        central = PlannedUnit(f"{place}县{town}镇中心校", UnitKind.CENTRAL_SCHOOL, place)
        central.children = [_town_school(f"{place}县{town}镇", n, place) for n in range(count)]
        county.children.append(central)
    county.children += [_own_school(f"{place}县", n, place) for n in range(schools - in_towns)]
    return county


def _zone(schools: int, random: Random) -> PlannedUnit:  # noqa: ARG001 - as its sisters
    zone = PlannedUnit("云溪高新区社会事务局", UnitKind.ZONE, "云溪高新区")
    zone.children = [_own_school("云溪高新区", n, "云溪高新区") for n in range(schools)]
    return zone


def _direct_schools(count: int) -> list[PlannedUnit]:
    named = [
        PlannedUnit("云溪市实验幼儿园", UnitKind.KINDERGARTEN, names.CITY),
        PlannedUnit("云溪市第一高级中学", UnitKind.SCHOOL, names.CITY),
        PlannedUnit("云溪市特殊教育学校", UnitKind.SCHOOL, names.CITY),
    ]
    more = [_own_school("云溪市直", number, names.CITY) for number in range(max(0, count - 3))]
    return (named + more)[:count]


def _town_school(town: str, number: int, place: str) -> PlannedUnit:
    kinds = (
        (f"{town}第{names.numeral(number // 3 + 1)}小学", UnitKind.SCHOOL),
        (f"{town}第{names.numeral(number // 3 + 1)}初级中学", UnitKind.SCHOOL),
        (f"{town}第{names.numeral(number // 3 + 1)}幼儿园", UnitKind.KINDERGARTEN),
    )
    name, kind = kinds[number % 3]
    return PlannedUnit(name, kind, place)


def _own_school(stem: str, number: int, place: str) -> PlannedUnit:
    ending = ("小学", "初级中学", "幼儿园", "高级中学")[number % 4]
    kind = UnitKind.KINDERGARTEN if ending == "幼儿园" else UnitKind.SCHOOL
    numeral = number // 4 + 1
    ordinal = names.numeral(numeral) if numeral < 100 else str(numeral)
    return PlannedUnit(f"{stem}第{ordinal}{ending}", kind, place)


def _number_schools(city: PlannedUnit) -> None:
    """Codes of a province that does not exist, so that none is a real school's."""
    teaching = [unit for unit in city.walk() if unit.kind in _CLASSES]
    for serial, unit in enumerate(teaching, start=1):
        unit.code = f"{_CLASSES[unit.kind]}99{serial:06d}"


def _spread_staff(city: PlannedUnit, staff: int, random: Random) -> None:
    """People by uneven shares; one school has not handed in its roster."""
    units = [unit for unit in city.walk() if unit.kind is not UnitKind.DEPARTMENT]
    without = next(unit for unit in reversed(units) if unit.kind in _CLASSES)
    weights = [0.0 if unit is without else _weight(unit, random) for unit in units]
    whole, shared, given = sum(weights), 0.0, 0
    for unit, weight in zip(units, weights, strict=True):
        shared += weight
        unit.staff = round(staff * shared / whole) - given  # rounding off what is shared so far
        given += unit.staff


def _weight(unit: PlannedUnit, random: Random) -> float:
    if unit.kind in _CLASSES:
        return random.uniform(0.6, 1.8)
    return 0.4 if unit.kind is UnitKind.CENTRAL_SCHOOL else 1.0
