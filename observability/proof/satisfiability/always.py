"""What always holds, whatever the series."""

from observability.mutation.pinned import of_each
from observability.promql.scalars import is_scalar
from observability.promql.tree import SET_OPERATORS, Aggregation, Binary, Call, Node, below, every
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.satisfiability.asked import asked
from observability.proof.satisfiability.bounds import bounds
from observability.proof.satisfiability.intervals import always
from observability.proof.satisfiability.sides import alike

_WHEN_EQUAL = frozenset({"==", ">=", "<="})
_OF_ALL = frozenset({"sum", "avg", "min", "max", "count", "group"})


def always_holds(node: Node) -> bool:
    """Whether a comparison holds for all values that its sides can have, or a part of an `or` does."""
    match node:
        case Binary(operator="or"):
            return always_holds(node.left) or always_holds(node.right) or _covers(node)
        case Binary(operator="and"):
            return always_holds(node.left) and always_holds(node.right)
        case Binary() if is_comparison(node) and not node.returns_bool:
            there = not _may_be_missing(node.left) and not _may_be_missing(node.right)
            same = node.operator in _WHEN_EQUAL and alike(node)
            return there and (same or always(node.operator, bounds(node.left), bounds(node.right)))
        case Aggregation():
            return always_holds(node.expr)
        case _:
            return False


def always_there(node: Node) -> bool:
    """Whether it has samples even where there are no series: `sum(x) or vector(0)`."""
    match node:
        case Binary(operator="or"):
            return always_there(node.left) or always_there(node.right) or _there_or_absent(node)
        case Binary() if node.operator in SET_OPERATORS:
            return False
        case Binary():
            there = all(is_scalar(side) or always_there(side) for side in below(node))
            return there and (not _sifts(node) or always(node.operator, bounds(node.left), bounds(node.right)))
        case Aggregation():
            return always_there(node.expr) and node.operator in _OF_ALL
        case Call(function, arguments) if arguments and of_each(function):
            return always_there(arguments[0])
        case _:
            return isinstance(node, Call) and node.function == "vector"


def is_truth(node: Node) -> bool:
    """Whether its samples are 0 and 1, for what is so and what is not: of an alert, both fire."""
    return isinstance(node, Binary) and node.returns_bool and not any(map(_may_be_missing, below(node)))


def _there_or_absent(node: Binary) -> bool:
    sides = ((node.left, node.right), (node.right, node.left))
    return any(isinstance(one, Call) and one.function == "absent" and one.arguments == (other,) for one, other in sides)


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
    # What is not one value is in no interval.
    if any(isinstance(side, Binary) and side.operator == "!=" for side in below(node)):
        return False
    if len(left) != 1 or len(right) != 1 or left[0][0] != right[0][0]:
        return False
    lower, upper = sorted((left[0][1], right[0][1]), key=lambda interval: interval.low)
    touch = lower.high > upper.low or (lower.high == upper.low and not (lower.high_open and upper.low_open))
    return bounds(left[0][0]).within(lower | upper) and touch
