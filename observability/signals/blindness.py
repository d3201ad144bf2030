"""Which alerts go blind with their service: those that read nothing but what its own targets expose.

Absent telemetry silences these. An alert that reads anything else (a probe from outside, another exporter) sees on, and
carries a label that says so. What is not known to be blind counts as seeing: rather one page more than none.
"""

from collections.abc import Iterable, Mapping

from observability.model import names
from observability.model.durations import Duration
from observability.model.selector import Matcher
from observability.model.service import Service
from observability.model.signal import Counter, Expression, Gauge, Histogram, Measure, Ratio, Signal, Summary
from observability.promql import reads, windowed

Matchers = tuple[Matcher, ...]
_ANY = Duration.parse("5m")


def of_signal(service: Service, signal: Signal) -> Mapping[str, str]:
    """The label of the alerts of a signal, where they see on."""
    return _label(service, (read for one in signal.measurements for read in _read(one.measure)))


def of_expression(service: Service, expr: str) -> Mapping[str, str]:
    """The label of an alert of this expression, where it sees on.

    Raises:
        ValueError: it is not PromQL.
    """
    return _label(service, (read.matchers for read in reads(expr)))


def _label(service: Service, read: Iterable[Matchers]) -> Mapping[str, str]:
    targets = frozenset(service.telemetry.matchers)
    return {} if all(targets.issubset(matchers) for matchers in read) else {names.TELEMETRY: names.ELSEWHERE}


def _read(measure: Measure) -> Iterable[Matchers]:
    match measure:
        case Ratio(used, capacity):
            return used.matchers, capacity.matchers
        case Expression(promql):
            return (read.matchers for read in reads(windowed(promql, _ANY)))
        case Counter() | Gauge() | Histogram() | Summary():
            return (measure.selector.matchers,)
