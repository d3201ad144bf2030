"""Functions over the samples of a window, one series at a time. The formulas are those of Prometheus's functions.go.

Each returns the value, or None where it has none.
"""

import math
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from observability.proof.evaluator import sums
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.semantics import Semantics


@frozen(eq=False)
class Span:
    """A window from `start` to `end`, seen from `now`: all milliseconds."""

    start: int
    end: int
    now: int
    semantics: Semantics


@frozen(eq=False)
class Window:
    """Samples of one series, at least one: numbers at `times` of a span, or histograms, or some of both.

    Where there are both, the times are those of the numbers. `parameters` are the numbers that the function takes
    beside the window.
    """

    times: Sequence[int]
    values: Sequence[float]
    span: Span
    histograms: Sequence[Histogram] = ()
    parameters: tuple[float, ...] = ()

    @property
    def semantics(self) -> Semantics:
        """Of the version that evaluates."""
        return self.span.semantics

    @property
    def seconds(self) -> float:
        """How long the window is."""
        return (self.span.end - self.span.start) / 1000


def _increase(window: Window) -> float | None:
    return None if len(window.values) < 2 else _counted(window) * _stretch(window, _counted(window))


def _rate(window: Window) -> float | None:
    if len(window.values) < 2:
        return None
    counted = _counted(window)
    return counted * (_stretch(window, counted) / window.seconds)


def _delta(window: Window) -> float | None:
    values = window.values
    return None if len(values) < 2 else (values[-1] - values[0]) * _stretch(window, None)


def _counted(window: Window) -> float:
    """What a counter went up between the first and the last sample; what it lost in a reset is added again."""
    counted = window.values[-1] - window.values[0]
    for before, after in zip(window.values, window.values[1:], strict=False):
        if after < before:
            counted += before
    return counted


def _stretch(window: Window, counted: float | None) -> float:
    """By how much what was seen between samples is stretched to the whole window; `counted` for counters only."""
    return stretch(window, window.values[0], counted)


def stretch(window: Window, first: float, counted: float | None) -> float:
    """The same for what was `first` at the first sample."""
    times, span = window.times, window.span
    seen = (times[-1] - times[0]) / 1000
    average = seen / (len(times) - 1)
    start, end = (times[0] - span.start) / 1000, (span.end - times[-1]) / 1000
    # A counter is never below zero.
    zero = seen * (first / counted) if counted and counted > 0 and first >= 0 else math.inf
    open_start, closed_start = min(_reached(start, average), zero), _reached(min(start, zero), average)
    start = open_start if window.semantics.left_open else closed_start
    return (seen + start + _reached(end, average)) / seen


def _reached(gap: float, average: float) -> float:
    """How far a series goes on beyond its outermost sample: to the edge, unless a sample is missing there."""
    return gap if gap < average * 1.1 else average / 2


def _irate(window: Window) -> float | None:
    if len(window.values) < 2:
        return None
    before, after = window.values[-2:]
    return (after if after < before else after - before) / ((window.times[-1] - window.times[-2]) / 1000)


def _idelta(window: Window) -> float | None:
    return None if len(window.values) < 2 else window.values[-1] - window.values[-2]


def _changes(window: Window) -> float:
    pairs = zip(window.values, window.values[1:], strict=False)
    return float(sum(a != b and not (math.isnan(a) and math.isnan(b)) for a, b in pairs))


def _resets(window: Window) -> float:
    return float(sum(after < before for before, after in zip(window.values, window.values[1:], strict=False)))


def _regression(window: Window, origin: int) -> tuple[float, float]:
    """Slope per second, and value at `origin`, of the straight line through the samples."""
    values, count = window.values, len(window.values)
    if all(value == values[0] for value in values):
        return (math.nan, math.nan) if math.isinf(values[0]) else (0.0, values[0])
    seconds = [(time - origin) / 1000 for time in window.times]
    x, y = sums.compensated_sum(seconds), sums.compensated_sum(values)
    xy = sums.compensated_sum([a * b for a, b in zip(seconds, values, strict=True)])
    xx = sums.compensated_sum([a * a for a in seconds])
    slope = (xy - x * y / count) / (xx - x * x / count)
    return slope, y / count - slope * x / count


def _deriv(window: Window) -> float | None:
    return None if len(window.values) < 2 else _regression(window, window.times[0])[0]


def _predict_linear(window: Window) -> float | None:
    if len(window.values) < 2:
        return None
    slope, now = _regression(window, window.span.now)
    return slope * window.parameters[0] + now


def _numbers(window: Window) -> Sequence[float]:
    """The values that are numbers: of some thousands it is soon known that all are."""
    return [v for v in window.values if not math.isnan(v)] if math.isnan(sum(window.values)) else window.values


FUNCTIONS: Mapping[str, Callable[[Window], float | None]] = {
    "rate": _rate,
    "increase": _increase,
    "delta": _delta,
    "irate": _irate,
    "idelta": _idelta,
    "changes": _changes,
    "resets": _resets,
    "deriv": _deriv,
    "predict_linear": _predict_linear,
    "avg_over_time": lambda window: sums.mean_over_time(window.values, window.semantics),
    "sum_over_time": lambda window: sums.compensated_sum(window.values),
    "min_over_time": lambda window: min(_numbers(window), default=math.nan),
    "max_over_time": lambda window: max(_numbers(window), default=math.nan),
    "count_over_time": lambda window: float(len(window.values)),
    "last_over_time": lambda window: window.values[-1],
    "first_over_time": lambda window: window.values[0],
    "present_over_time": lambda _: 1.0,
    "quantile_over_time": lambda window: sums.quantile(window.parameters[0], window.values),
    "stdvar_over_time": lambda window: sums.variance_over_time(window.values),
    "stddev_over_time": lambda window: math.sqrt(sums.variance_over_time(window.values)),
}

# The others give their results no metric name.
KEEP_NAME = frozenset({"last_over_time", "first_over_time"})
# Where the range stands among the arguments; first, but for these.
SECOND_ARGUMENT = frozenset({"quantile_over_time"})
