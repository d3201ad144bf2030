"""Orders: checked out by requests, paid one after the other by a worker."""

import queue
import time
from threading import Thread

from tests.e2e.shop.faults import Faults, Share
from tests.e2e.shop.metrics import Metrics

_PAYMENT = 0.01  # seconds that a payment takes


class Orders:
    """A queue and its worker. `faults` holds what is broken now."""

    def __init__(self, metrics: Metrics) -> None:
        self.faults = Faults()
        self._metrics, self._failing = metrics, Share()
        self._checked_out: queue.Queue[float] = queue.Queue()
        metrics.orders_queued.set_function(self._checked_out.qsize)
        Thread(target=self._work, daemon=True, name="orders").start()

    def place(self) -> None:
        """Queue an order."""
        self._checked_out.put(time.monotonic())

    def _work(self) -> None:
        while True:
            self._process(self._checked_out.get())

    def _process(self, placed: float) -> None:
        paid = self._pay()
        self._metrics.orders_processed.inc()
        if not paid:
            self._metrics.orders_failed.inc()
        self._metrics.order_seconds.observe(time.monotonic() - placed)

    def _pay(self) -> bool:
        time.sleep(_PAYMENT)
        self._metrics.payment_up.set(not self.faults.payments_down)
        return not (self.faults.payments_down or self._failing.hit(self.faults.errors))
