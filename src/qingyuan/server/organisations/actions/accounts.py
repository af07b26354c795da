"""Deeds on accounts: posts given, ended and handed over; activation codes instead of passwords."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from pypinyin import lazy_pinyin

from qingyuan.formats.limits.refused import Refused
from qingyuan.server import environment
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.models import ActivationCode, Post, Role, Unit, User

CODE_DAYS = 14
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that look alike: no 0 O 1 I
_CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class ActivationSlip:
    """What is printed and handed to a person; the code stands nowhere else."""

    unit: str
    name: str
    role: str
    username: str
    code: str
    expires_at: datetime


@transaction.atomic
def give_post(*, unit: Unit, role: Role, user: User, by: Actor, at: datetime) -> Post:
    """Gives an account a role at a unit."""
    if Post.objects.filter(unit=unit, role=role, holder=user, ended_at=None).exists():
        raise Refused(f"{user.name} 已经是{unit.name}的{role.label}", code="post_held")
    post = Post.objects.create(unit=unit, role=role, holder=user, since=at)
    _record(post, "given", f"{user.name} 任{unit.name}{role.label}", by, at)
    return post


@transaction.atomic
def end_post(*, post: Post, by: Actor, at: datetime) -> None:
    """Ends a post; whoever held it keeps the others."""
    changed = Post.objects.filter(pk=post.pk, ended_at=None).update(ended_at=at)
    if not changed:
        raise Refused("这个岗位已经结束", code="post_ended")
    holder = post.holder.name if post.holder else "无人"
    _record(post, "ended", f"{post} 的岗位结束（{holder}）", by, at)


@transaction.atomic
def hand_over(*, post: Post, to: User, by: Actor, at: datetime) -> None:
    """交接: the post goes to another account, with its messages and all that is open."""
    if post.ended_at is not None:
        raise Refused("这个岗位已经结束，不能交接", code="post_ended")
    if post.holder_id == to.pk:
        raise Refused(f"{to.name} 已经在这个岗位上", code="post_held")
    before = post.holder.name if post.holder else "无人"
    post.holder, post.since = to, at
    post.save(update_fields=["holder", "since"])
    open_count = post.messages.filter(done_at=None).count()
    sentence = f"{post}由{before}交接给{to.name}，{open_count} 项待办随岗位移交"
    _record(post, "handed_over", sentence, by, at)


@transaction.atomic
def make_account(*, unit: Unit, name: str, role: Role, by: Actor, at: datetime) -> User:
    """An account with a post and without a password: a slip activates it."""
    user = new_user(unit, name)
    give_post(unit=unit, role=role, user=user, by=by, at=at)
    return user


def new_user(unit: Unit, name: str) -> User:
    """An account without a post and without a password, under a user name that is free."""
    name = " ".join(name.split())
    if not name:
        raise Refused("请填写姓名", code="no_name")
    return User.objects.make(username=free_username(unit, name), name=name[:40])


def free_username(unit: Unit, name: str) -> str:
    """A user name that is free: the unit's initials and the person's name in letters."""
    stem = (
        f"{unit.initials[:20]}.{''.join(lazy_pinyin(name, errors='ignore'))[:20]}".strip(".") or "u"
    )
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    number, username = 1, stem
    while username in taken:
        number += 1
        username = f"{stem}{number}"
    return username


@transaction.atomic
def issue_slip(*, user: User, by: Actor, at: datetime) -> ActivationSlip:
    """A new one-time code; older ones of the account end with it."""
    post = Post.objects.filter(holder=user, ended_at=None).select_related("unit").first()
    if post is None:
        raise Refused(f"{user.name} 还没有岗位，先给岗位再发激活单", code="no_post")
    user.activation_codes.filter(used_at=None).update(expires_at=at)
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    expires_at = at + timedelta(days=CODE_DAYS)
    ActivationCode.objects.create(
        user=user, digest=code_digest(code), made_at=at, expires_at=expires_at
    )
    _record(post, "slip_issued", f"给{user.name}发激活单", by, at)
    return ActivationSlip(
        unit=post.unit.name,
        name=user.name,
        role=post.get_role_display(),
        username=user.username,
        code="-".join(code[start : start + 4] for start in range(0, _CODE_LENGTH, 4)),
        expires_at=expires_at,
    )


def code_digest(code: str) -> str:
    """A code as it is stored: without the key of the installation nobody can guess it back."""
    folded = "".join(letter for letter in code.upper() if letter.isalnum())
    key = environment.secret("secret_key").encode()
    return hmac.new(key, b"activation:" + folded.encode(), hashlib.sha256).hexdigest()


def usable_code(code: str, at: datetime) -> ActivationCode:
    """The code as stored.

    Raises:
        Refused: there is none, it is used up or it has run out: one sentence for all three.
    """
    found = ActivationCode.objects.select_related("user").filter(digest=code_digest(code)).first()
    if found is None or not found.is_usable(at) or not found.user.is_active:
        raise Refused(
            "激活码不对，或已经用过、已过期。请核对激活单上的 16 位字母和数字，"
            "仍不行就请上级管理员重发一张",
            code="activation_code",
        )
    return found


@transaction.atomic
def activate(*, code: str, password: str, by_address: str, at: datetime) -> User:
    """Sets the password of an account by its one-time code."""
    found = usable_code(code, at)
    user = found.user
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("；".join(error.messages), code="weak_password") from error
    if not ActivationCode.objects.filter(pk=found.pk, used_at=None).update(used_at=at):
        raise Refused("激活码刚刚已被使用", code="activation_code")
    user.set_password(password)
    user.save(update_fields=["password"])
    post = Post.objects.filter(holder=user, ended_at=None).select_related("unit").first()
    if post is not None:
        by = _self(user, post, by_address)
        _record(post, "activated", f"{user.name} 激活了账号", by, at)
    return user


@transaction.atomic
def disable_account(*, user: User, by: Actor, at: datetime) -> None:
    """Closes an account at once: its sessions end with the next request."""
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise Refused(f"{user.name} 的账号已经停用", code="already_disabled")
    user.is_active = False
    for post in Post.objects.filter(holder=user, ended_at=None).select_related("unit"):
        _record(post, "account_disabled", f"停用{user.name}的账号", by, at)


def _self(user: User, post: Post, address: str) -> Actor:
    return Actor(
        name=user.name, channel=Channel.WEB, user_id=user.pk, unit_id=post.unit_id, address=address
    )


def _record(post: Post, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"organisations.post.{verb}",
        about=("post", post.pk),
        sentence=sentence,
        unit_id=post.unit_id,
        by=by,
        at=at,
        new={"holder": post.holder_id, "role": post.role},
    )
