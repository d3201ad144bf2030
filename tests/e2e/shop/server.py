"""The shop over HTTP."""

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client.exposition import choose_encoder

from tests.e2e.shop.faults import Faults
from tests.e2e.shop.shop import Shop

_LARGEST_BODY = 10_000


class Server(ThreadingHTTPServer):
    """Listens on the loopback interface only: anybody who reaches it may break it."""

    daemon_threads = True

    def __init__(self, port: int, shop: Shop) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.shop = shop


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/metrics":
            self._metrics()
        elif path == "/fault":
            self._reply(HTTPStatus.OK, str(self.server.shop.faults) + "\n")
        else:
            self._reply(*self.server.shop.answer("GET", path))

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), _LARGEST_BODY))
        if self.path == "/fault":
            self._break(body)
        else:
            self._reply(*self.server.shop.answer("POST", self.path.partition("?")[0]))

    def _break(self, body: bytes) -> None:
        try:
            self.server.shop.break_with(Faults.parse(body))
        except ValueError as error:
            self._reply(HTTPStatus.BAD_REQUEST, f"{error}\n")
        else:
            self._reply(HTTPStatus.OK, str(self.server.shop.faults) + "\n")

    def _metrics(self) -> None:
        encode, content_type = choose_encoder(self.headers.get("Accept", ""))
        self._reply(HTTPStatus.OK, encode(self.server.shop.metrics.registry).decode(), content_type)

    def _reply(self, status: HTTPStatus, text: str, content_type: str = "text/plain; charset=utf-8") -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server's name
        """Say nothing: the metrics are the log."""
