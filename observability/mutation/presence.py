"""What decides whether an expression has samples, where nobody looks at their values: right of `and` and `unless`.

Samples are taken to be numbers: `max` and `min` pass over native histograms, which sums do not.
"""

from collections.abc import Set as AbstractSet

from attrs import evolve

from observability.mutation.pinned import of_each
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Matrix,
    Negation,
    Node,
    Number,
    Subquery,
    Vector,
    every,
)

_OF_GROUPS = frozenset({"sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"})
_OF_ONE_SAMPLE = frozenset({"abs", "ceil", "floor", "round", "clamp_min", "clamp_max", "sqrt", "exp", "ln", "sgn"})
_OF_TWO = frozenset({"rate", "increase", "irate", "delta", "idelta"})


def presence(node: Node, counts: AbstractSet[str]) -> Node:
    """An expression that has samples of the same labels at the same times, in one of its spellings.

    `counts` are metrics that are never below zero.
    """
    match node:
        case Aggregation(operator=operator, parameter=None) if operator in _OF_GROUPS and not _may_be_histograms(node):
            return evolve(node, operator="group", expr=presence(node.expr, counts))
        case Negation():
            return presence(node.expr, counts)
        case Call():
            return _called(node, counts)
        case Binary(operator=operator) if operator in SET_OPERATORS:
            return evolve(node, left=presence(node.left, counts), right=presence(node.right, counts))
        case Binary(operator=operator) if operator not in COMPARISONS:
            return _of_sides(evolve(node, operator="+"), counts)
        case Binary(_, left, Number(0.0)) if not node.returns_bool:
            return evolve(node, left=_of_zero(left, counts))
        case _:
            return node


def _of_zero(node: Node, counts: AbstractSet[str]) -> Node:
    """What is as far from zero: of what is never below it a sum, a mean and the highest are zero together."""
    match node:
        case Aggregation(operator="sum" | "avg" | "max", parameter=None) if never_negative(node.expr, counts):
            return evolve(node, operator="sum")
        case Binary("or", left, Call("vector") as right):
            return evolve(node, left=_of_zero(left, counts), right=right)
        case _:
            return node


def never_negative(node: Node, counts: AbstractSet[str]) -> bool:
    """Whether no sample of it can be below zero."""
    match node:
        case Vector(selector=selector):
            return selector.metric in counts and "histogram" not in selector.metric
        case Matrix(vector=inner) | Subquery(expr=inner) | Aggregation(expr=inner, parameter=None):
            return never_negative(inner, counts)
        case Call("rate" | "increase" | "irate"):
            return True
        case Call(function, (argument,)) if function in {"avg_over_time", "max_over_time", "min_over_time"}:
            return never_negative(argument, counts)
        case _:
            return False


def _called(node: Call, counts: AbstractSet[str]) -> Node:
    match node:
        case Call("vector"):
            return Call("vector", (Number(1.0),))
        case Call(function, arguments) if arguments and function in _OF_ONE_SAMPLE:
            return presence(arguments[0], counts)
        case Call(function) if function in _OF_TWO:
            return evolve(node, function="increase")
        case Call(function, (_,)) if of_each(function) and function.endswith("_over_time"):
            return evolve(node, function="count_over_time")
        case _:
            return node


def _of_sides(node: Binary, counts: AbstractSet[str]) -> Node:
    if isinstance(node.right, Number):
        return presence(node.left, counts)
    if isinstance(node.left, Number):
        return presence(node.right, counts)
    return evolve(node, left=presence(node.left, counts), right=presence(node.right, counts))


def _may_be_histograms(node: Node) -> bool:
    return any(isinstance(part, Vector) and "histogram" in part.selector.metric for part in every(node))
