"""Customers: a bounded number of threads that visit a shop on this machine, for a bounded time."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from threading import Event, Thread

_CUSTOMERS = 4
_LONGEST = 3600.0
# Most look, some buy; now and then a wrong address.
_JOURNEY = (
    "/search?q=rope",
    "/cart",
    "/search?q=sail",
    "/checkout",
    "/cart",
    "/search?q=bell",
    "/checkout",
    "/nowhere",
)


@contextmanager
def customers(port: int, rate: float, seconds: float = _LONGEST) -> Iterator[None]:
    """Visit the shop `rate` times a second until the block ends, or `seconds` have passed."""
    end, stopped = time.monotonic() + min(seconds, _LONGEST), Event()
    pause = _CUSTOMERS / rate
    threads = [Thread(target=_shop_around, args=(port, pause, end, stopped), daemon=True) for _ in range(_CUSTOMERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopped.set()
        for thread in threads:
            thread.join(timeout=10)


def _shop_around(port: int, pause: float, end: float, stopped: Event) -> None:
    for path in cycle(_JOURNEY):
        if time.monotonic() >= end or stopped.wait(pause):
            return
        _visit(port, path)


def _visit(port: int, path: str) -> None:
    method = "POST" if path == "/checkout" else "GET"
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 -- http, loopback
            answer.read()
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        pass  # a broken shop is what they are here to see; it counts its errors itself
