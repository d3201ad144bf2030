"""Signals: what is measured of a service, and what is promised of it.

A signal is one entry under `red`, `use` or `golden` (`http`, `db-pool`, `orders`). It holds up to one measurement of
each of the five kinds. RED, USE and the golden signals are views over these kinds, not code paths.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from observability.model.durations import Duration
from observability.model.location import NOWHERE, Location
from observability.model.selector import Selector


class View(StrEnum):
    """The section of the descriptor in which a signal stands."""

    RED = "red"
    USE = "use"
    GOLDEN = "golden"


class Kind(StrEnum):
    """What a measurement tells. `rate` of RED is traffic, `duration` is latency."""

    TRAFFIC = "traffic"
    ERRORS = "errors"
    LATENCY = "latency"
    SATURATION = "saturation"
    UTILIZATION = "utilization"


class Aggregation(StrEnum):
    """How the series of one gauge become one value (per `by` labels)."""

    MAX = "max"
    SUM = "sum"
    AVG = "avg"
    MIN = "min"


@frozen
class Counter:
    """A counter; its rate is what counts."""

    selector: Selector


@frozen
class Gauge:
    """A gauge, aggregated over its series."""

    selector: Selector
    aggregation: Aggregation = Aggregation.MAX
    capacity: Decimal | None = None


@frozen
class Ratio:
    """Used over capacity, both gauges, each summed first: a ratio of sums, 0 to 1."""

    used: Selector
    capacity: Selector


@frozen
class Histogram:
    """A histogram of seconds. `selector.metric` is the base name, without `_bucket`; `buckets` the declared bounds."""

    selector: Selector
    native: bool = False
    buckets: tuple[Decimal, ...] = ()


@frozen
class Summary:
    """A summary: `_sum`, `_count` and ready-made quantiles, which cannot be aggregated."""

    selector: Selector


@frozen
class Expression:
    """PromQL for what the other forms cannot say. `$window` stands where the range goes, if it has one."""

    promql: str


Measure = Counter | Gauge | Ratio | Histogram | Summary | Expression


@frozen
class Exhaustion:
    """Warn when the trend reaches the capacity within this time."""

    within: Duration
    severity: str = "warning"


@frozen
class Measurement:
    """One kind of a signal: how it is measured, and from which value on somebody wants to know.

    Thresholds are in the unit of the measure: ratio 0 to 1, events per second for a counter, else the gauge's own.
    `below` turns them round: the value is bad when it falls below.
    """

    kind: Kind
    measure: Measure
    warning: Decimal | None = None
    critical: Decimal | None = None
    below: bool = False
    duration: Duration | None = None
    exhaustion: Exhaustion | None = None
    unit: str = ""
    origin: Location = NOWHERE

    @property
    def end(self) -> Decimal | None:
        """All that there is, in the unit of the measure: a gauge's capacity, 1 of a share; None where nobody knows."""
        if isinstance(self.measure, Gauge) and self.measure.capacity is not None:
            return self.measure.capacity
        return Decimal(1) if self.kind is Kind.UTILIZATION or isinstance(self.measure, Ratio) else None


@frozen
class Disabled:
    """An alert that somebody switched off, and must look at again. `until` is an ISO date."""

    reason: str
    until: str


@frozen
class BurnAlert:
    """What the descriptor says of a burn alert: page (critical) or ticket (warning)."""

    duration: Duration
    keep_firing_for: Duration
    disabled: Disabled | None = None


@frozen
class Alerting:
    """How an objective alerts. `minimum_events`: fewer bad events in the long window than this wake nobody."""

    minimum_events: int = 5
    page: BurnAlert = BurnAlert(Duration(60_000), Duration(600_000))
    ticket: BurnAlert = BurnAlert(Duration(300_000), Duration(1_800_000))

    @property
    def by_severity(self) -> Mapping[str, BurnAlert]:
        """The page is critical, the ticket a warning."""
        return {"critical": self.page, "warning": self.ticket}


@frozen
class Objective:
    """A promise: `target` of the events in `window` are good.

    `name` is `availability` (not an error) or `latency` (at most `threshold` seconds). `target` is a ratio, 0.999.
    """

    name: str
    target: Decimal
    window: Duration
    threshold: Decimal | None = None
    alerting: Alerting = Alerting()
    origin: Location = NOWHERE

    @property
    def budget(self) -> Decimal:
        """The share of events that may be bad: 0.001 for 99.9 %."""
        return 1 - self.target


@frozen
class Signal:
    """One signal of a service; `by` are the labels that its recorded series keep."""

    name: str
    view: View
    measurements: tuple[Measurement, ...]
    by: tuple[str, ...] = ()
    objectives: tuple[Objective, ...] = ()
    title: str = ""
    origin: Location = NOWHERE

    def measurement(self, kind: Kind) -> Measurement | None:
        """The measurement of this kind, if the signal has one."""
        return next((m for m in self.measurements if m.kind is kind), None)
