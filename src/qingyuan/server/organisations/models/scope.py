"""What an account may see: the subtrees of the units where it holds a post, and nothing else.

The one place that says so.  A model with rows of units has a path of its own or of its unit, and a
QuerySet made from `ScopedQuerySet`; pages reach rows through `visible_to` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from qingyuan.server.organisations.models.paths import subtree

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from qingyuan.server.organisations.models.accounts import User

_Row = TypeVar("_Row", bound=models.Model)


def scope_of(user: User | AnonymousUser, field: str) -> Q:
    """The condition on a path field; of an account without a post, one that nothing meets."""
    paths = user.scope_paths if user.is_authenticated else ()
    condition = Q(pk__in=())
    for path in paths:
        condition |= subtree(path, field)
    return condition


class ScopedQuerySet(models.QuerySet[_Row]):
    """Questions about rows that lie somewhere in the tree."""

    path_field = "path"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The rows in the subtrees of the account's posts."""
        return self.filter(scope_of(user, self.path_field))

    def within(self, path: str) -> Self:
        """The rows in one subtree."""
        return self.filter(subtree(path, self.path_field))
