"""The three ways to name a measurement: a bare selector, a typed form, raw PromQL.

A new typed form is a function here and a line in `_FORMS`.
"""

from collections.abc import Callable
from typing import Any

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.values.metricnames import check_counter, check_gauge, check_histogram, check_seconds
from observability.descriptor.values.quantities import positive, seconds
from observability.descriptor.values.selectors import expression, selector
from observability.model.signal import (
    Aggregation,
    Counter,
    Expression,
    Gauge,
    Histogram,
    Kind,
    Measure,
    Ratio,
    Summary,
)

# What a bare selector is, by the slot it stands in.
_BARE = {
    Kind.TRAFFIC: "counter",
    Kind.ERRORS: "counter",
    Kind.LATENCY: "histogram",
    Kind.UTILIZATION: "gauge",
    Kind.SATURATION: "gauge",
}


def bare_measure(text: str, kind: Kind) -> Measure:
    """The measure that a bare selector means in this slot.

    Raises:
        ValueError: it is no selector, or its name tells of another type.
    """
    match _BARE[kind]:
        case "counter":
            return _counter(text, explicit=False)
        case "gauge":
            return _gauge(text, explicit=False)
        case _:
            return _histogram(text, kind, native=False)


def typed_measure(node: Node, kind: Kind) -> Measure | None:
    """The measure that a map spells out; None when it is wrong, which is reported."""
    said = [form for form in _FORMS if form in node]
    if not said and node.is_damaged:
        return None
    if len(said) != 1:
        message = f"{' and '.join(said)} exclude each other" if said else "what is measured is missing"
        node.complain("measure", message, hint=f"write one of {', '.join(_known_forms(kind))}")
        return None
    form = said[0]
    return node.read(form, lambda value: _FORMS[form](value, node, kind))


def _known_forms(kind: Kind) -> tuple[str, ...]:
    match kind:
        case Kind.TRAFFIC | Kind.ERRORS:
            return "counter", "gauge", "histogram", "native_histogram", "summary", "expr"
        case Kind.LATENCY:
            return "histogram", "native_histogram", "summary", "expr"
        case Kind.SATURATION | Kind.UTILIZATION:
            return "gauge", "ratio", "counter", "expr"


def _counter(text: str, *, explicit: bool) -> Counter:
    parsed = selector(text)
    check_counter(parsed.metric, explicit=explicit)
    return Counter(parsed)


def _gauge(text: str, *, explicit: bool) -> Gauge:
    parsed = selector(text)
    check_gauge(parsed.metric, explicit=explicit)
    return Gauge(parsed)


def _typed_gauge(text: str, node: Node, _kind: Kind) -> Gauge:
    gauge = _gauge(text, explicit=True)
    # The worst of several is what matters, and the worst may be the smallest.
    worst = Aggregation.MIN if node.get("below") else Aggregation.MAX
    return Gauge(gauge.selector, Aggregation(node.get("aggregation", worst)), node.read("capacity", positive))


def _histogram(text: str, kind: Kind, *, native: bool) -> Histogram:
    parsed = selector(text)
    check_histogram(parsed.metric)
    if kind is Kind.LATENCY:
        check_seconds(parsed.metric)
    if any(matcher.label == "le" for matcher in parsed.matchers):
        raise RefusedError(
            "a matcher on le takes buckets out of the histogram", "drop it; objectives choose the bucket"
        )
    return Histogram(parsed, native)


def _classic(text: str, node: Node, kind: Kind) -> Histogram:
    histogram = _histogram(text, kind, native=False)
    return Histogram(histogram.selector, False, node.read("buckets", _buckets) or ())


def _buckets(values: list[Any]) -> tuple[Any, ...]:
    bounds = tuple(map(seconds, values))
    if list(bounds) != sorted(set(bounds)):
        raise RefusedError("the bounds do not ascend", "write each once, from small to large")
    return bounds


def _native(text: str, _node: Node, kind: Kind) -> Histogram:
    return _histogram(text, kind, native=True)


def _summary(text: str, _node: Node, kind: Kind) -> Summary:
    return Summary(_histogram(text, kind, native=False).selector)


def _ratio(texts: list[str], _node: Node, _kind: Kind) -> Ratio:
    used, capacity = (_gauge(text, explicit=True).selector for text in texts)
    return Ratio(used, capacity)


def _typed_counter(text: str, _node: Node, _kind: Kind) -> Counter:
    return _counter(text, explicit=True)


def _expression(text: str, _node: Node, _kind: Kind) -> Expression:
    return Expression(expression(text))


_FORMS: dict[str, Callable[[Any, Node, Kind], Measure]] = {
    "counter": _typed_counter,
    "gauge": _typed_gauge,
    "histogram": _classic,
    "native_histogram": _native,
    "summary": _summary,
    "ratio": _ratio,
    "expr": _expression,
}
