"""Sends the reminders of a day: at most one message a post, and none twice.

A batch of units is one transaction with the rows that say it was sent: when the worker dies,
running again goes on behind the last whole batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qingyuan.core.deadlines.reminders import Recipient, Reminder, next_reminder
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.actions.messages import Draft, deliver
from qingyuan.server.organisations.models import Message, Post, Role, Unit
from qingyuan.server.organisations.models.paths import STEP
from qingyuan.server.organisations.quiet import quiet_hours
from qingyuan.server.reporting.models import ReminderSent
from qingyuan.server.reporting.reminders.digest import Digest, Telling, told
from qingyuan.server.reporting.reminders.open_things import OpenThing, open_things

_UNITS_A_BATCH = 200
_DOERS = (Role.ADMINISTRATOR, Role.REPORTER)
_CHASERS = (Role.ADMINISTRATOR, Role.REVIEWER)

Sent = dict[tuple[str, int], datetime]
"""When a topic was last brought to a unit's mind."""


def remind(*, at: datetime) -> int:
    """Reminds in every campaign that is under way; in the quiet hours of nobody.

    Returns:
        How many messages were written.
    """
    if quiet_hours().is_quiet(at):
        return 0
    running = Campaign.objects.filter(state=Campaign.State.RUNNING).select_related("unit")
    return sum(_remind_in(campaign, at) for campaign in running)


def _remind_in(campaign: Campaign, at: datetime) -> int:
    things = list(open_things(campaign, at))
    _settle_done(campaign, {thing.unit_id for thing in things}, at)
    digests = _digests(campaign, things, at)
    units = sorted(digests)
    batches = (units[i : i + _UNITS_A_BATCH] for i in range(0, len(units), _UNITS_A_BATCH))
    return sum(_send(campaign, {unit: digests[unit] for unit in batch}, at) for batch in batches)


def _digests(campaign: Campaign, things: Iterable[OpenThing], at: datetime) -> dict[int, Digest]:
    """What is due to be said today, by the unit that hears it."""
    sent, chasers, due = _last_sent(campaign), _chasers(campaign), _memo(at)
    digests: dict[int, Digest] = {}
    for thing in things:
        last = sent.get((thing.topic, thing.unit_id), thing.told_at)
        reminder = due(thing.due_on, last)
        if reminder is None or reminder.at > at:
            continue
        if reminder.to is Recipient.UNIT:
            digests.setdefault(thing.unit_id, Digest()).own.append(thing)
        elif (superior := _superior(thing.path, chasers)) is not None:
            digests.setdefault(superior, Digest()).below.append(thing)
    return digests


def _memo(at: datetime) -> Callable[[date, datetime | None], Reminder | None]:
    """Thousands of units share their dates: each pair is worked out once."""
    hours = quiet_hours()

    @cache
    def due(due_on: date, last: datetime | None) -> Reminder | None:
        return next_reminder(due_on, last, at=at, hours=hours)

    return due


def _last_sent(campaign: Campaign) -> Sent:
    rows = ReminderSent.objects.filter(campaign=campaign).values_list("topic", "unit")
    return {(topic, unit): at for topic, unit, at in rows.annotate(last=Max("at")).order_by()}


def _chasers(campaign: Campaign) -> dict[str, int]:
    """Units below which others stand and where somebody can chase them, by path."""
    posts = Post.objects.filter(role__in=_CHASERS, ended_at=None, holder__is_active=True)
    above = posts.filter(unit__children__isnull=False).within(campaign.unit.path)
    return dict(above.values_list("unit__path", "unit_id").distinct())


def _superior(path: str, chasers: dict[str, int]) -> int | None:
    """The nearest level above at which there is somebody."""
    for end in range(len(path) - STEP, 0, -STEP):
        if path[:end] in chasers:
            return chasers[path[:end]]
    return None


@transaction.atomic
def _send(campaign: Campaign, digests: dict[int, Digest], at: datetime) -> int:
    units = Unit.objects.select_related("parent").in_bulk(digests)
    names = _names(digests)
    posts = _posts(units)
    drafts: list[Draft] = []
    rows: list[ReminderSent] = []
    for pk, digest in digests.items():
        telling = Telling(
            campaign=campaign,
            unit=units[pk],
            superior_name=_superior_name(units[pk]),
            names=names,
            address=settings.PUBLIC_ADDRESS.rstrip("/"),
            today=timezone.localdate(at),
        )
        made = _drafts(digest, telling, posts.get(pk, []))
        if made:  # where nobody is there to read it, nothing counts as said
            drafts += made
            rows += _rows(campaign, pk, digest, at)
    _supersede(campaign, [draft.post for draft in drafts], at)
    ReminderSent.objects.bulk_create(rows)
    return deliver(drafts=drafts, at=at)


def _superior_name(unit: Unit) -> str:
    return unit.parent.name if unit.parent else ""


def _drafts(digest: Digest, telling: Telling, posts: Sequence[Post]) -> list[Draft]:
    """One message a person: who holds two posts of a unit hears it once."""
    words = told(digest, telling)
    topic = _topic(telling.campaign)
    roles = _DOERS if digest.own else ()
    roles = (*roles, *_CHASERS) if digest.below else roles
    holders = {post.holder_id: post for post in posts if post.role in roles}
    return [
        Draft(
            post=post,
            topic=topic,
            title=words.title,
            text=words.text,
            link=words.link,
            about=f"campaign:{telling.campaign.pk}",
            letter=words.letter,
        )
        for post in holders.values()
    ]


def _rows(campaign: Campaign, recipient: int, digest: Digest, at: datetime) -> list[ReminderSent]:
    on = timezone.localdate(at)
    each = [(thing, Recipient.UNIT) for thing in digest.own]
    each += [(thing, Recipient.SUPERIOR) for thing in digest.below]
    return [
        ReminderSent(
            campaign=campaign,
            topic=thing.topic,
            unit_id=thing.unit_id,
            on=on,
            at=at,
            to=to,
            recipient_id=recipient,
        )
        for thing, to in each
    ]


def _names(digests: dict[int, Digest]) -> dict[int, str]:
    late = {thing.unit_id for digest in digests.values() for thing in digest.below}
    return dict(Unit.objects.filter(pk__in=late).values_list("pk", "name"))


def _posts(units: dict[int, Unit]) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = {}
    roles = {*_DOERS, *_CHASERS}
    posts = Post.objects.filter(unit__in=units, role__in=roles, ended_at=None)
    for post in posts.filter(holder__is_active=True).select_related("holder").order_by("pk"):
        found.setdefault(post.unit_id, []).append(post)
    return found


def _topic(campaign: Campaign) -> str:
    return f"reminder:{campaign.pk}"


def _supersede(campaign: Campaign, posts: Sequence[Post], at: datetime) -> None:
    """Today's message takes the place of the earlier ones."""
    earlier = Message.objects.filter(topic=_topic(campaign), done_at=None, post__in=posts)
    earlier.update(done_at=at)


def _settle_done(campaign: Campaign, still_open: set[int], at: datetime) -> None:
    """Reminders to units where nothing is open any more ask no more."""
    asked = Message.objects.filter(topic=_topic(campaign), done_at=None)
    units = set(asked.values_list("post__unit_id", flat=True))
    chased = _chasers(campaign).values() if still_open else ()
    done = units - still_open - set(chased)
    asked.filter(post__unit__in=done).update(done_at=at)
