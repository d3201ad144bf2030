"""What always has one sample without labels, as `vector(0)`: what would stand in for it never does."""

from observability.mutation.labels import labels
from observability.promql.tree import Aggregation, Binary, Call, Matching, Node

_NO_LABELS: frozenset[str] = frozenset()
_OF_ALL = frozenset({"sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"})


def always(node: Node) -> bool:
    """Whether a sample without labels is in its result at all times."""
    match node:
        case Call("vector"):
            return True
        case Aggregation(operator, labels=(), without=False, expr=inner) if operator in _OF_ALL:
            return always(inner)
        case Binary("or", left, right) if node.matching == Matching():
            return always(left) or always(right)
        case _:
            return False


def without_substitute(node: Binary) -> Node:
    """The left side alone, where it is always there and the right side only stands in for it, or asks for what is."""
    match node:
        case Binary("or", left, right) if node.matching == Matching() and labels(right) == _NO_LABELS and always(left):
            return left
        case Binary("and", left, right) if node.matching == Matching() and labels(left) == _NO_LABELS and always(right):
            return left
        case _:
            return node
