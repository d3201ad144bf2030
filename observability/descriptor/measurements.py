"""One slot of a signal: what is measured, and from which value on somebody wants to know."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from observability.descriptor.measures import bare_measure, typed_measure
from observability.descriptor.node import Node
from observability.descriptor.quantities import duration, is_percentage, quantity
from observability.descriptor.report import RefusedError
from observability.model.signal import Exhaustion, Expression, Gauge, Histogram, Kind, Measure, Measurement, Ratio

_UNIT_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_./%-")
_LONGEST_UNIT = 40


def measurement(signal: Node, slot: str, kind: Kind) -> Measurement | None:
    """The measurement in a slot of a signal. None when there is none, or a wrong one, which is reported."""
    value = signal.get(slot)
    if isinstance(value, str):
        bare = signal.read(slot, lambda text: bare_measure(text, kind))
        return Measurement(kind, bare, origin=signal.location(slot)) if bare else None
    if value is None:
        return None
    return _typed(signal, slot, kind)


def _typed(signal: Node, slot: str, kind: Kind) -> Measurement | None:
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
    return result


def _threshold(measure: Measure | None, kind: Kind) -> Callable[[Any], Decimal]:
    capacity = measure.capacity if isinstance(measure, Gauge) else None
    is_share = isinstance(measure, Ratio) or kind is Kind.UTILIZATION

    def read(value: Any) -> Decimal:
        number = quantity(value)
        if is_percentage(value) and capacity is not None:
            return number * capacity
        if is_share and not 0 <= number <= 1:
            hint = f"write {value}%" if 1 < number <= 100 and not is_percentage(value) else "write 80% or 0.8"
            raise RefusedError(f"{value} is no share: it runs from 0 to 1", hint, "threshold")
        return number

    return read


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


def _check_fit(node: Node, result: Measurement) -> None:
    measure = result.measure
    if result.exhaustion and not _has_end(result):
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


def _has_end(result: Measurement) -> bool:
    if result.kind is Kind.UTILIZATION or isinstance(result.measure, Ratio):
        return True
    return isinstance(result.measure, Gauge) and result.measure.capacity is not None
