"""Files of notices, deployments and meetings as they came: to be saved, never shown in place."""

from __future__ import annotations

from django.http import FileResponse, Http404

from qingyuan.server import environment
from qingyuan.server.evidence.models import StoredFile


def as_download(file: StoredFile | None, name: str) -> FileResponse:
    """A file under the name with which it came.

    Raises:
        Http404: there is none.
    """
    if file is None:
        raise Http404
    content = (environment.files_folder() / file.path).open("rb")
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["Cache-Control"] = "private, no-store"
    return response
