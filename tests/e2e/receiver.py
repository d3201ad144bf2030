"""Where Prometheus sends its alerts: what it posts to Alertmanager's API, kept for a test to look at."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Receiver(ThreadingHTTPServer):
    """Accepts alerts as Alertmanager does, and remembers them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.alerts: list[dict[str, Any]] = []

    @property
    def names(self) -> set[str]:
        """The alerts that have arrived."""
        return {alert["labels"]["alertname"] for alert in self.alerts}


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        self.server.alerts += json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server's name
        """Say nothing: the test says what did not arrive."""


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver on a free port, until the block ends."""
    with Receiver() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
