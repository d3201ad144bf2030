"""What is as far from zero: above it, below it, or zero at the same times."""

from collections.abc import Set as AbstractSet

from attrs import evolve

from observability.mutation.whole import counts_something
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Matrix,
    Node,
    Number,
    Subquery,
    Vector,
    every,
)

# Of all that there is, whoever records what: it is 0 or 1.
_NEVER_BELOW = frozenset({"up"})
_CLIMBS = frozenset({"rate", "increase", "irate"})
_SUMMARIES = frozenset({"avg_over_time", "max_over_time", "min_over_time", "sum_over_time"})


def sign(node: Node, counts: AbstractSet[str]) -> Node:
    """An expression with samples of the same labels and signs, in one of its spellings.

    A sum and a mean have one sign; of what is never below zero (`counts` are such metrics) the highest has it too.
    """
    match node:
        case Aggregation(parameter=None) if not has_histograms(node):
            return _aggregated(node, counts)
        case Call("rate"):
            return evolve(node, function="increase")
        case Binary("or", left, right):
            return evolve(node, left=sign(left, counts), right=sign(right, counts))
        case Binary("+", left, right) if never_negative(left, counts) and never_negative(right, counts):
            return in_order(evolve(node, left=sign(left, counts), right=sign(right, counts)))
        case _:
            return node


def _aggregated(node: Aggregation, counts: AbstractSet[str]) -> Node:
    match node.operator:
        case "sum" | "avg" | "max" if never_negative(node.expr, counts):
            return evolve(node, operator="sum", expr=sign(node.expr, counts))
        case "sum" | "avg":
            return evolve(node, operator="sum")
        case "max" | "min":
            return evolve(node, expr=sign(node.expr, counts))
        case _:
            return node


def in_order(node: Binary) -> Binary:
    """With its sides in one order, for operators to which both sides are the same."""
    if node.matching.many:
        return node
    first, second = sorted((node.left, node.right), key=repr)
    return evolve(node, left=first, right=second)


def never_negative(node: Node, counts: AbstractSet[str]) -> bool:
    """Whether no sample of it can be below zero."""
    match node:
        case Vector(selector=selector):
            return selector.metric in counts | _NEVER_BELOW and "histogram" not in selector.metric
        case Matrix(vector=inner) | Subquery(expr=inner):
            return never_negative(inner, counts)
        case Number(value):
            return value >= 0
        case Call(function, arguments):
            return function in _CLIMBS or (function in _SUMMARIES and never_negative(arguments[0], counts))
        case Binary():
            return _of_sides(node, counts)
        case Aggregation(expr=inner, parameter=None):
            return counts_something(node) or never_negative(inner, counts)
        case _:
            return False


def _of_sides(node: Binary, counts: AbstractSet[str]) -> bool:
    if node.returns_bool:
        return True
    left = never_negative(node.left, counts)
    if node.operator in {"+", "*", "or"}:
        return left and never_negative(node.right, counts)
    return left and node.operator in COMPARISONS | SET_OPERATORS


def has_histograms(node: Node) -> bool:
    """Whether some of its samples may be histograms, of which a sum is one as well, and the highest is not."""
    return any(isinstance(part, Vector) and "histogram" in part.selector.metric for part in every(node))
