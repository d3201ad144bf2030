"""The series of how much there is, and how much of it is used."""

from collections.abc import Iterator

from observability.model.selector import Selector
from observability.model.signal import Gauge, Measurement
from observability.simulation.flow import gauge
from observability.simulation.series import Series
from observability.simulation.subject import Subject, limit

# How far trouble goes beyond a limit.
_BEYOND = 1.15
_CAPACITY = 100.0


def level(subject: Subject, measured: Measurement, measure: Gauge) -> Iterator[Series]:
    """A gauge that comes near its limit when it is busy, and over it in trouble."""
    most = limit(measured) or float(measured.end or _CAPACITY)
    for one in subject.variants(measure.selector):
        name = f"{sorted(one.items())}"
        if measured.below:
            values = gauge(subject.clock, name, most * 3, most, -most * 2.5)
        else:
            values = gauge(subject.clock, name, most * 0.05, most * 0.4, most * (_BEYOND - 0.3))
        yield subject.series(one, [round(value, 2) for value in values])


def ratio(subject: Subject, measured: Measurement, used: Selector, capacity: Selector) -> Iterator[Series]:
    """What is used of a capacity, and the capacity."""
    most = limit(measured) or 0.8
    for one in subject.variants(used):
        name = f"{sorted(one.items())}"
        values = gauge(subject.clock, name, 0.2 * most, 0.45 * most, min(0.99, most * _BEYOND) - 0.6 * most)
        yield subject.series(one, [min(_CAPACITY, round(_CAPACITY * value)) for value in values])
    for one in subject.variants(capacity):
        yield subject.series(one, [_CAPACITY] * len(subject.clock.times))
