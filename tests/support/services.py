"""Services of the model for tests, made without YAML: small by default, every part of them to be replaced."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from observability.emit import rules
from observability.lowering import lower
from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.selector import Selector
from observability.model.service import Environment, HandWrittenAlert, Owner, Runbook, Service
from observability.model.signal import (
    Counter,
    Exhaustion,
    Expression,
    Gauge,
    Histogram,
    Kind,
    Measure,
    Measurement,
    Objective,
    Ratio,
    Signal,
    Summary,
    View,
)
from observability.promql import parse_selector

ORIGIN = Location("services/checkout.yaml", 3, 1)

# What identifies the recorded series of the signal `http`, and of its objective of availability: as labels, and as the
# rules read them.
LABELS = {"env": "production", "service": "checkout", "signal": "http"}
OBJECTIVE = {**LABELS, "objective": "availability"}
OWN = '{env="production",service="checkout",signal="http"}'
BAD, ALL = ({**OBJECTIVE, "events": which} for which in ("bad", "all"))
PROMISED = '{env="production",service="checkout",signal="http",objective="availability"}'


def counted(window: str, which: str) -> str:
    """The bad events of a window, or all of them, as recorded."""
    return f'objective:events:rate{window}{{events="{which}"}}'


def selector(text: str) -> Selector:
    """`http_requests_total{code=~"5.."}`."""
    return parse_selector(text)


def availability(target: str = "0.999", window: str = "30d", **more: Any) -> Objective:
    return Objective("availability", Decimal(target), Duration.parse(window), origin=ORIGIN, **more)


def latency(threshold: str = "0.3", target: str = "0.99", window: str = "30d", **more: Any) -> Objective:
    return Objective("latency", Decimal(target), Duration.parse(window), Decimal(threshold), origin=ORIGIN, **more)


def measurement(kind: Kind, measure: Measure, **more: Any) -> Measurement:
    return Measurement(kind, measure, origin=ORIGIN, **more)


def requests(*objectives: Objective, by: Sequence[str] = (), name: str = "http", **more: Any) -> Signal:
    """A RED signal of one counter, in which a label `code` tells the errors."""
    counted = (
        measurement(Kind.TRAFFIC, Counter(selector("http_requests_total")), **more),
        measurement(Kind.ERRORS, Counter(selector('http_requests_total{code=~"5.."}'))),
    )
    return Signal(name, View.RED, counted, tuple(by), objectives, origin=ORIGIN)


def timings(*objectives: Objective, native: bool = False) -> Signal:
    """A golden signal of one histogram."""
    measured = measurement(Kind.LATENCY, Histogram(selector("http_request_seconds"), native=native))
    return Signal("http", View.GOLDEN, (measured,), objectives=objectives, origin=ORIGIN)


def timed(*objectives: Objective, native: bool = False) -> Signal:
    """A RED signal of a counter, with a histogram beside it."""
    return evolve(requests(*objectives), measurements=(*requests().measurements, *timings(native=native).measurements))


def pool(**more: Any) -> Signal:
    """A USE signal: the share of a pool that is in use."""
    used = Ratio(selector("pool_in_use"), selector("pool_size"))
    return Signal("pool", View.USE, (measurement(Kind.UTILIZATION, used, **more),), origin=ORIGIN)


def service(*signals: Signal, **changes: Any) -> Service:
    """A service named checkout with these signals."""
    plain = Service(
        name="checkout",
        title="Checkout",
        description="Turns carts into paid orders.",
        owner=Owner("payments", "Payments"),
        tier="critical",
        environment=Environment("production", {"env": "production"}),
        runbook=Runbook("https://example.org/runbooks/checkout.md", path="runbooks/checkout.md"),
        telemetry=selector('up{job="checkout"}'),
        signals=signals,
        origin=ORIGIN,
    )
    return evolve(plain, **changes)


def every_form() -> Service:
    """A service that uses every form of a measurement, both objectives and every kind of alert."""
    http = evolve(
        requests(availability(), latency(), by=("handler",)),
        measurements=(
            *requests().measurements,
            measurement(Kind.LATENCY, Histogram(selector("http_request_seconds"), buckets=(Decimal("0.3"),))),
        ),
    )
    grpc = evolve(timings(latency("1", window="28d"), native=True), name="grpc")
    jobs = Signal(
        "jobs",
        View.GOLDEN,
        (
            measurement(Kind.TRAFFIC, Expression("sum by (queue) (rate(jobs_total[$window]))")),
            measurement(Kind.ERRORS, Expression("sum by (queue) (rate(jobs_failed_total[$window]))")),
            measurement(Kind.LATENCY, Summary(selector("job_seconds"))),
            measurement(Kind.SATURATION, Gauge(selector("queue_length"), capacity=Decimal(1000)), **_EXHAUSTION),
        ),
        ("queue",),
        (availability("0.95", "7d"),),
        origin=ORIGIN,
    )
    waits = Signal("waits", View.GOLDEN, (measurement(Kind.LATENCY, Expression("max(wait_seconds)")),))
    disk = Signal(
        "disk",
        View.USE,
        (
            measurement(Kind.ERRORS, Counter(selector("disk_errors_total"))),
            measurement(
                Kind.UTILIZATION, Ratio(selector("disk_used"), selector("disk_size")), **_LIMITS, **_EXHAUSTION
            ),
            measurement(Kind.SATURATION, Gauge(selector("disk_free")), warning=Decimal(5), below=True, unit="bytes"),
        ),
        origin=ORIGIN,
    )
    written = HandWrittenAlert("ProviderDown", "provider_up == 0", Duration.parse("5m"), "critical", "It is down.")
    return service(http, grpc, jobs, waits, disk, alerts=(written,))


_LIMITS: dict[str, Any] = {"warning": Decimal("0.8"), "critical": Decimal("0.95")}
_EXHAUSTION: dict[str, Any] = {"exhaustion": Exhaustion(Duration.parse("4h"))}


def compiled(*signals: Signal, **changes: Any) -> str:
    """The rule file of a service with these signals."""
    return rules.emit(lower(service(*signals, **changes))).text.decode()
