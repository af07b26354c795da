import pytest

from qingyuan.core.registry.filing import Filing, FilingStatus, read_status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("正常", FilingStatus.NORMAL),
        ("在册", FilingStatus.NORMAL),
        ("有效", FilingStatus.NORMAL),
        ("已备案", FilingStatus.NORMAL),
        ("恢复上线", FilingStatus.NORMAL),
        ("", FilingStatus.NORMAL),
        ("—", FilingStatus.NORMAL),
        ("暂时下线", FilingStatus.OFFLINE),
        ("下线", FilingStatus.OFFLINE),
        ("已下架", FilingStatus.OFFLINE),
        ("撤销", FilingStatus.WITHDRAWN),
        ("已撤销", FilingStatus.WITHDRAWN),
        ("撤销备案", FilingStatus.WITHDRAWN),
        ("注 销", FilingStatus.WITHDRAWN),
        ("取消备案", FilingStatus.WITHDRAWN),
        ("待定", None),
    ],
)
def test_status_words(words: str, status: FilingStatus | None) -> None:
    assert read_status(words) is status


def test_an_app_goes_by_its_name_first_and_by_its_aliases() -> None:
    filing = Filing("教APP备1101585号", "辽海高分", aliases=("辽海出版社",))
    assert filing.names == ("辽海高分", "辽海出版社")
