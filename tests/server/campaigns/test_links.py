from __future__ import annotations

import random

from qingyuan.server.campaigns.links import (
    personal_token,
    read_personal,
    read_school,
    school_token,
)


def test_a_link_leads_back_to_its_record() -> None:
    for number in (1, 255, 256, 1_000_000, 2**40):
        assert read_personal(personal_token(number)) == number
        assert read_school(school_token(number)) == number


def test_a_school_code_is_nobody_s_personal_link() -> None:
    assert read_personal(school_token(7)) is None


def test_no_changed_character_opens_anything() -> None:
    token, letters = personal_token(4711), random.Random(1)
    for _ in range(2_000):
        place = letters.randrange(len(token))
        other = letters.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        changed = token[:place] + other + token[place + 1 :]
        assert changed == token or read_personal(changed) is None


def test_what_is_no_token_is_no_error() -> None:
    for text in ("", "a", "=", "你好", "%00", "A" * 4_000, "----"):
        assert read_personal(text) is None
