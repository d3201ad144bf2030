"""What is always a whole number, and limits of it: of counts, more than 1 and more than 1.02 are the same."""

import math
import operator
from collections.abc import Callable, Mapping

from attrs import evolve

from observability.promql.tree import COMPARISONS, Aggregation, Binary, Call, Node, Number

_COUNTING = frozenset({"count", "group"})
_KEEPING = frozenset({"sum", "max", "min"})
_COUNTS = frozenset({"changes", "resets", "count_over_time", "present_over_time", "absent", "absent_over_time"})
_ROUNDING = frozenset({"ceil", "floor", "sgn"})
_OF_THE_CLOCK = frozenset(
    {"hour", "minute", "month", "year", "day_of_week", "day_of_month", "day_of_year", "days_in_month"}
)
# Whether a comparison with a limit lets a number not through.
_FAILS: Mapping[str, Callable[[float, float], bool]] = {
    ">": operator.le,
    ">=": operator.lt,
    "<": operator.ge,
    "<=": operator.gt,
}


def counts_something(node: Aggregation) -> bool:
    """Whether it tells how many there are, and not of what size."""
    return node.operator in _COUNTING


def is_whole(node: Node) -> bool:
    """Whether all its samples are whole numbers, where they are numbers at all and finite."""
    match node:
        case Number(value):
            return value.is_integer()
        case Aggregation(operator=how, expr=inner):
            return counts_something(node) or (how in _KEEPING and is_whole(inner))
        case Call("vector" | "scalar", (argument,)):
            return is_whole(argument)
        case Call(function):
            return function in _COUNTS | _ROUNDING | _OF_THE_CLOCK
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
    """A comparison of whole numbers with a limit, in one of its spellings: `> 1` for `> 1.5` and `>= 2`.

    And of what is rounded to a part of one: of tenths, `> 1.4` for `> 1.45`.
    """
    match node:
        case Binary(compared, left, Number(limit)) if compared in _FAILS and math.isfinite(limit):
            parts = _parts(left)
            return evolve(node, operator=compared[0], right=Number(_last(compared, limit, parts))) if parts else node
        case _:
            return node


def _parts(node: Node) -> int:
    """How many of its values are from one whole number to the next; 0 where that is not known."""
    match node:
        case Call("round", (_, Number(nearest))) if 0 < nearest < 1 and (1 / nearest).is_integer():
            return int(1 / nearest)
        case Call("round", (_,)):
            return 1
        case Binary(compared, left) if compared in COMPARISONS and not node.returns_bool:
            return _parts(left)
        case _:
            return int(is_whole(node))


def _last(compared: str, limit: float, parts: int) -> float:
    """The last value that the comparison lets not through."""
    fails, step = _FAILS[compared], 1 if compared in {"<", "<="} else -1
    number = math.floor(limit * parts) - 2 * step
    while not fails(number / parts, limit):
        number += step
    return number / parts
