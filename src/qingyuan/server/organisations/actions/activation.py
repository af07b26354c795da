"""Deeds on activation codes: slips instead of passwords, each code for one use."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from qingyuan.formats.limits.refused import Refused
from qingyuan.server import environment
from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.actions.accounts import record_on_post
from qingyuan.server.organisations.models import ActivationCode, Post, User, WrongCode

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
    record_on_post(post, "slip_issued", f"给{user.name}发激活单", by, at)
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


BRAKE_MINUTES = 15
_WRONG_FROM_ONE_ADDRESS = 30
_WRONG_FROM_EVERYWHERE = 300
_WRONG_UNDER_ATTACK = 5


def check_not_guessing(*, address: str, at: datetime) -> None:
    """The brake on guessing codes: only wrong ones count, so a school behind one address passes.

    Where wrong codes come from many addresses at once, each has fewer of them.

    Raises:
        Refused: too many wrong codes came from this address lately.
    """
    lately = WrongCode.objects.filter(at__gt=at - timedelta(minutes=BRAKE_MINUTES))
    is_attack = len(lately[:_WRONG_FROM_EVERYWHERE].values_list("pk")) >= _WRONG_FROM_EVERYWHERE
    allowed = _WRONG_UNDER_ATTACK if is_attack else _WRONG_FROM_ONE_ADDRESS
    if lately.filter(address=address).count() >= allowed:
        raise Refused(
            f"从这里输错的激活码太多，请 {BRAKE_MINUTES} 分钟后再试。激活码仍然有效",
            code="too_many_wrong_codes",
        )


def note_wrong_code(*, address: str, at: datetime) -> None:
    """Counts a wrong code, and forgets those that count no more."""
    WrongCode.objects.filter(at__lte=at - timedelta(minutes=BRAKE_MINUTES)).delete()
    WrongCode.objects.create(address=address[:64], at=at)


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
        record_on_post(post, "activated", f"{user.name} 激活了账号", by, at)
    return user


def _self(user: User, post: Post, address: str) -> Actor:
    return Actor(
        name=user.name, channel=Channel.WEB, user_id=user.pk, unit_id=post.unit_id, address=address
    )
