"""Which values an expression can have, whatever the series: enough to see that a condition never holds, or always.

Nothing is assumed of a gauge. Counters are not below zero, `up` is 0 or 1, a count is of one at least.
"""

from collections.abc import Iterator, Mapping

from observability.promql.tree import (
    Aggregation,
    Binary,
    Call,
    Matching,
    Matrix,
    Negation,
    Node,
    Number,
    Subquery,
    Vector,
)
from observability.proof.conditions import is_comparison
from observability.proof.evaluator.operators import ARITHMETIC
from observability.proof.intervals import ANY, NONE, POSITIVE, Interval, always, combined, mapped, point, satisfying

_COUNTER_ENDINGS = ("_total", "_count", "_bucket")
_KNOWN: Mapping[str, Interval] = {"up": Interval(0.0, 1.0)}
_CALLS: Mapping[str, Interval] = {
    "rate": POSITIVE,
    "increase": POSITIVE,
    "irate": POSITIVE,
    "changes": POSITIVE,
    "resets": POSITIVE,
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
        case Vector():
            return _KNOWN.get(node.selector.metric, POSITIVE if _is_counter(node) else ANY)
        case _:
            return ANY


def always_holds(node: Node) -> bool:
    """Whether a comparison holds for all values that its sides can have, or a part of an `or` does."""
    match node:
        case Binary(operator="or"):
            return always_holds(node.left) or always_holds(node.right) or _covers(node)
        case Binary(operator="and"):
            return always_holds(node.left) and always_holds(node.right)
        case Binary() if is_comparison(node) and not node.returns_bool:
            inner = is_comparison(node.left) and not always_holds(node.left)
            return not inner and always(node.operator, bounds(node.left), bounds(node.right))
        case Aggregation():
            return always_holds(node.expr)
        case _:
            return False


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
    if name in {"absent", "absent_over_time"}:
        return _CALLS[name]
    if any(argument.empty for argument in arguments):
        return NONE
    if name in _CALLS:
        return _CALLS[name]
    if name in _AMONG_TIMES:
        return arguments[-1]
    if name.startswith("clamp"):
        low = arguments[1].low if name != "clamp_max" else arguments[0].low
        high = arguments[-1].high if name != "clamp_min" else arguments[0].high
        return Interval(low, high)
    return arguments[0] if name in _FIRST_ARGUMENT else mapped(name, arguments[0]) if arguments else ANY


def _binary(node: Binary) -> Interval:
    left, right = bounds(node.left), bounds(node.right)
    match node.operator:
        case "and":
            return NONE if right.empty or _contradict(node) else left
        case "or":
            return left | right
        case "unless":
            return NONE if node.left == node.right and node.matching == Matching() else left
    if node.operator in ARITHMETIC:
        return combined(node.operator, left, right)
    if left.empty or right.empty:
        return NONE
    if node.returns_bool:
        return Interval(float(always(node.operator, left, right)), float(_possible(node.operator, left, right)))
    return left & satisfying(node.operator, right)


def _possible(operator: str, left: Interval, right: Interval) -> bool:
    return not (left & satisfying(operator, right)).empty


def _contradict(node: Binary) -> bool:
    """Whether both sides of an `and` ask different things of the same series."""
    if node.matching != Matching():
        return False
    asked: dict[Node, Interval] = {}
    for subject, values in _asked(node):
        asked[subject] = asked.get(subject, bounds(subject)) & values
        if asked[subject].empty:
            return True
    return False


def _asked(node: Node) -> Iterator[tuple[Node, Interval]]:
    """What is asked of what, by comparisons with numbers that must all hold."""
    match node:
        case Binary(operator="and", matching=Matching((), False, "", ())):
            yield from _asked(node.left)
            yield from _asked(node.right)
        case Binary(right=Number() as limit) if is_comparison(node) and not node.returns_bool:
            yield _subject(node.left), satisfying(node.operator, point(limit.value))
            yield from _asked(node.left)


def _subject(node: Node) -> Node:
    """What a chain of comparisons with numbers is about."""
    while isinstance(node, Binary) and is_comparison(node) and isinstance(node.right, Number):
        node = node.left
    return node


def _covers(node: Binary) -> bool:
    """Whether two comparisons of the same thing leave no value out: `x > 5 or x <= 5`."""
    left, right = list(_asked(node.left)), list(_asked(node.right))
    if len(left) != 1 or len(right) != 1 or left[0][0] != right[0][0]:
        return False
    below, above = sorted((left[0][1], right[0][1]), key=lambda interval: interval.low)
    touch = below.high > above.low or (below.high == above.low and not (below.high_open and above.low_open))
    return bounds(left[0][0]).within(below | above) and touch
