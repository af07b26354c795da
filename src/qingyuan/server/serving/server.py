"""Web server and worker in one process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from waitress.server import create_server

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.serving.working import BackgroundWorker
from qingyuan.server.wsgi import application

_THREADS = 8
_FILES_A_REQUEST = 4
_PATIENCE = 60.0
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound


class Server:
    """The site on one address; it holds its port from the first moment on."""

    def __init__(self, host: str, port: int) -> None:
        try:
            self._server = create_server(
                application,
                host=host,
                port=port,
                threads=_THREADS,
                ident="qingyuan",
                max_request_body_size=_FILES_A_REQUEST * published.UPLOAD_BYTES,
                # whatever a client claims about itself counts only behind a proxy of our own
                clear_untrusted_proxy_headers=not settings.LOCAL.get("proxies", 0),
            )
        except (OSError, ValueError) as error:
            raise Refused(
                f"{host} 的 {port} 端口用不了，可能已被别的程序占用。请用 --port 另给一个端口",
                code="port_taken",
            ) from error
        self._reached_at = (_ANYWHERE.get(host, host), int(self._server.effective_port))

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        host, port = self._reached_at
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def run(self, announce: Callable[[], None]) -> None:
        """Serves and works until Ctrl-C or SIGTERM; what is under way is ended in order.

        Args:
            announce: Called once, when the address answers.
        """
        worker = BackgroundWorker()
        worker.start()
        threading.Thread(target=self._announce, args=(announce,), daemon=True).start()
        try:
            self._server.run()  # waitress ends its requests when it is interrupted
        finally:
            self._server.close()
            worker.stop()

    def _announce(self, announce: Callable[[], None]) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if self._answers():
                announce()
                return
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = HTTPConnection(*self._reached_at, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status > 0
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
