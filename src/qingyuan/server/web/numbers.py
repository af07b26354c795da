"""Numbers in an address."""

from __future__ import annotations

from django.http import Http404, HttpRequest

_LARGEST = 2**63 - 1  # what a database counts to


def whole_number(request: HttpRequest, name: str) -> int | None:
    """The number of a query field, None where there is none.

    Raises:
        Http404: it is no number that a record can have.
    """
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:20]) <= _LARGEST):
        raise Http404
    return int(text)
