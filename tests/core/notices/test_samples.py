"""Notices of other places, in the styles that real ones have, against their labels."""

import pytest
from benchmarks.notices import SAMPLES, found_items, rule_items, score, true_items
from tests.core.notices.samples import TEXTS, proposed, read, sources, truth

from qingyuan.core.identifiers.folding import fold
from qingyuan.core.notices.proposal import Confidence
from qingyuan.core.notices.web_paste import MASK, mask_markup

OPEN = [path.stem for path in sorted((SAMPLES / "open").glob("*.toml"))]


def test_there_are_enough_samples() -> None:
    assert len(TEXTS) == 32


@pytest.mark.parametrize("name", OPEN)
def test_an_open_notice_reads_as_labelled(name: str) -> None:
    proposal, labels = read(TEXTS[name]), truth(name)
    expected, found = true_items(labels), found_items(proposal)
    expected["rules"], found["rules"] = rule_items(proposal, labels)
    assert found == {key: expected[key] for key in found}


@pytest.mark.parametrize("folder", ["held_back", "later"])
def test_the_others_stay_as_well_read_as_they_are(folder: str) -> None:
    counts = score(SAMPLES / folder, show_wrong=False).values()
    right = sum(count.right for count in counts)
    assert right / sum(count.expected + count.extra for count in counts) > 0.95


@pytest.mark.parametrize("name", TEXTS)
def test_every_quoted_value_stands_where_its_source_says(name: str) -> None:
    text = TEXTS[name]
    masked = mask_markup(text)
    for each in proposed(read(text)):
        here = masked[each.source.start : each.source.end].replace(MASK, "")
        squeezed = "".join(c for c in here if fold(c) != " ").replace("|", "")
        assert squeezed
        if isinstance(each.value, str) and type(each.value) is str and "〔" not in each.value:
            assert each.value in {squeezed, "APP"} or "（略）" in each.value


@pytest.mark.parametrize("name", TEXTS)
def test_every_source_has_its_sentence_and_an_inferred_value_a_reason(name: str) -> None:
    proposal = read(TEXTS[name])
    assert all(source.sentence and source.paragraph for source in sources(proposal))
    guessed = [p for p in proposed(proposal) if p.confidence is Confidence.INFERRED]
    assert all(p.note for p in guessed)
