"""One slot of a signal: what is measured, and from which value on somebody wants to know."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.signals.measures import bare_measure, typed_measure
from observability.descriptor.values.quantities import duration, is_percentage, quantity
from observability.model.numbers import plain
from observability.model.signal import (
    Exhaustion,
    Expression,
    Gauge,
    Histogram,
    Kind,
    Measure,
    Measurement,
    Ratio,
    View,
)

_UNIT_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_./%-")
_LONGEST_UNIT = 40


def measurement(signal: Node, slot: str, kind: Kind, view: View) -> Measurement | None:
    """The measurement in a slot of a signal. None when there is none, or a wrong one, which is reported."""
    value = signal.get(slot)
    if isinstance(value, str):
        bare = signal.read(slot, lambda text: bare_measure(text, kind))
        return Measurement(kind, bare, origin=signal.location(slot)) if bare else None
    if value is None:
        return None
    return _typed(signal, slot, kind, view)


def _typed(signal: Node, slot: str, kind: Kind, view: View) -> Measurement | None:
    node = signal.child(slot)
    measure = typed_measure(node, kind)
    warning, critical = (node.read(key, _threshold(measure, kind)) for key in ("warning", "critical"))
    below = bool(node.get("below", False))
    _check_order(node, warning, critical, below=below)
    result = Measurement(
        kind,
        measure or Expression(""),  # never seen: a descriptor with findings is not resolved
        warning=warning,
        critical=critical,
        below=below,
        duration=node.read("for", duration),
        exhaustion=_exhaustion(node),
        unit=node.read("unit", _unit) or "",
        origin=signal.location(slot),
    )
    if measure is None:
        return None
    _check_fit(node, result)
    _check_use(node, result, view)
    return result


def _threshold(measure: Measure | None, kind: Kind) -> Callable[[Any], Decimal]:
    capacity = measure.capacity if isinstance(measure, Gauge) else None
    is_share = isinstance(measure, Ratio) or kind is Kind.UTILIZATION

    def read(value: Any) -> Decimal:
        number = quantity(value)
        if is_percentage(value):
            _check_percentage(value, number, measure, kind)
            return number * capacity if capacity is not None else number
        if is_share and not 0 <= number <= 1:
            hint = f"write {value}%" if 1 < number <= 100 else "write 80% or 0.8"
            raise RefusedError(f"{value} is no share: it runs from 0 to 1", hint, "threshold")
        return number

    return read


def _check_percentage(value: str, share: Decimal, measure: Measure | None, kind: Kind) -> None:
    if not 0 <= share <= 1:
        raise RefusedError(f"{value} is no share: it runs from 0% to 100%", "write one, as in 80%", "threshold")
    if kind is Kind.ERRORS:
        hint = "write a number, as in 0.1, or promise a share of the events: objectives: {availability: 99.9}"
        raise RefusedError(f"errors are counted per second, and {value} is no number of them", hint, "threshold")
    if kind is Kind.SATURATION and isinstance(measure, Gauge) and measure.capacity is None:
        hint = f"give the gauge a capacity, or write {plain(share)} where the gauge itself is a share"
        raise RefusedError(f"{value} of what? The gauge has no capacity", hint, "threshold")


def _check_order(node: Node, warning: Decimal | None, critical: Decimal | None, *, below: bool) -> None:
    if warning is None or critical is None:
        return
    if critical < warning and not below:
        node.complain("threshold", "critical lies below warning", "critical", "raise it, or write below: true")
    if critical > warning and below:
        node.complain("threshold", "critical lies above warning, where low is bad", "critical", "lower it")


def _exhaustion(node: Node) -> Exhaustion | None:
    if isinstance(node.get("exhaustion"), str):
        within = node.read("exhaustion", duration)
        return Exhaustion(within) if within else None
    given = node.child("exhaustion")
    within = given.read("within", duration)
    return Exhaustion(within, given.get("severity", "warning")) if within else None


def _unit(text: str) -> str:
    if not text or len(text) > _LONGEST_UNIT or not _UNIT_CHARACTERS.issuperset(text):
        raise RefusedError(f"{text!r} is not the id of a unit", "write one of Grafana's, as in bytes, s, reqps")
    return text


def _check_use(node: Node, result: Measurement, view: View) -> None:
    """Refuse what would change nothing, and was written because somebody relies on it."""
    if "warning" in node or "critical" in node:
        return
    hint = "write warning or critical, or drop it"
    if result.below and not result.exhaustion:
        node.complain("threshold", "there is no limit to fall below", "below", hint)
    alerts = result.kind is Kind.TRAFFIC or (result.kind is Kind.ERRORS and view is View.USE)
    if result.duration and not alerts:
        node.complain("threshold", "no alert waits so long", "for", hint)


def _check_fit(node: Node, result: Measurement) -> None:
    measure = result.measure
    if result.exhaustion and result.end is None:
        hint = "give a ratio, or a gauge with its capacity"
        node.complain("exhaustion", "nobody knows when this is exhausted", "exhaustion", hint)
    if result.exhaustion and result.below:
        node.complain("exhaustion", "exhaustion watches a climb, and here low is bad", "exhaustion", "drop one of them")
    for key in ("aggregation", "capacity"):
        if key in node and not isinstance(measure, Gauge):
            node.complain("measure", f"{key} belongs to a gauge", key, "write {gauge: ...}, or drop it")
    if "buckets" in node and not (isinstance(measure, Histogram) and not measure.native):
        node.complain(
            "measure", "buckets belong to a classic histogram", "buckets", "write {histogram: ...}, or drop it"
        )
