"""The schools that owe forms: invented, unique within their county."""

import random
from dataclasses import dataclass

from benchmarks.inbox.words.people import COUNTIES, GIVEN, STAGES, SURNAMES, TOWNS, URBAN, VILLAGES


@dataclass(frozen=True, slots=True)
class School:
    """A school, and the name under which it writes."""

    key: str
    county: str
    town: str
    name: str
    code: str


def county_names(count: int) -> list[str]:
    """`count` invented counties; beyond the list they are numbered with the list's own names."""
    if count <= len(COUNTIES):
        return list(COUNTIES[:count])
    return [
        COUNTIES[i]
        if i < len(COUNTIES)
        else f"{TOWNS[i % len(TOWNS)]}{COUNTIES[i % len(COUNTIES)]}"
        for i in range(count)
    ]


def _rural(rng: random.Random, town: str) -> str:
    stage = rng.choice(STAGES)
    tier = rng.choice(("镇", "乡"))
    if stage.startswith("中心"):
        return f"{town}{tier}{stage}"
    return f"{town}{tier}{rng.choice(VILLAGES)}{stage}"


def make_schools(rng: random.Random, count: int, counties: list[str]) -> list[School]:
    """`count` schools spread over the counties; no name occurs twice in a county."""
    schools: list[School] = []
    taken: set[tuple[str, str]] = set()
    while len(schools) < count:
        county = counties[len(schools) % len(counties)]
        town = rng.choice(TOWNS)
        name = county + rng.choice(URBAN) if rng.random() < 0.15 else _rural(rng, town)
        if not name.startswith(county) and (len(counties) > 1 or rng.random() < 0.5):
            name = county + name
        if (county, name) in taken:
            continue
        taken.add((county, name))
        number = len(schools)
        schools.append(School(f"s{number:05d}", county, town, name, f"2141{100000 + number:06d}"))
    return schools


def person(rng: random.Random) -> str:
    """An invented name."""
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2))))


def phone(rng: random.Random) -> str:
    """A number that nobody has: the 000 exchange."""
    return f"1{rng.choice('3578')}0000{rng.randint(0, 99999):05d}0"[:11]
