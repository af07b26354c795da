"""What a look-up by name gives: a filing, and how alike its name is."""

from __future__ import annotations

from dataclasses import dataclass

from qingyuan.core.naming.similarity import Similarity
from qingyuan.core.registry.filing import Filing


@dataclass(frozen=True, slots=True)
class Match:
    """The filing found for a name, and how alike its name is (`similarity.reason` says why)."""

    filing: Filing
    similarity: Similarity
