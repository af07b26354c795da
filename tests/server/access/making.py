"""Makes the world: a running campaign, and at each unit one object of every kind."""

from __future__ import annotations

from tests.server.access.world import World
from tests.server.cast import NOW, SYSTEM, TODAY, Cast
from tests.server.running import Running, make_running

from qingyuan.formats.readers.file_type import FileType
from qingyuan.server.campaigns.actions.acknowledgements import MeetingRecord, record_meeting
from qingyuan.server.campaigns.actions.notices import Attachment, draft_notice
from qingyuan.server.campaigns.actions.receipts import OwnDeployment, pass_on
from qingyuan.server.campaigns.channel_links import channel_token
from qingyuan.server.campaigns.links import done_token, personal_token, school_token
from qingyuan.server.campaigns.models import Acknowledgement, Campaign, NoticeVersion, PassingOn
from qingyuan.server.evidence.actions import store
from qingyuan.server.organisations.models import (
    ImportBatch,
    Message,
    Person,
    Post,
    Role,
    Unit,
    User,
)


def make_world(cast: Cast) -> World:
    """Everything that an address can lead to."""
    world = World(cast)
    running = make_running(cast)
    Campaign.objects.filter(pk=running.campaign.pk).update(pack="xinyang_2023")
    world.keep("notice", cast.city, pk=running.version.notice_id)
    world.keep("campaign", cast.city, pk=running.campaign.pk)
    world.keep("deliverable", cast.city, pk=running.report.pk)
    NoticeVersion.objects.filter(pk=running.version.pk).update(
        file=_attachment(cast.city).file, file_name="通知.pdf"
    )
    for unit in world.units():
        _organisation(world, unit)
        _conveyance(world, unit, running)
        _set_up(world, unit, running)
    for unit in (cast.city, cast.donghu, cast.xishan):
        _own_notice(world, unit, running)
    _links(world, running)
    return world


def _links(world: World, running: Running) -> None:
    """Links that open without an account."""
    person = Acknowledgement.objects.filter(version=running.version, reached_at=None)[0]
    personal = {"token": personal_token(person.pk)}
    school = {"token": school_token(running.receipt(world.cast.primary).pk)}
    reached = Acknowledgement.objects.filter(version=running.version, reached_at=NOW)[0]
    NoticeVersion.objects.filter(pk=running.version.pk).update(with_quiz=True)
    for name in ("personal", "personal_file"):
        world.plain[f"campaigns:{name}"] = personal
    for name in ("done", "quiz"):
        world.plain[f"campaigns:{name}"] = {"token": done_token(reached.pk)}
    for name in ("school_code", "school_file"):
        world.plain[f"campaigns:{name}"] = school
    channel = world.objects["channel"][world.cast.city.pk]["pk"]
    world.plain["campaigns:public_channel"] = {"token": channel_token(channel)}
    world.plain["reporting:missing"] = {"what": "unsigned"}
    world.plain["reporting:seal"] = {"on": "2023-06-13"}
    world.plain["reporting:help_page"] = {"title": "第一次登录"}
    world.plain["reporting:help_picture"] = {"name": "附件2.png"}
    world.plain["organisations:set_up"] = {"token": "of-long-ago"}
    world.plain["organisations:template"] = {"subject": "units"}


def _organisation(world: World, unit: Unit) -> None:
    world.keep("unit", unit, pk=unit.pk)
    person = Person.objects.filter(unit=unit).order_by("-pk")[0]
    world.keep("person", unit, pk=person.pk)
    user = User.objects.make(username=f"holder-{unit.pk}", name=f"{unit.name}的人")
    post = Post.objects.create(unit=unit, role=Role.READ_ONLY, holder=user, since=NOW)
    world.keep("post", unit, pk=post.pk)
    message = Message.objects.create(post=post, topic="x", title=f"{unit.name}的消息", sent_at=NOW)
    world.keep("message", unit, pk=message.pk)
    batch = ImportBatch.objects.create(
        unit=unit,
        subject=ImportBatch.Subject.ROSTER,
        file=_attachment(unit).file,
        file_name=f"{unit.name}.csv",
        state=ImportBatch.State.PREVIEWED,
        received_at=NOW,
    )
    world.keep("import", unit, pk=batch.pk)


def _conveyance(world: World, unit: Unit, running: Running) -> None:
    receipt = running.receipt(unit)
    world.keep("receipt", unit, pk=receipt.pk)
    deployment = OwnDeployment(
        kind=PassingOn.Kind.DOCUMENT, title=f"{unit.name}的通知", held_on=TODAY
    )
    passing_on = pass_on(
        receipt=receipt, deployment=deployment, by=SYSTEM, at=NOW, attachment=_attachment(unit)
    )
    world.keep("passing_on", unit, pk=passing_on.pk)
    people = list(Person.objects.filter(unit=unit).order_by("pk").values_list("pk", flat=True))
    meeting = record_meeting(
        receipt=receipt,
        meeting=MeetingRecord(title=f"{unit.name}的会", held_on=TODAY),
        present=people[:1],
        by=SYSTEM,
        at=NOW,
        attachment=_attachment(unit),
    )
    world.keep("meeting", unit, pk=meeting.pk)
    waiting = Acknowledgement.objects.get(version=running.version, person=people[1])
    world.keep("acknowledgement", unit, pk=waiting.pk)


def _set_up(world: World, unit: Unit, running: Running) -> None:
    campaign = running.campaign
    world.keep("expected", unit, pk=campaign.pk, unit_pk=unit.pk)
    running.set_up(unit)
    world.keep("task_force", unit, pk=unit.task_forces.get().pk)
    running.publish(unit)
    channel = unit.complaint_channels.get()
    channel.file, channel.file_name = _attachment(unit).file, f"{unit.name}.pdf"
    channel.save()
    world.keep("channel", unit, pk=channel.pk)
    if running.report.is_owed_by(unit):
        submission = running.file(unit)
        submission.scan, submission.scan_name = _attachment(unit).file, f"{unit.name}.pdf"
        submission.save()
        world.keep("submission", unit, pk=submission.pk)


def _own_notice(world: World, unit: Unit, running: Running) -> None:
    draft = draft_notice(
        campaign=running.campaign,
        issuer=unit,
        title=f"{unit.name}的补充通知",
        text="现将有关事项通知如下。",
        by=SYSTEM,
        at=NOW,
        attachment=_attachment(unit),
    )
    world.keep("draft", unit, pk=draft.pk)
    world.keep("draft_notice", unit, pk=draft.notice_id)


def _attachment(unit: Unit) -> Attachment:
    content = f"%PDF-1.7 {unit.name}".encode()
    kept = store(content, name="a.pdf", allowed=frozenset({FileType.PDF}), at=NOW)
    return Attachment(kept, f"{unit.name}.pdf")
