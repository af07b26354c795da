"""One message a day: what is open at a unit, and who below it is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from qingyuan.core.conveyance.chase import Chase, chase_text, chase_texts
from qingyuan.core.deadlines.wording import day_words
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.models import Unit
from qingyuan.server.reporting.reminders.open_things import OpenThing


@dataclass(slots=True)
class Digest:
    """What one unit hears today: things of its own, and late things of units below it."""

    own: list[OpenThing] = field(default_factory=list)
    below: list[OpenThing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """The digest in words: for the box, and for the e-mail."""

    title: str
    text: str
    letter: str
    link: str


@dataclass(frozen=True, slots=True)
class Telling:
    """To whom, for whom, of which campaign, with the names of units and the site's address."""

    campaign: Campaign
    unit: Unit
    superior_name: str
    names: dict[int, str]
    address: str
    today: date


def told(digest: Digest, telling: Telling) -> Told:
    """Words the digest; what the unit itself has to do comes first."""
    own = sorted(digest.own, key=lambda thing: thing.due_on)  # of one day, as the notice has them
    below = _by_matter(digest.below)
    title = _title(own, digest.below, telling.today)
    lines = [*_own_lines(own, telling.today), *_below_lines(below)]
    letters = [*_own_letter(own, telling), *_below_letters(below, telling)]
    return Told(title, "\n".join(lines), "\n\n".join(letters), _link(own, below, telling))


def _title(own: Sequence[OpenThing], below: Sequence[OpenThing], today: date) -> str:
    if not own:
        late = len({thing.unit_id for thing in below})
        return f"下级 {late} 个单位过了截止还没有做完，请催一催"
    if len(own) == 1:
        return f"请处理：{own[0].matter.removeprefix('的')}，{_until(own[0].due_on, today)}"
    return f"还有 {len(own)} 件事要做，最近的{_until(own[0].due_on, today)}"


def _until(due_on: date, today: date) -> str:
    day = day_words(due_on, today)
    return f" {day}截止" if due_on >= today else f" {day}已截止"


def _own_lines(own: Sequence[OpenThing], today: date) -> list[str]:
    return [
        f"{number}. {thing.matter.removeprefix('的')}，{_until(thing.due_on, today).strip()}"
        for number, thing in enumerate(own, start=1)
    ]


def _by_matter(below: Sequence[OpenThing]) -> dict[str, list[OpenThing]]:
    """Late things by what is not done, the most frequent first."""
    kinds: dict[str, list[OpenThing]] = {}
    for thing in below:
        kinds.setdefault(_plain(thing), []).append(thing)
    return dict(sorted(kinds.items(), key=lambda item: -len(item[1])))


def _below_lines(below: dict[str, list[OpenThing]]) -> list[str]:
    return [f"下级 {len(things)} 个单位{matter}" for matter, things in below.items()]


def _plain(thing: OpenThing) -> str:
    """The matter for many units at once: without the number of one of them."""
    return "还有教职员工没有确认活动通知" if thing.missing == "unreached" else thing.matter


def _own_letter(own: Sequence[OpenThing], telling: Telling) -> list[str]:
    if not own:
        return []
    first = own[0]
    matter = first.matter if len(own) == 1 else f"还有 {len(own)} 件事没有做完"
    chase = Chase(
        issuer=telling.superior_name or telling.unit.name,
        campaign=telling.campaign.name,
        matter=matter,
        due_on=first.due_on,
        minutes=sum(thing.minutes for thing in own),
        link=_way(telling, first.link),
        addressee="贵校" if telling.unit.is_teaching else "贵单位",
    )
    lines = _own_lines(own, telling.today) if len(own) > 1 else []
    return [chase_text(chase, telling.today), *(["\n".join(lines)] if lines else [])]


def _below_letters(below: dict[str, list[OpenThing]], telling: Telling) -> list[str]:
    """For each matter the text that the bureau may paste into its chat group."""
    if not below:
        return []
    parts = ["下面的话可以直接发到工作群："]
    for matter, things in below.items():
        chase = Chase(
            issuer=telling.unit.name,
            campaign=telling.campaign.name,
            matter=matter,
            due_on=min(thing.due_on for thing in things),
            minutes=things[0].minutes,
            link=_way(telling, things[0].link),
            names=tuple(telling.names[thing.unit_id] for thing in things),
            counted_as="个单位",
        )
        parts += chase_texts(chase, telling.today)
    return parts


def _way(telling: Telling, link: str) -> str:
    """The full address; where none is set, words that are true everywhere."""
    return f"{telling.address}{link}" if telling.address else "登录平台，打开“工作台”"


def _link(own: Sequence[OpenThing], below: dict[str, list[OpenThing]], telling: Telling) -> str:
    if len(own) == 1 and not below:
        return own[0].link
    if own:
        return reverse("reporting:home")
    worst = next(iter(below.values()))[0]
    if not worst.missing:
        return reverse("campaigns:submissions")
    return f"{reverse('reporting:missing', args=[worst.missing])}?campaign={telling.campaign.pk}"
