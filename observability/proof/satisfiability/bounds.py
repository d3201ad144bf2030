"""Which values an expression can have, whatever the series: enough to see that a condition never holds, or always.

Nothing is assumed of a gauge. Counters are not below zero, `up` is 0 or 1, a count is of one at least.
"""

import math
from collections.abc import Mapping

from observability.promql import contradiction
from observability.promql.families import ABSENCES
from observability.promql.tree import (
    Aggregation,
    Binary,
    Call,
    Matrix,
    Negation,
    Node,
    Number,
    Subquery,
    Vector,
    below,
    every,
)
from observability.proof.evaluator.operators import ARITHMETIC
from observability.proof.satisfiability.asked import contradict, covered
from observability.proof.satisfiability.intervals import (
    ANY,
    NONE,
    POSITIVE,
    Interval,
    always,
    clamped,
    combined,
    mapped,
    point,
    satisfying,
)
from observability.proof.satisfiability.joins import divided_by, lacks
from observability.proof.satisfiability.sides import absent_beside, alike, related

_COUNTER_ENDINGS = ("_total", "_count", "_bucket")
_KNOWN: Mapping[str, Interval] = {"up": Interval(0.0, 1.0)}
_CALLS: Mapping[str, Interval] = {
    "rate": POSITIVE,
    "increase": POSITIVE,
    "irate": POSITIVE,
    "changes": POSITIVE,
    "resets": POSITIVE,
    "histogram_count": POSITIVE,
    "histogram_fraction": Interval(0.0, 1.0),
    "stddev_over_time": POSITIVE,
    "stdvar_over_time": POSITIVE,
    "count_over_time": Interval(low=1.0),
    "present_over_time": point(1.0),
    "absent": point(1.0),
    "absent_over_time": point(1.0),
    "time": POSITIVE,
    "timestamp": POSITIVE,
    "hour": Interval(0.0, 23.0),
    "minute": Interval(0.0, 59.0),
    "day_of_week": Interval(0.0, 6.0),
    "day_of_month": Interval(1.0, 31.0),
    "day_of_year": Interval(1.0, 366.0),
    "days_in_month": Interval(28.0, 31.0),
    "month": Interval(1.0, 12.0),
}
_AGGREGATIONS: Mapping[str, Interval] = {
    "count": Interval(low=1.0),
    "count_values": Interval(low=1.0),
    "group": point(1.0),
    "stddev": POSITIVE,
    "stdvar": POSITIVE,
}
# They yield one of the values that they are given, or something between them.
_AMONG = frozenset({"avg", "min", "max", "quantile", "topk", "bottomk", "limitk"})
_AMONG_TIMES = frozenset({f"{name}_over_time" for name in ("avg", "min", "max", "quantile", "last", "first")})
_FIRST_ARGUMENT = frozenset({"vector", "scalar", "label_replace", "label_join"})


def bounds(node: Node) -> Interval:
    """The values that samples of an expression can have; empty where it can have no samples."""
    match node:
        case Matrix():
            return bounds(node.vector)
        case Subquery():
            return bounds(node.expr)
        case Negation():
            return -bounds(node.expr)
        case Aggregation():
            return _aggregated(node)
        case Call():
            return _called(node)
        case Binary():
            return _binary(node)
        case _:
            return _leaf(node)


def _leaf(node: Node) -> Interval:
    match node:
        case Number():
            return point(node.value)
        case Vector(selector) if contradiction(selector):
            return NONE
        case Vector():
            return _KNOWN.get(node.selector.metric, POSITIVE if _is_counter(node) else ANY)
        case _:
            return ANY


def _is_counter(node: Vector) -> bool:
    return node.selector.metric.endswith(_COUNTER_ENDINGS)


def _aggregated(node: Aggregation) -> Interval:
    inner = bounds(node.expr)
    if inner.empty:
        return NONE
    if node.operator in _AMONG:
        return inner
    if node.operator == "sum":
        return Interval(low=inner.low) if inner.low >= 0 else Interval(high=inner.high) if inner.high <= 0 else ANY
    return _AGGREGATIONS.get(node.operator, ANY)


def _called(node: Call) -> Interval:
    name, arguments = node.function, [bounds(argument) for argument in node.arguments]
    if name in ABSENCES:
        return _CALLS[name]
    if any(argument.empty for argument in arguments) or without_buckets(node):
        return NONE
    if name in _CALLS:
        return _CALLS[name]
    if name in _AMONG_TIMES:
        return arguments[-1]
    if name.startswith("clamp"):
        low = arguments[1] if name != "clamp_max" else None
        return clamped(arguments[0], low, arguments[-1] if name != "clamp_min" else None)
    return arguments[0] if name in _FIRST_ARGUMENT else mapped(name, arguments[0]) if arguments else ANY


def without_buckets(node: Node) -> bool:
    """Whether it is a quantile of classic buckets whose `le` was summed away."""
    if not isinstance(node, Call) or node.function != "histogram_quantile" or not lacks(node.arguments[1], "le"):
        return False
    return all(part.selector.metric.endswith("_bucket") for part in every(node) if isinstance(part, Vector))


def _binary(node: Binary) -> Interval:
    left, right = bounds(node.left), bounds(node.right)
    match node.operator:
        case "and":
            never = right.empty or contradict(node, bounds) or divided_by(node) or absent_beside(node)
            return NONE if never else left
        case "or":
            return left | right
        case "unless":
            return NONE if alike(node) or covered(node) else left
    if left.empty or right.empty or divided_by(node):
        return NONE
    if node.operator in ARITHMETIC:
        return combined(node.operator, left, right) & related(node)
    return _compared(node, left, right)


def _compared(node: Binary, left: Interval, right: Interval) -> Interval:
    if node.returns_bool:
        return Interval(float(always(node.operator, left, right)), float(_possible(node.operator, left, right)))
    if node.operator in {"<", ">"} and alike(node):
        return NONE
    # Nothing is NaN, and nothing is above or below it.
    if node.operator != "!=" and any(isinstance(side, Number) and math.isnan(side.value) for side in below(node)):
        return NONE
    return left & satisfying(node.operator, right)


def _possible(operator: str, left: Interval, right: Interval) -> bool:
    return not (left & satisfying(operator, right)).empty
