"""Chains of events, their daily seals, files by digest, the outbox, the worker's leases."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from qingyuan.server import environment
from qingyuan.server.evidence.actor import Channel
from qingyuan.server.evidence.hashing import GENESIS, event_fields, link_hash

_DIGEST = 64


class Chain(models.Model):
    """A unit's chain of events: how long it is and what its last hash is."""

    key = models.CharField(max_length=40, unique=True)  # "unit:17", "platform"
    length = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=_DIGEST, default=GENESIS)
    sealed_length = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "事件链"


class EventQuerySet(models.QuerySet["Event"]):
    """Questions about what happened."""

    def about(self, object_type: str, object_id: int) -> EventQuerySet:
        """The history of one record, oldest first."""
        return self.filter(object_type=object_type, object_id=object_id).order_by("id")


class Event(models.Model):
    """Who did what to what, when, from where, old → new."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80)
    channel = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Channel]
    )
    address = models.CharField(max_length=64, blank=True)
    deed = models.CharField(max_length=60)  # "organisations.unit.renamed"
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    sentence = models.CharField(max_length=400)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=_DIGEST)
    hash = models.CharField(max_length=_DIGEST)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "事件"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="event_once_in_chain"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["object_type", "object_id"], name="event_object"),
        ]

    def expected_hash(self) -> str:
        """The hash that this event must have after the one before it."""
        return link_hash(self.previous_hash, self._fields())

    def _fields(self) -> tuple[str, ...]:
        return event_fields(
            self.chain.key,
            self.sequence,
            self.at,
            self.actor_id,
            self.actor_name,
            self.channel,
            self.address,
            self.deed,
            self.object_type,
            self.object_id,
            self.sentence,
            self.old,
            self.new,
        )


class Seal(models.Model):
    """The end of a day: every chain that grew, bound to the day before."""

    on = models.DateField(unique=True)
    previous_root = models.CharField(max_length=_DIGEST)
    root = models.CharField(max_length=_DIGEST)
    chain_count = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = "日封"


class SealedHead(models.Model):
    """Where a chain stood when a day was sealed."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="heads")
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="sealed_heads")
    length = models.PositiveBigIntegerField()
    head_hash = models.CharField(max_length=_DIGEST)

    class Meta:
        verbose_name = "封存的链头"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["seal", "chain"], name="sealed_head_once"),
        ]


class StoredFile(models.Model):
    """A file as received, by its content; the rows that own it carry its name."""

    sha256 = models.CharField(max_length=_DIGEST, unique=True)
    size = models.PositiveBigIntegerField()
    file_type = models.CharField(max_length=20)  # by content, as `formats` names it
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = "文件"

    @property
    def path(self) -> str:
        """Where it lies, below the folder of files."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def read_bytes(self) -> bytes:
        """The whole content."""
        return (environment.files_folder() / self.path).read_bytes()


class OutboxMessage(models.Model):
    """A message to be sent, written in the transaction of the deed that it tells of."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", "待发"
        SENT = "sent", "已发"
        GIVEN_UP = "given_up", "没有送达"

    message_id = models.CharField(max_length=80, unique=True)  # the same on every attempt
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "待发邮件"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "not_before"], name="outbox_waiting"),
        ]


class WorkerLease(models.Model):
    """A worker that is alive, by when it was last seen."""

    worker_id = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "后台进程"

    def is_alive(self, *, at: datetime, lease_seconds: int) -> bool:
        """Whether it has been seen within the lease."""
        return (at - self.seen_at).total_seconds() <= lease_seconds
