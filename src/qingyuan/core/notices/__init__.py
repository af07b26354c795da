"""通知: the text of an official notice, read into a proposal that a person confirms.

    text as pasted -> passages (with their place in the text) -> head, body, annexes -> proposal

Nothing is invented: each value carries the sentence that it came from, what was worked out says
so, and what was not found is a named gap.  `proposal` holds the values, `read_notice` reads a
notice, `proposal_from_pack` gives the same type from a rule pack.
"""

from qingyuan.core.notices.from_pack import proposal_from_pack
from qingyuan.core.notices.proposal import NoticeProposal
from qingyuan.core.notices.read import LONGEST_NOTICE, MOST_LINES, read_notice

__all__ = ["LONGEST_NOTICE", "MOST_LINES", "NoticeProposal", "proposal_from_pack", "read_notice"]
