"""What always holds, whatever the series."""

from observability.promql.tree import Aggregation, Binary, Call, Node, every
from observability.proof.asked import asked
from observability.proof.bounds import bounds
from observability.proof.conditions import is_comparison
from observability.proof.intervals import always


def always_holds(node: Node) -> bool:
    """Whether a comparison holds for all values that its sides can have, or a part of an `or` does."""
    match node:
        case Binary(operator="or"):
            return always_holds(node.left) or always_holds(node.right) or _covers(node)
        case Binary(operator="and"):
            return always_holds(node.left) and always_holds(node.right)
        case Binary() if is_comparison(node) and not node.returns_bool:
            there = not _may_be_missing(node.left) and not _may_be_missing(node.right)
            return there and always(node.operator, bounds(node.left), bounds(node.right))
        case Aggregation():
            return always_holds(node.expr)
        case _:
            return False


def _may_be_missing(node: Node) -> bool:
    """Whether it can have no samples though there are series: `count(up == 0)` has none while all are up."""
    return any(map(_sifts, every(node)))


def _sifts(node: Node) -> bool:
    match node:
        case Binary(operator="and" | "unless") | Call(function="absent" | "absent_over_time"):
            return True
        case Binary():
            return is_comparison(node) and not node.returns_bool and not always_holds(node)
        case _:
            return False


def _covers(node: Binary) -> bool:
    """Whether two comparisons of the same thing leave no value out: `x > 5 or x <= 5`."""
    left, right = list(asked(node.left)), list(asked(node.right))
    if len(left) != 1 or len(right) != 1 or left[0][0] != right[0][0]:
        return False
    below, above = sorted((left[0][1], right[0][1]), key=lambda interval: interval.low)
    touch = below.high > above.low or (below.high == above.low and not (below.high_open and above.low_open))
    return bounds(left[0][0]).within(below | above) and touch
