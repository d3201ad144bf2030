"""For which values a comparison with a number holds, and whether another holds for more of them."""

import math
from collections.abc import Iterable

from attrs import evolve

from observability.promql.tree import Aggregation, Binary, Call, Matrix, Node, Number, Subquery, Vector
from observability.proof.satisfiability.intervals import Interval
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP, Direction
from observability.review.signs import values

_COUNTS = frozenset({"count", "group"})
_COUNTS_OVER_TIME = frozenset({"count_over_time", "present_over_time", "changes", "resets", "absent"})
# What these make of whole numbers is one again.
_KEEPING = frozenset({"sum", "min", "max", "topk", "bottomk"})
_KEEPING_OVER_TIME = frozenset({f"{name}_over_time" for name in ("sum", "min", "max", "last")})


def compared(old: Binary, new: Binary, *, by_name: bool) -> Direction:
    """What becomes of a comparison of the same with another number, or in another way, or both."""
    before, after = (_holding(one, by_name=by_name) for one in (old, new))
    if before is None or after is None:
        return UNKNOWN
    # What is no number is not equal to any.
    nan = {one.operator == "!=" and not is_whole(old.left) for one in (old, new)}
    kept = _within(before, after) and not (len(nan) == 2 and old.operator == "!=")
    back = _within(after, before) and not (len(nan) == 2 and new.operator == "!=")
    return {(True, True): NONE, (True, False): UP, (False, True): DOWN, (False, False): BOTH}[kept, back]


def is_whole(node: Node) -> bool:
    """Whether all values are whole numbers: of `up`, of counts, and of sums of these."""
    match node:
        case Vector(selector):
            return selector.metric == "up"
        case Matrix(vector):
            return is_whole(vector)
        case Subquery(expr):
            return is_whole(expr)
        case Aggregation(operator, expr):
            return operator in _COUNTS or (operator in _KEEPING and is_whole(expr))
        case Call(function, arguments):
            return function in _COUNTS_OVER_TIME or (function in _KEEPING_OVER_TIME and is_whole(arguments[0]))
        case _:
            return False


def _holding(node: Binary, *, by_name: bool) -> list[Interval] | None:
    """The values for which it holds, of those that there can be; None where the number is none."""
    if not isinstance(node.right, Number) or math.isnan(node.right.value):
        return None
    can_be = values(node.left, by_name=by_name)
    parts = [part & can_be for part in _satisfying(node.operator, node.right.value)]
    if is_whole(node.left):
        parts = list(_joined(map(_whole, parts)))
    return [part for part in parts if not part.empty]


def _satisfying(operator: str, limit: float) -> list[Interval]:
    above = Interval(low=limit, low_open=operator in {">", "!="})
    below = Interval(high=limit, high_open=operator in {"<", "!="})
    match operator:
        case ">" | ">=":
            return [above]
        case "<" | "<=":
            return [below]
        case "==":
            return [Interval(limit, limit)]
        case _:
            return [below, above]


def _whole(part: Interval) -> Interval:
    """The whole numbers of it: from one up to another."""
    low, high = part.low, part.high
    if math.isfinite(low):
        low = math.floor(low) + 1.0 if part.low_open else float(math.ceil(low))
    if math.isfinite(high):
        high = math.ceil(high) - 1.0 if part.high_open else float(math.floor(high))
    return evolve(part, low=low, high=high, low_open=False, high_open=False)


def _joined(parts: Iterable[Interval]) -> Iterable[Interval]:
    """Those that follow one another as one."""
    last: Interval | None = None
    for part in parts:
        if part.empty:
            continue
        if last is not None and part.low <= last.high + 1:
            last = Interval(last.low, part.high)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _within(inner: Iterable[Interval], outer: Iterable[Interval]) -> bool:
    held = list(outer)
    return all(any(part.within(other) for other in held) for part in inner)
