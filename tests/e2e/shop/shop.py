"""The shop itself: what a request does, without HTTP."""

import time
from http import HTTPStatus

from attrs import define, field

from tests.e2e.shop.faults import Faults, Share
from tests.e2e.shop.metrics import Metrics
from tests.e2e.shop.orders import Orders
from tests.e2e.shop.pool import Pool, PoolTimeoutError

PAGES = ("/search", "/cart", "/checkout")


@define
class Shop:
    """Answers requests and keeps count of them."""

    metrics: Metrics = field(factory=Metrics)
    faults: Faults = field(factory=Faults)
    _pool: Pool = field(init=False)
    _orders: Orders = field(init=False)
    _failing: Share = field(factory=Share, init=False)

    def __attrs_post_init__(self) -> None:
        self._pool, self._orders = Pool(self.metrics), Orders(self.metrics)

    def break_with(self, faults: Faults) -> None:
        """Break what `faults` says, mend all else."""
        self._pool.leak(faults.connections)
        self.faults = self._orders.faults = faults

    def answer(self, method: str, path: str) -> tuple[HTTPStatus, str]:
        """The answer to a request, counted and timed."""
        # The path is the client's choice: without this, anybody could fill our memory with label values.
        handler = path if path in PAGES else "other"
        with self.metrics.request_seconds.labels(handler, method).time():
            status, body = self._visit(path)
        self.metrics.requests.labels(handler, method, str(status.value)).inc()
        return status, body

    def _visit(self, path: str) -> tuple[HTTPStatus, str]:
        time.sleep(self.faults.latency)
        if self._failing.hit(self.faults.errors):
            return HTTPStatus.INTERNAL_SERVER_ERROR, "broken on purpose\n"
        try:
            return self._serve(path)
        except PoolTimeoutError as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, f"{error}\n"

    def _serve(self, path: str) -> tuple[HTTPStatus, str]:
        match path:
            case "/search":
                return HTTPStatus.OK, "\n".join(self._pool.find("a")) + "\n"
            case "/cart":
                return HTTPStatus.OK, "\n".join(self._pool.find("rope")) + "\n"
            case "/checkout":
                self._orders.place()
                return HTTPStatus.ACCEPTED, "ordered\n"
            case _:
                return HTTPStatus.NOT_FOUND, "no such page\n"
