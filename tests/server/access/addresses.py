"""Every address of the site, read from the URL table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the URL table.

    Attributes:
        name: With its namespace, such as `campaigns:notice`.
        parameters: The names of what the path takes.
        view: The function that answers.
    """

    name: str
    parameters: tuple[str, ...]
    view: Any


def addresses() -> tuple[Address, ...]:
    """All of them, those of allauth too."""
    return tuple(_walk(get_resolver().url_patterns, (), ()))


def _walk(
    patterns: list[Any], namespaces: tuple[str, ...], outer: tuple[str, ...]
) -> Iterator[Address]:
    for pattern in patterns:
        parameters = (*outer, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inside, parameters)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*namespaces, str(pattern.name)))
            yield Address(name, parameters, pattern.callback)
