"""The three questions of a campaign, from its rule pack."""

from __future__ import annotations

from functools import lru_cache

from qingyuan.core.conveyance.quiz import Question
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.server.campaigns.models import Campaign


def questions_of(campaign: Campaign) -> tuple[Question, ...]:
    """None for a campaign whose pack has no questions, or that has no pack."""
    return _questions(campaign.pack) if campaign.pack else ()


@lru_cache(maxsize=16)
def _questions(pack: str) -> tuple[Question, ...]:
    try:
        return tuple(read_rulepack(pack).quiz)
    except Refused:  # a pack that has gone takes the questions with it, not the page
        return ()
