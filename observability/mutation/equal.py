"""Expressions that say the same in other words, as their syntax shows."""

from attrs import evolve

from observability.mutation.pinned import pinned, pins
from observability.promql.tree import Aggregation, Binary, Call, Node, Number, Vector, below, with_below

_EITHER_WAY = frozenset({"+", "*", "==", "!="})
# A result of one sample without labels: to add it up, or take its mean, changes nothing.
_OF_ONE = frozenset({"sum", "avg", "min", "max"})


def same(one: Node, other: Node) -> bool:
    """Whether two expressions are known to have the same result, whatever the series."""
    return _normal(pinned(one, {})) == _normal(pinned(other, {}))


def _normal(node: Node) -> Node:
    """The expression in one of its spellings: matchers sorted, no aggregation of what is one sample, sides in order."""
    node = with_below(node, tuple(map(_normal, below(node))))
    match node:
        case Vector(selector=selector):
            return evolve(node, selector=evolve(selector, matchers=tuple(sorted(selector.matchers))))
        case Aggregation(operator=operator, expr=Aggregation() as inner) if operator in _OF_ONE and _single(inner):
            return inner
        case Aggregation(operator=operator, without=True) if operator in _OF_ONE and _one_each(node):
            return evolve(node, operator="sum")
        case Binary(operator=operator, left=left, right=right) if operator in _EITHER_WAY and not node.matching.many:
            first, second = sorted((left, right), key=repr)
            return evolve(node, left=first, right=second)
        case Binary("/", left, Number(1.0)) | Binary("*", left, Number(1.0)):
            return left
        case _:
            return node


def _one_each(node: Aggregation) -> bool:
    """Whether what it takes away has one value anyway, so that it has one sample of each to add up."""
    return set(node.labels) <= pins(node.expr).keys()


def _single(node: Node) -> bool:
    match node:
        case Aggregation(labels=(), without=False, parameter=None):
            return True
        case Call("vector" | "scalar" | "time"):
            return True
        case _:
            return False
