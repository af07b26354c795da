"""A page as a test asks about it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import cast

from lxml import html

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]+")
_UNSEEN = ("script", "style", "template", "svg")


@dataclass(frozen=True)
class Page:
    """Parsed once, asked often."""

    source: str

    @property
    def tree(self) -> html.HtmlElement:
        """The document."""
        return html.document_fromstring(self.source)

    def find(self, path: str) -> list[html.HtmlElement]:
        """Elements by XPath."""
        return cast("list[html.HtmlElement]", self.tree.xpath(path))

    def values(self, path: str) -> list[str]:
        """Attributes or texts by XPath."""
        return [str(value) for value in cast("list[object]", self.tree.xpath(path))]

    def words(self) -> str:
        """What people see and hear, without texts of scripts."""
        unseen = " or ".join(f"ancestor-or-self::{name}" for name in _UNSEEN)
        texts = self.values(f"//text()[not({unseen})]")
        heard = self.values("//@aria-label | //@alt | //@title | //@placeholder")
        return "\n".join([*texts, *heard])

    def latin_words(self) -> set[str]:
        """Words in Latin letters outside of codes and addresses."""
        for_people = "//text()[not(ancestor::*[contains(@class, 'code')] or ancestor::textarea)]"
        unseen = " or ".join(f"ancestor-or-self::{name}" for name in _UNSEEN)
        texts = self.values(f"{for_people}[not({unseen})]")
        text = re.sub(r"https?://\S+", "", "\n".join([*texts, *self.values("//@aria-label")]))
        return set(_LATIN.findall(text))

    def repeated_ids(self) -> list[str]:
        """Ids that stand more than once."""
        return [name for name, count in Counter(self.values("//@id")).items() if count > 1]
