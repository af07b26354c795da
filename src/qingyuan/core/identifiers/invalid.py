"""Why a text is not the identifier that it should be."""

from __future__ import annotations


class InvalidIdentifier(ValueError):  # noqa: N818 - python-stdnum's vocabulary, not an "Error"
    """Raised by every `validate` of this package.

    `code` is stable, for programs; `reason` is a Chinese sentence that says what is wrong and
    what to do next.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
