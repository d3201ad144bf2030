"""The raw series of one signal, from how each of its kinds is measured."""

from collections.abc import Iterator

from observability.model.signal import Counter, Gauge, Histogram, Kind, Measurement, Ratio, Signal, Summary
from observability.simulation import counters, durations, gauges
from observability.simulation.clock import Clock
from observability.simulation.series import Series
from observability.simulation.subject import Subject

# Those of the histogram come first: who counts its events counts the same ones.
_ORDER = (Kind.LATENCY, Kind.ERRORS, Kind.TRAFFIC, Kind.UTILIZATION, Kind.SATURATION)


def signal_series(clock: Clock, service: str, signal: Signal) -> Iterator[Series]:
    """All series of one signal."""
    subject = Subject(clock, service, signal)
    for measured in filter(None, map(signal.measurement, _ORDER)):
        yield from _of(subject, measured)


def _of(subject: Subject, measured: Measurement) -> Iterator[Series]:
    match measured.measure:
        case Histogram() as histogram:
            return (durations.native if histogram.native else durations.classic)(subject, histogram)
        case Summary(selector):
            return durations.summary(subject, selector)
        case Counter(selector):
            return counters.counter(subject, measured, selector)
        case Gauge() as measure:
            return gauges.level(subject, measured, measure)
        case Ratio(used, capacity):
            return gauges.ratio(subject, measured, used, capacity)
        case _:  # PromQL, of which nobody knows what it reads
            return iter(())
