"""Zip archives, with names in UTF-8 or, as Chinese Windows leaves them, in GBK."""

import zipfile
from io import BytesIO

from benchmarks.inbox.writers.xlsx import FIXED


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is stored in GBK without the UTF-8 flag."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the library's own name
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def write_zip(members: list[tuple[str, bytes]], *, gbk: bool) -> bytes:
    """An archive of the given members."""
    kind = _GbkInfo if gbk else zipfile.ZipInfo
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            archive.writestr(kind(name, FIXED), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
