"""What decides whether an expression has samples, where nobody looks at their values: right of `and` and `unless`.

Samples are taken to be numbers: `max` and `min` pass over native histograms, which sums do not.
"""

import math
from collections.abc import Set as AbstractSet

from attrs import evolve

from observability.mutation.clamped import unseen_in_presence
from observability.mutation.pinned import of_each
from observability.mutation.signs import has_histograms, sign
from observability.promql.families import LINEAR
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Negation,
    Node,
    Number,
)

_OF_GROUPS = frozenset({"sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"})
_OF_ONE_SAMPLE = frozenset({"abs", "ceil", "floor", "round", "clamp_min", "clamp_max", "sqrt", "exp", "ln", "sgn"})
_OF_TWO = frozenset({"rate", "increase", "irate", "delta", "idelta"})


def presence(node: Node, counts: AbstractSet[str]) -> Node:
    """An expression that has samples of the same labels at the same times, in one of its spellings.

    `counts` are metrics that are never below zero.
    """
    match node:
        case Aggregation():
            return _aggregated(node, counts)
        case Negation():
            return presence(node.expr, counts)
        case Call():
            return _called(node, counts)
        case Binary(operator=operator) if operator in SET_OPERATORS:
            return evolve(node, left=presence(node.left, counts), right=presence(node.right, counts))
        case Binary(operator=operator) if operator not in COMPARISONS:
            return _of_sides(evolve(node, operator="+"), counts)
        case Binary(left=left, right=Number(limit)) if not node.returns_bool:
            return unseen_in_presence(_filled(evolve(node, left=sign(left, counts)) if limit == 0 else node))
        case _:
            return node


def _aggregated(node: Aggregation, counts: AbstractSet[str]) -> Node:
    if node.operator not in _OF_GROUPS:
        return node
    if not has_histograms(node):
        return evolve(node, operator="group", expr=presence(node.expr, counts))
    return evolve(node, operator="sum", expr=presence(node.expr, counts)) if node.operator in LINEAR else node


def _filled(node: Binary) -> Binary:
    """A comparison of what is there or a number in its place: of that only whether it fulfils it counts."""
    match node:
        case Binary(_, Binary("or", _, Call("vector", (Number(value),))) as filled, Number(limit)):
            number = _as_good(node.operator, value, limit)
            return evolve(node, left=evolve(filled, right=Call("vector", (Number(number),))))
        case _:
            return node


def _as_good(operator: str, value: float, limit: float) -> float:
    """Of all numbers that compare with the limit as this one does, always the same."""
    match operator:
        case "==" | "!=":
            return limit if value == limit else math.inf
        case ">" | "<=":
            return math.inf if value > limit else -math.inf
        case _:
            return math.inf if value >= limit else -math.inf


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
