"""A notice, its versions, and its receipt by each unit with the counters of the subtree below."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from qingyuan.server.campaigns.models.campaigns import Campaign
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet, scope_of


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Questions about notices."""

    path_field = "issuer__path"

    def visible_to(self, user: Any) -> Self:
        """Those that a unit in the account's scope has issued or has to receive.

        A draft is seen by the issuing unit alone.
        """
        paths = {
            path[:end]
            for path in (user.scope_paths if user.is_authenticated else ())
            for end in range(5, len(path), 5)
        }
        posts = user.current_posts if user.is_authenticated else ()
        drafts = Q(issued_at=None, issuer__in=[post.unit_id for post in posts])
        above = Q(issuer__path__in=paths, issued_at__isnull=False)
        below = scope_of(user, self.path_field) & Q(issued_at__isnull=False)
        return self.filter(drafts | above | below)


class Notice(models.Model):
    """通知: issued by a unit to every unit and every member of staff below it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="notices")
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notices")
    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=60, blank=True)
    issued_at = models.DateTimeField(null=True)  # its first version
    passes_on = models.ForeignKey(  # the notice from above that it carries further
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_on_by"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "通知"

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> NoticeVersion | None:
        """The version that stands: the newest that has gone out."""
        issued = self.versions.exclude(state=NoticeVersion.State.DRAFT)
        return issued.order_by("-number").first()


class NoticeVersionQuerySet(models.QuerySet["NoticeVersion"]):
    """Questions about versions."""

    def visible_to(self, user: Any) -> Self:
        """Those of notices that the account sees; a draft is seen by the issuing unit alone."""
        posts = user.current_posts if user.is_authenticated else ()
        own = Q(notice__issuer__in=[post.unit_id for post in posts])
        out = ~Q(state=NoticeVersion.State.DRAFT)
        return self.filter(out | own, notice__in=Notice.objects.visible_to(user))


class NoticeVersion(models.Model):
    """The text as it went out; a revised one asks everybody again."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", "草稿"
        ISSUING = "issuing", "下发中"
        ISSUED = "issued", "已下发"
        SUPERSEDED = "superseded", "已被新版代替"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    changes = models.CharField(
        max_length=300, blank=True
    )  # what is new in it, for those asked again
    with_quiz = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=40, blank=True)
    units_to_reach = models.PositiveIntegerField(default=0)
    units_reached_so_far = models.PositiveIntegerField(default=0)  # progress while issuing

    objects = NoticeVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "通知版本"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["notice", "number"], name="notice_version_once"),
        ]

    @property
    def stands(self) -> bool:
        """Whether it is out and no newer one has replaced it."""
        return self.state == self.State.ISSUED


class ReceiptQuerySet(ScopedQuerySet["Receipt"]):
    """Questions about receipts; the counters of a subtree stand on its top unit's row."""

    def below(self, unit: Unit) -> Self:
        """The units directly below one, each with its subtree's counters.

        A unit between that has no receipt itself is passed over.
        """
        return self.filter(parent_path=unit.path)

    def with_gaps(self) -> Self:
        """The units that have not signed themselves, or where somebody has not been reached."""
        # IN, since a bare boolean in the condition keeps SQLite from using the index of gaps.
        return self.filter(has_gap__in=[True])


_Asked = models.Manager.from_queryset(ReceiptQuerySet)


class ReceiptManager(_Asked["Receipt"]):
    """Receipts that are asked for; a unit that was left out later is as if it had none."""

    def get_queryset(self) -> ReceiptQuerySet:
        """Without those left out."""
        return ReceiptQuerySet(self.model, using=self._db).filter(left_out="")


class Receipt(models.Model):
    """签收: one version at one unit, and how far it has come in the subtree below.

    `own_…` count the unit itself, the others the subtree with it; `campaigns.coverage` keeps them.
    """

    version = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="receipts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="receipts")
    path = models.CharField(max_length=60)
    parent_path = models.CharField(max_length=60, blank=True)  # nearest above with a receipt
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=40, blank=True)
    passed_on_at = models.DateTimeField(null=True)

    own_staff = models.PositiveIntegerField(default=0)
    own_reached = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    units_opened = models.PositiveIntegerField(default=0)
    units_signed = models.PositiveIntegerField(default=0)
    units_passed_on = models.PositiveIntegerField(default=0)
    units_without_roster = models.PositiveIntegerField(default=0)
    staff = models.PositiveIntegerField(default=0)
    staff_reached = models.PositiveIntegerField(default=0)
    has_gap = models.BooleanField(default=True)  # the unit itself: not signed, or not all know
    left_out = models.CharField(max_length=200, blank=True)  # why it is not asked any more

    objects = ReceiptManager()
    everything = models.Manager["Receipt"]()

    class Meta:
        verbose_name = "签收"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "unit"], name="receipt_once"),
            models.CheckConstraint(
                condition=Q(staff_reached__lte=F("staff")), name="reached_at_most_all"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(opened_at__isnull=False),
                name="signed_after_opened",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["version", "path"], name="receipt_path"),  # a unit and those above
            models.Index(fields=["version", "parent_path", "path"], name="receipt_children"),
            models.Index(fields=["version", "has_gap", "path"], name="receipt_gaps"),
            models.Index(fields=["unit", "version"], name="receipt_unit"),
            models.Index(
                fields=["version", "path"],
                condition=Q(passed_on_at__isnull=True),
                name="receipt_not_passed_on",
            ),
        ]


class PassingOnQuerySet(ScopedQuerySet["PassingOn"]):
    """Questions about how units passed a notice on."""

    path_field = "receipt__path"


class PassingOn(models.Model):
    """转发、部署: a unit's own document or meeting, by which it passes a notice on."""

    class Kind(models.TextChoices):
        """How."""

        DOCUMENT = "document", "印发文件"
        MEETING = "meeting", "召开会议"

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="passings_on")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=60, blank=True)
    held_on = models.DateField()
    place = models.CharField(max_length=60, blank=True)
    attended = models.PositiveIntegerField(null=True, blank=True)
    notice = models.ForeignKey(  # the unit's own notice on this site, where it has one
        Notice, on_delete=models.PROTECT, null=True, related_name="+"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    objects = PassingOnQuerySet.as_manager()

    class Meta:
        verbose_name = "转发部署"
        ordering: ClassVar[list[str]] = ["held_on", "id"]
