"""The size of an upload is counted while it arrives, not believed from a header."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused


class CountingHandler(FileUploadHandler):
    """Refuses a file as soon as it passes the published limit."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Starts counting anew for each file."""
        super().new_file(*args, **kwargs)
        self._seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Passes the bytes on."""
        self._seen += len(raw_data)
        if self._seen > published.UPLOAD_BYTES:
            limit = published.UPLOAD_BYTES // published.MEGABYTE
            raise Refused(
                f"文件“{self.file_name}”超过 {limit} MB。请压缩图片，或分两次上传",
                code="upload_too_large",
            )
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the handlers that follow."""
