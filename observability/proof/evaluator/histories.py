"""Functions over the samples of a window that are histograms. Others pass over these, and see numbers alone.

Each returns the value, or None where it has none.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

from observability.proof.evaluator.errors import UnsupportedError
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.windows import FUNCTIONS, Window, stretch

Value = float | Histogram


def over_time(name: str, window: Window) -> Value | None:
    """What a function of this name makes of a window in which there are histograms.

    Raises:
        UnsupportedError: it looks at numbers and histograms together.
    """
    if name in _HOWEVER_MANY:
        return _HOWEVER_MANY[name](len(window.values) + len(window.histograms))
    if name not in _FUNCTIONS:
        return FUNCTIONS[name](window) if window.values else None
    if window.values and name in _LINEAR:
        return None
    if window.values:
        raise UnsupportedError("a series whose samples are numbers and histograms")
    return _FUNCTIONS[name](window)


def _increase(window: Window) -> Histogram | None:
    if len(window.histograms) < 2:
        return None
    counted = _counted(window)
    return counted * _stretch(window, counted)


def _rate(window: Window) -> Histogram | None:
    if len(window.histograms) < 2:
        return None
    counted = _counted(window)
    return counted * (_stretch(window, counted) / window.seconds)


def _stretch(window: Window, counted: Histogram) -> float:
    # Older versions do not ask when it was empty.
    return stretch(window, window.histograms[0].count, counted.count if window.semantics.begins_at_zero else None)


def _delta(window: Window) -> Histogram | None:
    if len(window.histograms) < 2:
        return None
    return (window.histograms[-1] - window.histograms[0]) * stretch(window, 0.0, None)


def _counted(window: Window) -> Histogram:
    counted = window.histograms[-1] - window.histograms[0]
    for before, after in pairwise(window.histograms):
        if after.began_anew(before):
            counted += before
    return counted


def _irate(window: Window) -> Histogram | None:
    if len(window.histograms) < 2:
        return None
    before, after = window.histograms[-2:]
    counted = after if after.began_anew(before) else after - before
    return counted / ((window.times[-1] - window.times[-2]) / 1000)


def _idelta(window: Window) -> Histogram | None:
    return None if len(window.histograms) < 2 else window.histograms[-1] - window.histograms[-2]


def _sum(window: Window) -> Histogram:
    return sum(window.histograms[1:], window.histograms[0])


_HOWEVER_MANY: Mapping[str, Callable[[int], float]] = {
    "count_over_time": float,
    "present_over_time": lambda _: 1.0,
}
_FUNCTIONS: Mapping[str, Callable[[Window], Value | None]] = {
    "rate": _rate,
    "increase": _increase,
    "delta": _delta,
    "irate": _irate,
    "idelta": _idelta,
    "sum_over_time": _sum,
    "avg_over_time": lambda window: _sum(window) / len(window.histograms),
    "changes": lambda window: float(sum(a != b for a, b in pairwise(window.histograms))),
    "resets": lambda window: float(sum(after.began_anew(before) for before, after in pairwise(window.histograms))),
    "last_over_time": lambda window: window.histograms[-1],
    "first_over_time": lambda window: window.histograms[0],
}
# Of numbers and histograms together they make nothing.
_LINEAR = frozenset({"rate", "increase", "delta", "sum_over_time", "avg_over_time"})
