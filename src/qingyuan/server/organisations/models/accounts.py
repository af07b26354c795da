"""Accounts, and the posts that give them their roles."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from qingyuan.server.organisations.encrypted import EncryptedTextField
from qingyuan.server.organisations.models.scope import ScopedQuerySet
from qingyuan.server.organisations.models.units import Unit, UnitKind


class Role(models.TextChoices):
    """What a post allows; the table of deeds is in `permissions`."""

    ADMINISTRATOR = "administrator", "管理员"
    REPORTER = "reporter", "填报员"
    REVIEWER = "reviewer", "审核员"
    LEADER = "leader", "负责人"
    INSPECTOR = "inspector", "督查员"
    READ_ONLY = "read_only", "查看"


class UserManager(BaseUserManager["User"]):
    """How an account is made and found."""

    def visible_to(self, user: User) -> models.QuerySet[User]:
        """Those that hold a post in the account's scope."""
        posts = Post.objects.visible_to(user).filter(ended_at=None)
        return self.filter(pk__in=posts.values("holder"))

    def make(self, *, username: str, name: str, password: str | None = None) -> User:
        """An account; without a password nobody can sign in to it."""
        user = User(username=username, name=name)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """账号: belongs to a person; what it may do comes from its posts."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    wants_email = models.BooleanField(default=True)  # messages also go there
    phone = EncryptedTextField(blank=True)
    is_active = models.BooleanField(default=True)
    set_up_at = models.DateTimeField(null=True)  # when the first sign-in was completed
    seen_at = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name

    @cached_property
    def current_posts(self) -> tuple[Post, ...]:
        """The posts that it holds at units that there are, highest first: one query a request."""
        is_there = Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=timezone.localdate())
        posts = self.posts.filter(is_there, ended_at__isnull=True).select_related("unit")
        return tuple(posts.order_by("unit__path", "id")) if self.is_active else ()

    @cached_property
    def scope_paths(self) -> tuple[str, ...]:
        """The subtrees that it sees; one inside another is left out."""
        kept: list[str] = []
        for post in self.current_posts:
            if not any(post.unit.path.startswith(path) for path in kept):
                kept.append(post.unit.path)
        return tuple(kept)

    @property
    def unit(self) -> Unit | None:
        """The unit for which it acts: that of its first post."""
        return self.current_posts[0].unit if self.current_posts else None

    def has_role(self, *roles: Role, at: Unit | None = None) -> bool:
        """Whether it holds one of the roles, at that unit or at one above it."""
        return any(
            post.role in roles and (at is None or post.unit.contains(at))
            for post in self.current_posts
        )

    @property
    def needs_second_factor(self) -> bool:
        """Administrators of city and county: their scope is worth an attack."""
        above = {UnitKind.PROVINCE, UnitKind.CITY, UnitKind.COUNTY, UnitKind.ZONE}
        return any(
            post.role == Role.ADMINISTRATOR and post.unit.kind in above
            for post in self.current_posts
        )


class PostQuerySet(ScopedQuerySet["Post"]):
    """Questions about posts."""

    path_field = "unit__path"


class Post(models.Model):
    """岗位: a role at a unit; it stays when its holder changes."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    holder = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="posts")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["unit", "role", "holder"],
                condition=Q(ended_at__isnull=True),
                name="post_once_for_a_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.name}{self.get_role_display()}"


class ActivationCode(models.Model):
    """A one-time code by which a person sets the password of an account."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="activation_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "激活码"

    def is_usable(self, at: datetime) -> bool:
        """Whether it has neither been used nor run out."""
        return self.used_at is None and at < self.expires_at


class WrongCode(models.Model):
    """A wrong activation code, by address: what the brake on guessing counts."""

    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "输错的激活码"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["at", "address"], name="wrong_code_lately"),
        ]
