"""One spelling for all expressions that mean the same, so that a change of spelling is told from a change of meaning.

`normal` keeps every value, `condition` only for which labels there is a sample: what decides whether an alert fires.
Both are up to the rounding of the last digit of a float, and to the name of the metric in the result, which alerts do
not have.
"""

from functools import lru_cache

from attrs import evolve

from observability.promql.families import COUNTING
from observability.promql.normal.arithmetic import added, multiplied, negated
from observability.promql.normal.compared import compared, with_vector_on_the_left
from observability.promql.normal.grouping import aggregated, matched
from observability.promql.normal.matchers import selector
from observability.promql.normal.sets import alternatives, filtered
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Negation,
    Node,
    Vector,
    below,
    with_below,
)

__all__ = ["condition", "normal", "written"]


@lru_cache(maxsize=8192)
def normal(node: Node) -> Node:
    """The expression of which each sample is the same."""
    match node:
        case Vector():
            return evolve(node, selector=selector(node.selector))
        case Aggregation(operator=operator) if operator in COUNTING:  # only how many there are matters
            return aggregated(evolve(node, expr=condition(node.expr)))
        case Aggregation():
            parameter = None if node.parameter is None else normal(node.parameter)
            return aggregated(evolve(node, parameter=parameter, expr=normal(node.expr)))
        case Negation(expr=inner):
            return negated(normal(inner))
        case Binary():
            return _binary(evolve(node, matching=matched(node.matching)))
        case _:
            return with_below(node, tuple(map(normal, below(node))))


@lru_cache(maxsize=8192)
def condition(node: Node) -> Node:
    """The expression that has samples of the same labels, whatever their values."""
    match node:
        case Binary(operator="or"):
            own = evolve(node, matching=matched(node.matching))
            return alternatives(evolve(own, left=condition(own.left), right=condition(own.right)))
        case Binary(operator="and" | "unless"):
            own = evolve(node, matching=matched(node.matching))
            return filtered(evolve(own, left=condition(own.left), right=condition(own.right)), any_first=True)
        case Binary(operator=operator) if operator in COMPARISONS and not node.returns_bool:
            of = normal(node)
            return compared(of) if isinstance(of, Binary) and of.operator in COMPARISONS else condition(of)
        case _:
            of = normal(node)
            # What is added or multiplied may be nothing, and then the other side is left.
            return condition(of) if _is_condition(of) else of


def written(node: Node) -> Node:
    """The expression much as it is written: only numbers that are compared stand on the right."""
    own = with_below(node, tuple(map(written, below(node))))
    is_comparison = isinstance(own, Binary) and own.operator in COMPARISONS
    return with_vector_on_the_left(own) if isinstance(own, Binary) and is_comparison else own


def _is_condition(node: Node) -> bool:
    if not isinstance(node, Binary) or node.returns_bool:
        return False
    return node.operator in COMPARISONS or node.operator in SET_OPERATORS


def _binary(node: Binary) -> Node:
    if node.operator in SET_OPERATORS:
        right = normal(node.right) if node.operator == "or" else condition(node.right)
        own = evolve(node, left=normal(node.left), right=right)
        return own if own.operator == "or" else filtered(own, any_first=False)
    own = evolve(node, left=normal(node.left), right=normal(node.right))
    match own.operator:
        case "*" | "/":
            return multiplied(own)
        case "+" | "-":
            return added(own)
        case operator if operator in COMPARISONS:
            return with_vector_on_the_left(own)
        case _:
            return own
