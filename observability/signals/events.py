"""Events per second: what traffic and errors count, and what budgets are made of."""

from typing import assert_never

from observability.model.durations import Duration
from observability.model.selector import Selector
from observability.model.signal import Counter, Expression, Gauge, Histogram, Measure, Ratio, Summary
from observability.promql import rate, render, windowed

# The window of what people look at. The rate of a counter needs two samples in it, so scrapes may be a minute apart.
FIVE_MINUTES = Duration.parse("5m")


def event_rate(measure: Measure, window: Duration) -> str:
    """Events per second over the window, one series for each raw series (not aggregated)."""
    match measure:
        case Counter(selector):
            return rate(selector, window)
        case Histogram(selector, native=True):
            return f"histogram_count({rate(selector, window)})"
        case Histogram(selector) | Summary(selector):
            return rate(suffixed(selector, "_count"), window)
        case Gauge(selector):
            return f"avg_over_time({render(selector)}[{window}])"
        case Expression(promql):
            return windowed(promql, window)
        case Ratio():
            raise TypeError("a ratio counts no events")
        case _:
            assert_never(measure)


def suffixed(selector: Selector, suffix: str) -> Selector:
    """The selector of a series that belongs to a histogram or summary: `x` to `x_bucket`."""
    return Selector(selector.metric + suffix, selector.matchers)
