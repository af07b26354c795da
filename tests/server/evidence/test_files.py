from __future__ import annotations

import pytest
from tests.server.cast import NOW

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.file_type import FileType
from qingyuan.server import environment
from qingyuan.server.evidence.actions import store
from qingyuan.server.evidence.models import StoredFile

_PDF = b"%PDF-1.7\n%%EOF\n"
_PAPERS = frozenset({FileType.PDF, FileType.IMAGE})

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_as_it_came_and_only_once() -> None:
    first = store(_PDF, name="通知.pdf", allowed=_PAPERS, at=NOW)
    again = store(_PDF, name="别的名字.pdf", allowed=_PAPERS, at=NOW)
    assert first.pk == again.pk
    assert first.read_bytes() == _PDF
    assert (environment.files_folder() / first.path).stat().st_mode & 0o777 == 0o600


def test_the_name_does_not_decide_what_a_file_is() -> None:
    with pytest.raises(Refused) as refused:
        store(b"MZ\x90\x00" + b"\0" * 60, name="通知.pdf", allowed=_PAPERS, at=NOW)
    assert "PDF" in refused.value.sentence
    assert not StoredFile.objects.exists()


def test_a_file_above_the_published_limit_is_refused() -> None:
    with pytest.raises(Refused):
        store(b"%PDF" + b"\0" * published.UPLOAD_BYTES, name="大.pdf", allowed=_PAPERS, at=NOW)


def test_an_empty_file_says_so() -> None:
    with pytest.raises(Refused) as refused:
        store(b"", name="空.pdf", allowed=_PAPERS, at=NOW)
    assert "空的" in refused.value.sentence


def test_no_half_written_file_stays_behind() -> None:
    store(_PDF, name="通知.pdf", allowed=_PAPERS, at=NOW)
    assert not list(environment.files_folder().rglob(".*"))
