"""A draw that anyone can repeat."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.sampling.draw import draw_digest, sample_to_check

IDS = st.lists(st.text(max_size=8), max_size=30)


def test_the_digest_is_that_of_the_line_in_the_instructions() -> None:
    # printf '%s\n%s' '2023-06-15 部署会' 'T-01' | sha256sum
    assert draw_digest("T-01", "2023-06-15 部署会") == (
        "70da157327aeb958f6df2b395f3d425b9c50c89a369f29a9dae31a95f0b6895c"
    )
    assert draw_digest("a", "s") == hashlib.sha256(b"s\na").hexdigest()


@given(IDS, st.integers(0, 40), st.text())
def test_the_order_of_the_list_changes_nothing(ids: list[str], size: int, seed: str) -> None:
    drawn = sample_to_check(ids, size, seed)
    assert drawn == sample_to_check(reversed(ids), size, seed)
    assert len(drawn) == min(size, len(set(ids)))
    assert set(drawn) <= set(ids)


@given(IDS, st.integers(0, 40), st.text())
def test_a_larger_sample_begins_with_the_smaller(ids: list[str], size: int, seed: str) -> None:
    assert sample_to_check(ids, size + 3, seed)[:size] == sample_to_check(ids, size, seed)


def test_another_seed_draws_others() -> None:
    ids = [f"T-{number:03}" for number in range(200)]
    assert sample_to_check(ids, 10, "甲") != sample_to_check(ids, 10, "乙")


def test_nobody_is_favoured() -> None:
    ids = [f"T-{number:02}" for number in range(10)]
    drawn = [sample_to_check(ids, 1, str(seed))[0] for seed in range(2000)]
    assert all(140 < drawn.count(one) < 260 for one in ids)


def test_who_stands_on_the_list_twice_is_no_likelier() -> None:
    assert len(sample_to_check(["a", "a", "b"], 3, "s")) == 2


def test_a_negative_size_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        sample_to_check(["a"], -1, "s")
