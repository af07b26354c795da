from __future__ import annotations

import pytest
from django.db import transaction
from tests.server.cast import NOW, SYSTEM, TODAY

from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.models import Chain, Event, SealedHead
from qingyuan.server.evidence.sealing import seal_day
from qingyuan.server.evidence.verification import verify_all, verify_chain


def _events(count: int = 5) -> Chain:
    with transaction.atomic():
        for number in range(count):
            record(
                deed="tests.thing.done",
                about=("thing", number),
                sentence=f"第 {number} 件事",
                by=SYSTEM,
                at=NOW,
                unit_id=7,
            )
    return Chain.objects.get(key="unit:7")


@pytest.mark.django_db
def test_an_untouched_chain_is_whole() -> None:
    _events()
    seal_day(on=TODAY, at=NOW)
    assert list(verify_all()) == []


@pytest.mark.django_db(transaction=True)
def test_an_event_never_stands_without_the_transaction_of_its_deed() -> None:
    with pytest.raises(RuntimeError):
        record(deed="tests.thing.done", about=("thing", 1), sentence="事", by=SYSTEM, at=NOW)
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "edit",
    [
        {"sentence": "别的事"},
        {"actor_name": "别人"},
        {"new": {"a": 1}},
        {"address": "192.0.2.1"},
        {"object_id": 99},
        {"deed": "tests.thing.undone"},
    ],
)
def test_an_edited_event_is_named(edit: dict[str, object]) -> None:
    chain = _events()
    chain.events.filter(sequence=3).update(**edit)
    broken = verify_chain(chain)
    assert broken is not None
    assert broken.sequence == 3


@pytest.mark.django_db
def test_a_deleted_event_is_named() -> None:
    chain = _events()
    chain.events.get(sequence=2).delete()
    broken = verify_chain(chain)
    assert broken is not None
    assert broken.sequence == 2


@pytest.mark.django_db
def test_a_tail_that_was_cut_off_is_seen() -> None:
    chain = _events()
    chain.events.get(sequence=5).delete()
    assert verify_chain(chain) is not None


@pytest.mark.django_db
def test_a_chain_rewritten_with_right_hashes_differs_from_its_seal() -> None:
    chain = _events()
    seal_day(on=TODAY, at=NOW)
    _rewrite(chain)
    broken = verify_chain(chain)
    assert broken is not None
    assert "日封" in broken.sentence


@pytest.mark.django_db
def test_seals_rewritten_in_the_database_differ_from_their_files() -> None:
    chain = _events()
    seal = seal_day(on=TODAY, at=NOW)
    assert seal is not None
    _rewrite(chain)
    SealedHead.objects.filter(chain=chain).update(head_hash=chain.head_hash)
    assert any(broken.chain == "seal" for broken in verify_all())


@pytest.mark.django_db
def test_a_day_is_sealed_once() -> None:
    _events()
    assert seal_day(on=TODAY, at=NOW) is not None
    assert seal_day(on=TODAY, at=NOW) is None


def _rewrite(chain: Chain) -> None:
    """What somebody with SQL and this program could do."""
    previous = "0" * 64
    for event in chain.events.order_by("sequence"):
        event.sentence = "没有这回事"
        event.previous_hash, event.chain = previous, chain
        event.hash = previous = event.expected_hash()
        event.save()
    chain.head_hash = previous
    chain.save()
