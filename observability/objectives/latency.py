"""Latency: an event is bad when it took longer than the objective's threshold."""

from decimal import Decimal

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import plain
from observability.model.selector import Matcher, Selector
from observability.model.signal import Histogram, Kind
from observability.objectives.scope import ObjectiveScope
from observability.promql import aggregate, equal, rate, regex, with_matchers
from observability.signals.events import FIVE_MINUTES, suffixed

NAME = "latency"
ALERT = names.LATENCY_BURN
PANEL = Kind.LATENCY


def events(own: ObjectiveScope, window: Duration) -> str:
    """All timed events per second."""
    if histogram(own).native:
        return f"histogram_count({_native(own, window)})"
    return _bucket(own, window, equal("le", "+Inf"))


def errors(own: ObjectiveScope, window: Duration) -> str:
    """Events per second over the threshold: all of them less those in its bucket."""
    if histogram(own).native:
        within = f"histogram_fraction(0, {plain(threshold(own))}, {_native(own, window)})"
        # Without events the fraction is NaN, which the comparison drops.
        return f"(1 - ({within} >= 0))\n* {events(own, window)}"
    # Counters scraped a moment apart can differ by more than is there; less than none is none.
    return f"clamp_min(\n  {events(own, window)}\n  - {_bucket(own, window, within_threshold(own))},\n  0\n)"


def _bucket(own: ObjectiveScope, window: Duration, bucket: Matcher) -> str:
    if window == FIVE_MINUTES:
        return own.scope.total(names.LATENCY_BUCKET, bucket)
    return aggregate("sum", rate(with_matchers(_series(own), bucket), own.scope.reach(window)))


def _native(own: ObjectiveScope, window: Duration) -> str:
    if window == FIVE_MINUTES:
        return own.scope.total(names.LATENCY_HISTOGRAM)
    return aggregate("sum", rate(histogram(own).selector, own.scope.reach(window)))


def _series(own: ObjectiveScope) -> Selector:
    return suffixed(histogram(own).selector, "_bucket")


def within_threshold(own: ObjectiveScope) -> Matcher:
    """The bucket of the threshold. Prometheus 3 writes `1.0` where clients write `1`: a whole number matches both."""
    bound = plain(threshold(own))
    return equal("le", bound) if "." in bound else regex("le", rf"{bound}(\.0)?")


def histogram(own: ObjectiveScope) -> Histogram:
    """The signal's histogram; the descriptor's checks made sure of it."""
    measurement = own.scope.signal.measurement(Kind.LATENCY)
    if measurement is None or not isinstance(measurement.measure, Histogram):
        raise TypeError("a latency objective needs a histogram")
    return measurement.measure


def threshold(own: ObjectiveScope) -> Decimal:
    """The threshold in seconds; the descriptor's checks made sure of it."""
    if own.objective.threshold is None:
        raise TypeError("a latency objective needs a threshold")
    return own.objective.threshold


def bad_event(own: ObjectiveScope) -> str:
    """What happened to a bad event, for a person."""
    return f"took longer than {Duration.of_seconds(threshold(own)).brief}"
