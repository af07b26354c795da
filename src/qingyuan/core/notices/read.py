"""The door: the text of a notice as pasted, read into a proposal."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qingyuan.core.identifiers import document_number
from qingyuan.core.notices.dates import Calendar
from qingyuan.core.notices.deliverables import Context, read_deliverables
from qingyuan.core.notices.forms import read_forms
from qingyuan.core.notices.gaps import missing
from qingyuan.core.notices.head import Head, read_head
from qingyuan.core.notices.lines import read_lines
from qingyuan.core.notices.outline import missing_chapters, paragraphs, with_clauses
from qingyuan.core.notices.parts import Parts, split_parts
from qingyuan.core.notices.prohibitions import read_rules
from qingyuan.core.notices.proposal import Gap, NoticeProposal, Proposed
from qingyuan.core.notices.requirements import has_contacts, read_channels, read_requirements
from qingyuan.core.notices.scope import read_look_back, read_scope
from qingyuan.core.notices.stages import read_stages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingyuan.core.notices.passage import Passage

# A real notice with its annexes has some 3,000 to 20,000 characters in 50 to 400 lines.
LONGEST_NOTICE = 200_000
MOST_LINES = 3_000
_CUT_OFF = (
    Gap(
        "text_too_long",
        f"文字超过{LONGEST_NOTICE // 10_000}万字或{MOST_LINES}行，"
        "只读了前面的部分，请只粘贴通知本身",
    ),
)
_OPENING = 3
_YEAR_OF_NUMBER = re.compile(r"〔(\d{4})〕")


def read_notice(text: str, *, pasted_on: date) -> NoticeProposal:
    """What the notice says, for a person to confirm; never raises, whatever the text is.

    `pasted_on` serves to work out years where the notice has no date of its own.  Of a longer
    text than `LONGEST_NOTICE` characters or `MOST_LINES` lines the beginning is read, and a gap
    says so.
    """
    lines = read_lines(text[:LONGEST_NOTICE], MOST_LINES)
    cut_off = len(text) > LONGEST_NOTICE or len(lines) > MOST_LINES
    lines = lines[:MOST_LINES]
    parts = split_parts(lines)
    head = read_head(paragraphs(parts.body))
    body = with_clauses(head.rest)
    proposal = _proposal(head, parts, body, _calendar(head, pasted_on))
    gaps = (*proposal.gaps, *missing(proposal), *(_CUT_OFF if cut_off else ()))
    return replace(proposal, contacts_present=has_contacts(lines), gaps=gaps)


def _proposal(
    head: Head, parts: Parts, body: Sequence[Passage], calendar: Calendar
) -> NoticeProposal:
    annex_lines = [line for annex in parts.annexes for line in annex.lines]
    forms, form_gaps = read_forms(parts)
    context = Context(head.addressees, forms, calendar)
    deliverables, owing_gaps = read_deliverables(body, context)
    look_back, discrepancies = read_look_back(body, annex_lines, calendar)
    return NoticeProposal(
        title=head.title,
        document_number=head.number,
        based_on=_based_on(body, head.number),
        issuer=head.issuer,
        issued_on=head.issued_on,
        addressees=head.addressees,
        campaign_name=head.campaign_name,
        stages=read_stages(body, calendar),
        deliverables=deliverables,
        forms=forms,
        look_back_to=look_back,
        scope=read_scope(_opening(head, body), body),
        rules=read_rules(body),
        requirements=read_requirements(body),
        channels=read_channels(body),
        contacts_present=False,
        discrepancies=(*discrepancies, *missing_chapters(body)),
        gaps=(*form_gaps, *owing_gaps),
    )


def _opening(head: Head, body: Sequence[Passage]) -> list[Passage]:
    first = [passage for passage in body[:_OPENING] if passage.level == 0]
    return [*head.around, *first]


def _calendar(head: Head, pasted_on: date) -> Calendar:
    if head.issued_on:
        return Calendar(head.issued_on.value, "按成文日期")
    year = _YEAR_OF_NUMBER.search(head.number.value) if head.number else None
    if year:
        anchor = pasted_on.replace(year=int(year[1]), month=1, day=1)
        return Calendar(anchor, "按发文字号的年份", is_year_only=True)
    return Calendar(pasted_on, "按粘贴日期")


def _based_on(body: Sequence[Passage], own: Proposed[str] | None) -> tuple[Proposed[str], ...]:
    cited: dict[str, Proposed[str]] = {}
    for passage in body:
        for found in document_number.locate(passage.flat):
            if own is None or found.number != own.value:
                cited.setdefault(
                    found.number, passage.proposed(found.number, found.start, found.end)
                )
    return tuple(cited.values())
