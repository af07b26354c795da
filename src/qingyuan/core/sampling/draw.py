r"""Draw a sample to check (抽查), so that anybody can draw it again.

Each id gets the SHA-256 of the line `seed`, a line feed and the id, in UTF-8; the ids with the
lowest digests (as 64 lower-case hexadecimal digits) are drawn, lowest first.  To repeat one:

    printf '%s\n%s' 'seed' 'id' | sha256sum

Nothing depends on the order of the ids, on a version of Python or on how large the sample is: a
larger one begins with the smaller one, so a check can be extended.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def sample_to_check(ids: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """Draw `size` of the different ids, all of them where there are fewer.

    The seed is to be written down before the list is closed, so that neither can be chosen to
    fit the other.

    >>> sample_to_check(["T-01", "T-02", "T-03", "T-04", "T-05"], 2, "2023-06-15 部署会")
    ('T-04', 'T-01')

    Raises:
        ValueError: a negative size.
    """
    if size < 0:
        raise ValueError("a sample has no negative size")
    return tuple(sorted(set(ids), key=lambda one: (draw_digest(one, seed), one))[:size])


def draw_digest(one: str, seed: str) -> str:
    """The number by which an id is drawn: the lower the sooner."""
    return sha256(f"{seed}\n{one}".encode()).hexdigest()
