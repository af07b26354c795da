from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.naming.identity import Level
from qingyuan.core.registry.filing import Filing, FilingStatus
from qingyuan.core.registry.grams import PairIndex
from qingyuan.core.registry.index import RegistryIndex, preferred

PLAIN = Filing("教APP备1100001号", "星云作业")
PARENTS = Filing("教APP备1100002号", "星云作业家长端")
PUPILS = Filing("教APP备1100003号", "星云作业学生端")
LABEL = Filing("教APP备1100001号", "远航口算", aliases=("远航出版社",))


def test_a_number_may_stand_on_several_labels() -> None:
    index = RegistryIndex.build([PLAIN, LABEL])
    assert index.by_number("教APP备1100001号") == (PLAIN, LABEL)
    assert index.by_number("教APP备1100009号") == ()


def test_the_exact_form_comes_before_the_edition() -> None:
    index = RegistryIndex.build([PARENTS, PUPILS, PLAIN])
    assert index.by_name("星云作业家长端") == ((PARENTS,), Level.EXACT)
    assert index.by_name("星云作业学生端APP") == ((PUPILS,), Level.LIGHT)
    assert index.by_name("星云作业") == ((PLAIN,), Level.EXACT)
    assert index.by_name("星云作业教师端") == ((PLAIN,), Level.LOOSE)


def test_an_edition_finds_the_product_where_only_other_editions_are_listed() -> None:
    index = RegistryIndex.build([PARENTS])
    assert index.by_name("星云作业") == ((PARENTS,), Level.LOOSE)


def test_an_alias_is_a_name() -> None:
    index = RegistryIndex.build([LABEL])
    assert index.by_name("遠航出版社") == ((LABEL,), Level.EXACT)
    assert index.knows("远航出版社APP")
    assert not index.knows("远航书店")


def test_words_in_the_registry_itself_do_not_hide_a_name() -> None:
    filing = Filing("教APP备1100004号", "KET单词APP（官方版）")
    assert RegistryIndex.build([filing]).knows("KET单词")


def test_an_empty_registry_knows_nothing() -> None:
    index = RegistryIndex.build([])
    assert len(index) == 0
    assert index.by_name("星云作业") == ((), None)
    assert index.labels_near("星云作业") == []


def test_a_filing_in_force_is_preferred() -> None:
    withdrawn = Filing("教APP备1100005号", "星云作业", status=FilingStatus.WITHDRAWN)
    assert preferred((withdrawn, PLAIN)) is PLAIN
    assert preferred((withdrawn,)) is withdrawn


WORDS = st.text(alphabet="星云作业远航口算", min_size=3, max_size=9)


@given(st.sets(WORDS, min_size=1, max_size=40), st.data())
def test_blocking_never_loses_a_name_one_character_away(
    names: set[str], data: st.DataObject
) -> None:
    pairs = PairIndex(sorted(names))
    name = data.draw(st.sampled_from(sorted(names)))
    place = data.draw(st.integers(0, len(name) - 1))
    other = data.draw(st.sampled_from("星云作业远航口算新"))
    changed = name[:place] + other + name[place + 1 :]
    added = name[:place] + other + name[place:]
    lost = name[:place] + name[place + 1 :]
    for written in (changed, added, lost):
        assert name in pairs.near(written)


@given(st.sets(WORDS, min_size=1, max_size=40), st.data())
def test_blocking_never_loses_two_neighbours_swapped(names: set[str], data: st.DataObject) -> None:
    filings = [Filing(f"教APP备{1100000 + at}号", name) for at, name in enumerate(sorted(names))]
    name = data.draw(st.sampled_from(sorted(names)))
    place = data.draw(st.integers(0, len(name) - 2))
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assert name in RegistryIndex.build(filings).labels_near(swapped)
