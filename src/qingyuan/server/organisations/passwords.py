"""How passwords are kept, and which are too easy here."""

from __future__ import annotations

import threading
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

_AT_ONCE = threading.Semaphore(4)  # each takes 19 MiB; a rush of sign-ins must not fill the memory
_EASY = ("qingyuan", "jiaoyu", "xuexiao", "mima", "password", "admin", "123456", "abc123", "2023")
_STRONG_LENGTH = 14


class OwaspArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two rounds, one lane: OWASP's setting for many users at once."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hashes, at most four at once."""
        with _AT_ONCE:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compares, at most four at once."""
        with _AT_ONCE:
            return super().verify(password, encoded)


class LongEnough(MinimumLengthValidator):
    """Says in Chinese what Django's catalogue leaves in English."""

    def get_error_message(self) -> str:
        """What is wrong with a short one."""
        return f"密码太短，至少要 {self.min_length} 个字符"


class NotOfThisPlace:
    """Refuses what someone who knows the place would try first: 学校拼音2023."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises `ValidationError` for a password made of the obvious."""
        if len(password) >= _STRONG_LENGTH:
            return
        rest = password.lower()
        for word in (*_EASY, *_words_of(user)):
            rest = rest.replace(word, "")
        if len(rest.strip("0123456789!@#$.*_-")) < 4:
            raise ValidationError(
                "这个密码容易被猜到：它由单位拼音、年份或常见词拼成。换一个，或写到 14 位以上",
                code="password_of_this_place",
            )

    def get_help_text(self) -> str:
        """What is asked, before it is typed."""
        return "不要用单位拼音加年份这类容易猜到的组合。"


def _words_of(user: Any) -> tuple[str, ...]:
    if user is None or not user.pk:
        return ()
    words = [user.username.lower(), *(post.unit.initials for post in user.current_posts)]
    return tuple(word for word in words if len(word) > 2)
