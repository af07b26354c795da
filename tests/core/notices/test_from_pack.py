from datetime import date

from tests.core.notices.samples import SEED, gaps, proposed, read

from qingyuan.core.notices import NoticeProposal, proposal_from_pack
from qingyuan.core.notices.proposal import DeliverableKind, RuleKind
from qingyuan.formats.readers.rulepack import read_rulepack

PACK = proposal_from_pack(read_rulepack("xinyang_2023"))
NOTICE = read(SEED)


def test_the_pack_and_the_notice_propose_the_same() -> None:
    assert isinstance(PACK, NoticeProposal)
    for name in ("document_number", "issuer", "issued_on", "look_back_to", "campaign_name"):
        ours, theirs = getattr(PACK, name).value, getattr(NOTICE, name).value
        assert str(ours).replace(" ", "") == str(theirs)
    kinds = [kind.value for kind in NOTICE.scope.app_kinds]
    assert [kind.value for kind in PACK.scope.app_kinds] == kinds


def test_the_clauses_of_the_pack_are_those_of_the_notice() -> None:
    cited = [(r.kind, r.clause) for r in NOTICE.rules if r.kind is not RuleKind.PROHIBITION]
    assert [(rule.kind, rule.clause) for rule in PACK.rules] == cited


def test_papers_are_owed_and_the_end_of_the_clean_up_is_a_stage() -> None:
    owed = [
        (d.kind, d.due_on.value, [a.value for a in d.annexes])
        for d in PACK.deliverables
        if d.due_on
    ]
    assert owed == [
        (DeliverableKind.SURVEY_REPORT, date(2023, 7, 25), [1, 2]),
        (DeliverableKind.SUMMARY, date(2023, 8, 20), []),
    ]
    assert [(s.name.value, s.ends_on.value) for s in PACK.stages if s.ends_on] == [
        ("深度清理", date(2023, 7, 20))
    ]


def test_the_pack_is_the_source_and_what_it_lacks_is_a_gap() -> None:
    assert all(each.source.paragraph == 0 and each.source.sentence for each in proposed(PACK))
    assert {"addressees", "recipient", "owed_by", "school_levels"} <= gaps(PACK).keys()
