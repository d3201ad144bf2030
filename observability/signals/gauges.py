"""The present value of a gauge-like measure, aggregated to a signal's labels."""

from typing import assert_never

from observability.model.signal import Aggregation, Counter, Expression, Gauge, Histogram, Measure, Ratio, Summary
from observability.promql import rate, render, windowed
from observability.signals.events import FIVE_MINUTES
from observability.signals.scope import Scope


def value(scope: Scope, measure: Measure) -> str:
    """The value as PromQL: a ratio of sums, the worst gauge (or as the descriptor says), a counter's rate."""
    match measure:
        case Ratio(used, capacity):
            return f"{scope.by('sum', render(used))} / ({scope.by('sum', render(capacity))} > 0)"
        case Gauge(selector, aggregation):
            return scope.by(aggregation, render(selector))
        case Counter(selector):
            return scope.by(Aggregation.SUM, rate(selector, scope.reach(FIVE_MINUTES)))
        case Expression(promql):
            return scope.by(Aggregation.MAX, windowed(promql, FIVE_MINUTES))
        case Histogram() | Summary():
            raise TypeError(f"a {type(measure).__name__.lower()} has no single value")
        case _:
            assert_never(measure)
