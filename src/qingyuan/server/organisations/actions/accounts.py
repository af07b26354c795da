"""Deeds on accounts: posts given, ended and handed over; accounts made, closed and opened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from pypinyin import lazy_pinyin

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.evidence.actions import EventDraft, record, record_all
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Post, Role, Unit, User


@transaction.atomic
def give_post(*, unit: Unit, role: Role, user: User, by: Actor, at: datetime) -> Post:
    """Gives an account a role at a unit."""
    if Post.objects.filter(unit=unit, role=role, holder=user, ended_at=None).exists():
        raise Refused(f"{user.name} 已经是{unit.name}的{role.label}", code="post_held")
    post = Post.objects.create(unit=unit, role=role, holder=user, since=at)
    record_on_post(post, "given", f"{user.name} 任{unit.name}{role.label}", by, at)
    return post


@transaction.atomic
def end_post(*, post: Post, by: Actor, at: datetime) -> None:
    """Ends a post; whoever held it keeps the others."""
    if post.holder_id is not None and post.holder_id == by.user_id:
        raise Refused("不能结束自己的岗位。要换人请用“交接”，或请上级管理员来做", code="own_post")
    changed = Post.objects.filter(pk=post.pk, ended_at=None).update(ended_at=at)
    if not changed:
        raise Refused("这个岗位已经结束", code="post_ended")
    holder = post.holder.name if post.holder else "无人"
    record_on_post(post, "ended", f"{post} 的岗位结束（{holder}）", by, at)


@transaction.atomic
def hand_over(*, post: Post, to: User, by: Actor, at: datetime) -> None:
    """交接: the post goes to another account, with its messages and all that is open."""
    if post.ended_at is not None:
        raise Refused("这个岗位已经结束，不能交接", code="post_ended")
    if post.holder_id == to.pk:
        raise Refused(f"{to.name} 已经在这个岗位上", code="post_held")
    if Post.objects.filter(unit=post.unit_id, role=post.role, holder=to, ended_at=None).exists():
        raise Refused(f"{to.name} 已经是{post}，不用再交接", code="post_held")
    if not to.is_active:
        raise Refused(f"{to.name} 的账号已停用，不能接岗位", code="account_disabled")
    before = post.holder.name if post.holder else "无人"
    post.holder, post.since = to, at
    post.save(update_fields=["holder", "since"])
    open_count = post.messages.filter(done_at=None).count()
    sentence = f"{post}由{before}交接给{to.name}，{open_count} 项待办随岗位移交"
    record_on_post(post, "handed_over", sentence, by, at)


@transaction.atomic
def make_account(*, unit: Unit, name: str, role: Role, by: Actor, at: datetime) -> User:
    """An account with a post and without a password: a slip activates it."""
    user = new_user(unit, name)
    give_post(unit=unit, role=role, user=user, by=by, at=at)
    return user


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Whose account is to be made, where, in which role."""

    unit: Unit
    name: str
    role: Role


@transaction.atomic
def make_accounts(*, wanted: Sequence[NewAccount], by: Actor, at: datetime) -> list[Post]:
    """As `make_account` for many, with a few statements for all of them."""
    made: set[str] = set()
    users = []
    for one in wanted:
        user = User(username=free_username(one.unit, one.name, made), name=one.name[:40])
        user.set_unusable_password()
        made.add(user.username)
        users.append(user)
    User.objects.bulk_create(users)
    posts = [
        Post(unit=one.unit, role=one.role, holder=user, since=at)
        for one, user in zip(wanted, users, strict=True)
    ]
    Post.objects.bulk_create(posts)
    record_all([_given(post) for post in posts], by=by, at=at)
    return posts


def _given(post: Post) -> EventDraft:
    holder = post.holder.name if post.holder else ""
    return EventDraft(
        deed="organisations.post.given",
        about=("post", post.pk),
        sentence=f"{holder} 任{post}（批量导入）",
        unit_id=post.unit_id,
        new={"holder": post.holder_id, "role": post.role},
    )


def new_user(unit: Unit, name: str) -> User:
    """An account without a post and without a password, under a user name that is free."""
    name = " ".join(name.split())
    if not name:
        raise Refused("请填写姓名", code="no_name")
    return User.objects.make(username=free_username(unit, name), name=name[:40])


def free_username(unit: Unit, name: str, made: Collection[str] = ()) -> str:
    """A user name that is free, and not among those just made: initials and letters."""
    stem = (
        f"{unit.initials[:20]}.{''.join(lazy_pinyin(name, errors='ignore'))[:20]}".strip(".") or "u"
    )
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    taken.update(made)
    number, username = 1, stem
    while username in taken:
        number += 1
        username = f"{stem}{number}"
    return username


@transaction.atomic
def disable_account(*, user: User, by: Actor, at: datetime) -> None:
    """Closes an account at once: its sessions end with the next request."""
    if user.pk == by.user_id:
        raise Refused("不能停用自己的账号，请上级管理员来做", code="own_account")
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise Refused(f"{user.name} 的账号已经停用", code="already_disabled")
    user.is_active = False
    for post in Post.objects.filter(holder=user, ended_at=None).select_related("unit"):
        record_on_post(post, "account_disabled", f"停用{user.name}的账号", by, at)


@transaction.atomic
def enable_account(*, user: User, by: Actor, at: datetime) -> None:
    """Opens a closed account again; it needs a new slip only if the password is forgotten."""
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise Refused(f"{user.name} 的账号没有停用", code="not_disabled")
    user.is_active = True
    for post in Post.objects.filter(holder=user, ended_at=None).select_related("unit"):
        record_on_post(post, "account_enabled", f"重新启用{user.name}的账号", by, at)


@transaction.atomic
def forget_second_factor(*, user: User, by: Actor, at: datetime) -> None:
    """Takes a lost phone and its recovery codes off an account; the next sign-in sets up new ones.

    Who has the phone sets it up anew himself: here the asker vouches for somebody else.
    """
    if user.pk == by.user_id:
        raise Refused(
            "自己的验证方式请在“双因素验证”页面换，丢了请上级管理员来做", code="own_account"
        )
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise Refused(f"{user.name} 没有设置双因素验证，不用重设", code="no_second_factor")
    for post in Post.objects.filter(holder=user, ended_at=None).select_related("unit"):
        record_on_post(post, "second_factor_forgotten", f"重设{user.name}的双因素验证", by, at)


def record_on_post(post: Post, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    """The event of a deed on a post, in the chain of its unit."""
    record(
        deed=f"organisations.post.{verb}",
        about=("post", post.pk),
        sentence=sentence,
        unit_id=post.unit_id,
        by=by,
        at=at,
        new={"holder": post.holder_id, "role": post.role},
    )


@transaction.atomic
def complete_first_sign_in(*, user: User, phone: str, email: str, by: Actor, at: datetime) -> None:
    """The holder has looked at unit and role, and said how to be reached."""
    user.phone, user.email, user.set_up_at = phone, email, at
    user.save(update_fields=["phone", "email", "set_up_at"])
    for post in user.current_posts[:1]:
        record_on_post(post, "looked_at", f"{user.name} 第一次登录，核对了单位和岗位", by, at)
