"""What a Prometheus answered, as the page reads it: a row of numbers over one grid of moments for each series."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from observability.preview.fill import Span

Frame = dict[str, Any]

# A page shows three or four digits; six leave room for a share of 99.99 %.
_DIGITS = ".6g"
_LARGEST_SMALL = 10_000_000
# Servers sort too, but not those that are equal.
_SORTS = re.compile(r"sort(_desc)?\(")


def ranged(result: Iterable[Mapping[str, Any]], span: Span) -> list[Frame]:
    """The series of a range query. A moment without a value is None; leading ones are left out and counted as `at`."""
    return [_frame(one["metric"], _row(one["values"], span)) for one in _ordered(result) if one.get("values")]


def instant(result: Iterable[Mapping[str, Any]], expr: str = "") -> list[Frame]:
    """The series of an instant query, one value each: in the order of their labels, unless `expr` sorts them."""
    told = [(one["metric"], float(one["value"][1])) for one in _ordered(result) if "value" in one]
    if sorts := _SORTS.match(expr):
        told.sort(key=lambda one: one[1], reverse=bool(sorts[1]))
    return [{"labels": dict(labels), "at": 0, "values": [_rounded(value)]} for labels, value in told]


def distribution(result: Iterable[Mapping[str, Any]], span: Span) -> list[Frame]:
    """Buckets over time: events in each, from `lower` to `upper` seconds or what it is, the lowest first.

    Classic buckets, series with `le`, hold all events below their bound; a native histogram's hold their own.
    """
    rows: dict[tuple[float, float], list[float | None]] = {}
    series = list(result)
    for one in series:
        for at, histogram in one.get("histograms", ()):
            _add_native(rows, _index(at, span), histogram, span.count)
    classic = sorted(
        (_bound(one), _row(one["values"], span)) for one in series if one.get("values") and _has_bound(one)
    )
    below: tuple[float, list[float | None]] = (0.0, [0.0] * span.count)
    for bound, row in classic:
        rows[(below[0], bound)] = [_difference(upper, lower) for upper, lower in zip(row, below[1], strict=True)]
        below = bound, row
    return [_bucket(bounds, rows[bounds]) for bounds in sorted(rows)]


def _ordered(result: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A server may tell them in any order."""
    return sorted(result, key=lambda one: sorted(one["metric"].items()))


def label_values(result: Iterable[Mapping[str, Any]], label: str) -> list[str]:
    """The values that a label has in any series, in order."""
    return sorted({str(one["metric"][label]) for one in result if one["metric"].get(label)})


def _bucket(bounds: tuple[float, float], row: list[float | None]) -> Frame:
    lower, upper = ("+Inf" if bound == float("inf") else bound for bound in bounds)
    return {"labels": {"le": f"{upper}"}, "lower": lower, "upper": upper, "at": 0, "values": list(map(_rounded, row))}


def _add_native(
    rows: dict[tuple[float, float], list[float | None]], index: int, histogram: Mapping[str, Any], count: int
) -> None:
    for _, lower, upper, events in histogram.get("buckets", ()):
        row = rows.setdefault((float(lower), float(upper)), [0.0] * count)
        if 0 <= index < count:
            row[index] = float(events)


def _has_bound(one: Mapping[str, Any]) -> bool:
    try:
        _bound(one)
    except (KeyError, ValueError):
        return False
    return True


def _bound(one: Mapping[str, Any]) -> float:
    return float(one["metric"]["le"])


def _difference(upper: float | None, lower: float | None) -> float | None:
    return None if upper is None else max(0.0, upper - (lower or 0.0))


def _frame(labels: Mapping[str, str], row: Sequence[float | None]) -> Frame:
    first = next((index for index, value in enumerate(row) if value is not None), 0)
    last = next((index for index, value in enumerate(reversed(row)) if value is not None), 0)
    return {"labels": dict(labels), "at": first, "values": list(row[first : len(row) - last])}


def _row(values: Iterable[Sequence[Any]], span: Span) -> list[float | None]:
    count = span.count
    row: list[float | None] = [None] * count
    for at, value in values:
        index = _index(at, span)
        if 0 <= index < count:
            row[index] = _rounded(float(value))
    return row


def _index(at: float, span: Span) -> int:
    return round((at * 1000 - span.start) / span.step)


def _rounded(value: float | None) -> float | None:
    """As many digits as are shown. What is not finite has no place in a graph, nor in JSON."""
    if value is None or value - value != 0:
        return None
    if value == int(value) or abs(value) >= _LARGEST_SMALL:
        return int(value)
    return float(f"{value:{_DIGITS}}")
