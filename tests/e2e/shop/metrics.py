"""The shop's metrics, in a registry of their own, so that several shops can live in one process."""

from prometheus_client import CollectorRegistry, Counter, Gauge, GCCollector, Histogram, ProcessCollector

# A bound at 300 ms and at 2.5 s: the thresholds of the shop's latency objectives.
_REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5)
_ORDER_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """All that the shop tells about itself."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._requests()
        self._pool()
        self._orders()

    def _requests(self) -> None:
        self.requests = Counter(
            "http_requests", "Requests answered.", ["handler", "method", "code"], registry=self.registry
        )
        self.request_seconds = Histogram(
            "http_request_duration_seconds",
            "Time from the request's first byte to the answer's last.",
            ["handler", "method"],
            buckets=_REQUEST_BUCKETS,
            registry=self.registry,
        )

    def _pool(self) -> None:
        self.pool_size = Gauge("db_pool_size", "Connections that the pool holds.", registry=self.registry)
        self.pool_in_use = Gauge("db_pool_in_use", "Connections lent to somebody.", registry=self.registry)
        self.pool_waiters = Gauge("db_pool_waiters", "Requests that wait for a connection.", registry=self.registry)
        self.pool_timeouts = Counter("db_pool_timeouts", "Requests that waited in vain.", registry=self.registry)

    def _orders(self) -> None:
        self.orders_processed = Counter(
            "orders_processed", "Orders taken from the queue, paid or not.", registry=self.registry
        )
        self.orders_failed = Counter("orders_failed", "Processed orders that were not paid.", registry=self.registry)
        self.order_seconds = Histogram(
            "order_duration_seconds",
            "Time from checkout to the order's end.",
            buckets=_ORDER_BUCKETS,
            registry=self.registry,
        )
        self.orders_queued = Gauge("orders_queue_depth", "Orders that wait for the worker.", registry=self.registry)
        self.payment_up = Gauge(
            "payment_provider_up", "1 if the payment provider took the last order's payment.", registry=self.registry
        )
        self.payment_up.set(1)
