"""Where Alertmanager sends its notifications: webhooks, one path a receiver, kept for a test to look at."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from attrs import frozen

TOKEN = "what only Alertmanager and the pager know"  # noqa: S105 -- of this test


@frozen
class Notification:
    """What a receiver was told, and when (seconds of the monotonic clock)."""

    at: float
    receiver: str
    body: dict[str, Any]

    @property
    def status(self) -> str:
        """`firing` or `resolved`."""
        return str(self.body["status"])

    @property
    def alerts(self) -> list[dict[str, Any]]:
        """The alerts that it tells of."""
        return list(self.body["alerts"])

    def tells(self, **labels: str) -> bool:
        """Whether one of its alerts has these labels."""
        return any(labels.items() <= alert["labels"].items() for alert in self.alerts)


class Pager(ThreadingHTTPServer):
    """Receives notifications from whoever knows the token."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.notifications: list[Notification] = []

    def url(self, receiver: str) -> str:
        """Where a receiver's notifications are to be posted."""
        return f"http://127.0.0.1:{self.server_port}/{receiver}"

    def told(self, receiver: str, status: str, **labels: str) -> list[Notification]:
        """What a receiver was told of alerts with these labels."""
        heard = (one for one in self.notifications if (one.receiver, one.status) == (receiver, status))
        return [one for one in heard if one.tells(**labels)]


class _Handler(BaseHTTPRequestHandler):
    server: Pager

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] == f"Bearer {TOKEN}":
            self.server.notifications.append(Notification(time.monotonic(), self.path.removeprefix("/"), body))
            self.send_response(HTTPStatus.OK)
        else:
            self.send_response(HTTPStatus.UNAUTHORIZED)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server's name
        """Say nothing: the test says what did not arrive."""


@contextmanager
def pager() -> Iterator[Pager]:
    """A pager on a free port, until the block ends."""
    with Pager() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
