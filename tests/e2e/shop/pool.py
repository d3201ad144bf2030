"""A pool of database connections, as small as one can be that still runs out."""

import queue
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.shop.metrics import Metrics

_SIZE = 4
_PATIENCE = 0.5  # seconds that a request waits for a connection
_GOODS = ("anchor", "bell", "compass", "lantern", "rope", "sail")


class PoolTimeoutError(Exception):
    """Nobody gave a connection back in time."""


class Pool:
    """Lends connections to a catalogue in memory; `leak` takes some away for good."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._free: queue.Queue[sqlite3.Connection] = queue.Queue()
        self._leaked: list[sqlite3.Connection] = []
        for _ in range(_SIZE):
            self._free.put(_connection())
        metrics.pool_size.set(_SIZE)
        metrics.pool_in_use.set_function(lambda: _SIZE - self._free.qsize())

    def find(self, word: str) -> list[str]:
        """Names of goods that contain the word.

        Raises:
            PoolTimeoutError: all connections were lent all the time.
        """
        with self._borrowed() as connection:
            rows = connection.execute("SELECT name FROM goods WHERE name LIKE '%' || ? || '%'", (word,))
            return [str(name) for (name,) in rows]

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        connection = self._take()
        try:
            yield connection
        finally:
            self._free.put(connection)

    def _take(self) -> sqlite3.Connection:
        with self._metrics.pool_waiters.track_inprogress():
            try:
                return self._free.get(timeout=_PATIENCE)
            except queue.Empty:
                self._metrics.pool_timeouts.inc()
                raise PoolTimeoutError("no free connection") from None

    def leak(self, count: int) -> None:
        """Keep `count` connections (at most all of them) away from everybody; 0 gives them back."""
        while self._leaked:
            self._free.put(self._leaked.pop())
        for _ in range(min(count, _SIZE)):
            self._leaked.append(self._free.get(timeout=_PATIENCE))


def _connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)  # one borrower at a time, in changing threads
    connection.execute("CREATE TABLE goods (name TEXT)")
    connection.executemany("INSERT INTO goods VALUES (?)", [(name,) for name in _GOODS])
    return connection
