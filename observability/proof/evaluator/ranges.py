"""Selectors at a time, and over a window."""

from collections.abc import Callable, Iterator
from typing import cast

from observability.promql.tree import Matrix, Node, Subquery, Vector
from observability.proof.evaluator.errors import UnsupportedError
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.labels import Labels
from observability.proof.evaluator.matching import Sample, Value
from observability.proof.evaluator.semantics import Semantics
from observability.proof.evaluator.series import Series, Storage
from observability.proof.evaluator.windows import Span, Window

Windows = Iterator[tuple[Labels, Window]]


def instant(storage: Storage, node: Vector, at: int, semantics: Semantics) -> list[Sample]:
    """The latest sample of every series."""
    _refuse_at(node)
    at, left_open = at - node.offset, semantics.left_open
    found: list[Sample] = []
    for series in storage.select(node.selector):
        index = series.latest(at, left_open)
        if index is not None and (value := series.values[index]) is not None:
            found.append((series.labels, value))
    return found


def latest(storage: Storage, node: Vector, at: int, semantics: Semantics) -> Iterator[tuple[Labels, Value, int]]:
    """The latest sample of every series, with its own time."""
    _refuse_at(node)
    for series in storage.select(node.selector):
        index = series.latest(at - node.offset, semantics.left_open)
        if index is not None and (value := series.values[index]) is not None:
            yield series.labels, value, series.times[index]


def matrix(storage: Storage, node: Matrix, at: int, semantics: Semantics) -> Windows:
    """Every series that has samples in the window."""
    _refuse_at(node.vector)
    end = at - node.vector.offset
    start = end - node.window
    for series in storage.select(node.vector.selector):
        first, last = series.between(start, end, semantics.left_open)
        if last > first:
            window = _window(series, slice(first, last), Span(start, end, at, semantics))
            if window.times:
                yield series.labels, window


def subquery(
    evaluate: Callable[[Node, int], list[Sample]], node: Subquery, at: int, interval: int, semantics: Semantics
) -> Windows:
    """The same for an expression, evaluated at every multiple of the step in the window."""
    _refuse_at(node)
    step, end = node.step or interval, at - node.offset
    start = end - node.window
    found: dict[Labels, Series] = {}
    for time in _steps(start, end, step, semantics.left_open):
        for labels, value in evaluate(node.expr, time):
            if labels not in found:
                found[labels] = Series(labels, [], [])
            found[labels].append(time, value)
    for labels, series in found.items():
        yield labels, _window(series, slice(None), Span(start, end, at, semantics))


def _window(series: Series, those: slice, span: Span) -> Window:
    """The samples that are no stale markers."""
    times, values = series.times[those], series.values[those]
    if not series.native:
        # They may be thousands.
        if series.ends:
            times = [time for time, value in zip(times, values, strict=True) if value is not None]
            values = [value for value in values if value is not None]
        return Window(times, cast(list[float], values), span)
    natives = [(time, value) for time, value in zip(times, values, strict=True) if isinstance(value, Histogram)]
    numeric = [(time, value) for time, value in zip(times, values, strict=True) if isinstance(value, float | int)]
    times = [time for time, _ in numeric or natives]
    return Window(times, [value for _, value in numeric], span, [value for _, value in natives])


def _steps(start: int, end: int, step: int, left_open: bool) -> range:
    first = -(-start // step) * step
    return range(first + step if left_open and first == start else first, end + 1, step)


def _refuse_at(node: Vector | Subquery) -> None:
    if node.at:
        raise UnsupportedError("the modifier @")
