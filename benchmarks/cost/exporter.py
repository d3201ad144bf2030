"""An exporter for many services: each has a page of its own, as if it were a program of its own."""

import argparse
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_CODES = {"200": 50.0, "204": 5.0, "404": 1.0, "500": 0.02}  # events per second
_SLOWER = {"0.05": 0.5, "0.1": 0.7, "0.3": 0.95, "0.5": 0.98, "1.0": 0.99, "2.5": 1.0, "+Inf": 1.0}  # shares within
_GAUGES = "db_pool_in_use 3\ndb_pool_size 10\ndb_pool_waiters 0\ndb_pool_timeouts_total 0\n"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        page = _page(time.time()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""


def _page(now: float) -> str:
    counted = (f'http_requests_total{{code="{code}"}} {int(rate * now)}\n' for code, rate in _CODES.items())
    timed = (f'http_request_duration_seconds_bucket{{le="{le}"}} {int(56 * x * now)}\n' for le, x in _SLOWER.items())
    return "".join(counted) + "".join(timed) + _GAUGES


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    ThreadingHTTPServer(("127.0.0.1", parser.parse_args().port), _Handler).serve_forever()


if __name__ == "__main__":
    main()
