"""Expressions that say the same in other words, as their syntax shows."""

from attrs import evolve

from observability.promql.tree import Aggregation, Binary, Call, Node, Number, Vector, below, with_below

_EITHER_WAY = frozenset({"+", "*", "==", "!="})
# A result of one sample without labels: to add it up, or take its mean, changes nothing.
_OF_ONE = frozenset({"sum", "avg", "min", "max"})


def same(one: Node, other: Node) -> bool:
    """Whether two expressions are known to have the same result, whatever the series."""
    return normal(one) == normal(other)


def normal(node: Node) -> Node:
    """The expression in one of its spellings: matchers sorted, no aggregation of what is one sample, sides in order."""
    node = with_below(node, tuple(map(normal, below(node))))
    match node:
        case Vector(selector=selector):
            return evolve(node, selector=evolve(selector, matchers=tuple(sorted(selector.matchers))))
        case Aggregation(operator=operator, expr=Aggregation() as inner) if operator in _OF_ONE and _single(inner):
            return inner
        case Binary(operator=operator, left=left, right=right) if operator in _EITHER_WAY and not node.matching.many:
            first, second = sorted((left, right), key=repr)
            return evolve(node, left=first, right=second)
        case Binary("/", left, Number(1.0)) | Binary("*", left, Number(1.0)):
            return left
        case _:
            return node


def _single(node: Node) -> bool:
    match node:
        case Aggregation(labels=(), without=False, parameter=None):
            return True
        case Call("vector" | "scalar" | "time"):
            return True
        case _:
            return False
