"""What is always a whole number, and limits of it: of counts, more than 1 and more than 1.02 are the same."""

import math
from collections.abc import Callable, Mapping

from attrs import evolve

from observability.promql.tree import COMPARISONS, Aggregation, Binary, Call, Node, Number

_COUNTING = frozenset({"count", "group"})
_KEEPING = frozenset({"sum", "max", "min"})
_COUNTS = frozenset({"changes", "resets", "count_over_time", "present_over_time", "absent", "absent_over_time"})
_ROUNDING = frozenset({"ceil", "floor", "sgn"})
# The whole number above or below which it is.
_LIMITS: Mapping[str, Callable[[float], int]] = {
    ">": math.floor,
    ">=": lambda limit: math.ceil(limit) - 1,
    "<": math.ceil,
    "<=": lambda limit: math.floor(limit) + 1,
}


def counts_something(node: Aggregation) -> bool:
    """Whether it tells how many there are, and not of what size."""
    return node.operator in _COUNTING


def is_whole(node: Node) -> bool:
    """Whether all its samples are whole numbers, where they are numbers at all and finite."""
    match node:
        case Number(value):
            return value.is_integer()
        case Aggregation(operator=operator, expr=inner):
            return counts_something(node) or (operator in _KEEPING and is_whole(inner))
        case Call("vector" | "scalar", (argument,)):
            return is_whole(argument)
        case Call(function):
            return function in _COUNTS | _ROUNDING
        case Binary():
            return _of_sides(node)
        case _:
            return False


def _of_sides(node: Binary) -> bool:
    if node.returns_bool:
        return True
    if node.operator in {"or", "+", "-", "*"}:
        return is_whole(node.left) and is_whole(node.right)
    return is_whole(node.left) and node.operator in COMPARISONS | {"and", "unless"}


def with_whole_limit(node: Binary) -> Binary:
    """A comparison of whole numbers with a limit, in one of its spellings: `> 1` for `> 1.5` and `>= 2`."""
    match node:
        case Binary(operator, left, Number(limit)) if operator in _LIMITS and math.isfinite(limit) and is_whole(left):
            return evolve(node, operator=operator[0], right=Number(float(_LIMITS[operator](limit))))
        case _:
            return node
