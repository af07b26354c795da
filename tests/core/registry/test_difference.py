"""What changed between two snapshots; what the newer one lacks is not called withdrawn."""

from qingyuan.core.registry.difference import ChangeKind, differences
from qingyuan.core.registry.filing import Filing, FilingStatus

A, B = "教APP备1100001号", "教APP备1100002号"
OFFLINE, WITHDRAWN = FilingStatus.OFFLINE, FilingStatus.WITHDRAWN


def kinds(old: list[Filing], new: list[Filing]) -> list[tuple[str, str]]:
    return [(change.kind.value, change.number) for change in differences(old, new)]


def test_equal_snapshots_differ_in_nothing_whatever_their_order() -> None:
    filings = [Filing(A, "青禾作业"), Filing(B, "星河阅读")]
    assert differences(filings, filings[::-1]) == []


def test_every_kind_of_change() -> None:
    old = Filing(A, "青禾作业")
    assert kinds([], [old]) == [("added", A)]
    assert kinds([old], []) == [("no_longer_listed", A)]
    assert kinds([old], [Filing(A, "青禾课堂")]) == [("renamed", A)]
    assert kinds([old], [Filing(A, "青禾作业", status=WITHDRAWN)]) == [("withdrawn", A)]
    assert kinds([old], [Filing(A, "青禾作业", status=OFFLINE)]) == [("offline", A)]
    assert kinds([Filing(A, "青禾作业", status=OFFLINE)], [old]) == [("restored", A)]


def test_a_new_name_and_a_new_status_are_two_changes() -> None:
    new = Filing(A, "青禾课堂", status=WITHDRAWN)
    assert kinds([Filing(A, "青禾作业")], [new]) == [("withdrawn", A), ("renamed", A)]


def test_one_number_may_carry_several_labels() -> None:
    labels = [Filing(A, "海湾阅读"), Filing(A, "海湾伴读")]
    assert kinds(labels, labels[:1]) == [("no_longer_listed", A)]
    assert kinds(labels[:1], labels) == [("added", A)]
    assert kinds(labels, labels[::-1]) == []


def test_changes_come_by_kind_and_number_and_are_worded() -> None:
    old = [Filing(B, "星河阅读")]
    new = [Filing(B, "星河阅读", status=OFFLINE), Filing(A, "青禾作业")]
    assert kinds(old, new) == [("added", A), ("offline", B)]
    assert [kind.words for kind in ChangeKind] == [
        "新增",
        "撤销",
        "暂时下线",
        "恢复",
        "改名",
        "新名录未列出",
    ]
