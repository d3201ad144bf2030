"""The series of what is counted: events, errors, whatever else only rises."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model.selector import Selector
from observability.model.signal import Counter, Kind, Measurement
from observability.simulation import labels
from observability.simulation.series import Series
from observability.simulation.subject import Subject, limit

_ERRORS = Decimal("0.002")
# The share of a limit that is used when it is busiest.
_USED = 0.7
_SPARSE = 5  # a minute


def counter(subject: Subject, measured: Measurement, selector: Selector) -> Iterator[Series]:
    """What a counter of this kind counts."""
    if measured.kind is Kind.TRAFFIC:
        yield from _traffic(subject, selector)
    elif measured.kind is Kind.ERRORS and subject.signal.measurement(Kind.TRAFFIC):
        yield from _errors(subject, selector)
    else:
        yield from _amount(subject, measured, selector)


def _traffic(subject: Subject, selector: Selector) -> Iterator[Series]:
    """Where errors are some of the same series, the others are what went well."""
    errors = subject.signal.measurement(Kind.ERRORS)
    narrow = errors.measure.selector if errors and isinstance(errors.measure, Counter) else None
    for one, weight in subject.weighted(selector):
        flow = subject.flow(one)
        good = labels.others(one, narrow) if narrow and narrow.metric == selector.metric else one
        yield subject.series(good or one, flow.counted(weight, weight))


def _errors(subject: Subject, selector: Selector) -> Iterator[Series]:
    share = float(subject.budget("availability", _ERRORS))
    for one, weight in subject.weighted(selector):
        flow = subject.flow(one)
        yield subject.series(one, flow.counted(weight * share * 0.35, weight * min(0.4, share * 45 * subject.severity)))


def _amount(subject: Subject, measured: Measurement, selector: Selector) -> Iterator[Series]:
    """What is spent: seconds of waiting, drops. Without a limit it is little, in one place, in trouble."""
    highest = limit(measured)
    for number, one in enumerate(subject.variants(selector)):
        flow = subject.flow(one)
        if measured.kind is Kind.ERRORS and highest is None:
            yield subject.series(one, flow.counted(0, 0 if number else _SPARSE / 60))
        else:
            most = 0.8 if highest is None else highest
            yield subject.series(one, flow.summed(most * _USED * 0.7, most * _USED))
