"""What decides whether an expression has samples, where nobody looks at their values: right of `and` and `unless`.

Samples are taken to be numbers: `max` and `min` pass over native histograms, which sums do not.
"""

from attrs import evolve

from observability.mutation.pinned import of_each
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Negation,
    Node,
    Number,
    Vector,
    every,
)

_OF_GROUPS = frozenset({"sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"})
_OF_ONE_SAMPLE = frozenset({"abs", "ceil", "floor", "round", "clamp_min", "clamp_max", "sqrt", "exp", "ln", "sgn"})
_OF_TWO = frozenset({"rate", "increase", "irate", "delta", "idelta"})


def presence(node: Node) -> Node:
    """An expression that has samples of the same labels at the same times, in one of its spellings."""
    match node:
        case Aggregation(operator=operator, parameter=None) if operator in _OF_GROUPS and not _may_be_histograms(node):
            return evolve(node, operator="group", expr=presence(node.expr))
        case Negation():
            return presence(node.expr)
        case Call():
            return _called(node)
        case Binary(operator=operator) if operator in SET_OPERATORS:
            return evolve(node, left=presence(node.left), right=presence(node.right))
        case Binary(operator=operator) if operator not in COMPARISONS:
            return _of_sides(evolve(node, operator="+"))
        case _:
            return node


def _called(node: Call) -> Node:
    match node:
        case Call("vector"):
            return Call("vector", (Number(1.0),))
        case Call(function, arguments) if arguments and function in _OF_ONE_SAMPLE:
            return presence(arguments[0])
        case Call(function) if function in _OF_TWO:
            return evolve(node, function="increase")
        case Call(function, (_,)) if of_each(function) and function.endswith("_over_time"):
            return evolve(node, function="count_over_time")
        case _:
            return node


def _of_sides(node: Binary) -> Node:
    if isinstance(node.right, Number):
        return presence(node.left)
    if isinstance(node.left, Number):
        return presence(node.right)
    return evolve(node, left=presence(node.left), right=presence(node.right))


def _may_be_histograms(node: Node) -> bool:
    return any(isinstance(part, Vector) and "histogram" in part.selector.metric for part in every(node))
