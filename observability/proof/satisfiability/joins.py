"""Operators whose sides never find each other: a label has different values on them, whatever the series."""

from observability.model.selector import MatchOp
from observability.mutation.pinned import of_each, pins
from observability.promql.families import PICKING
from observability.promql.scalars import is_scalar
from observability.promql.tree import Aggregation, Binary, Call, Negation, Node

_NAME = "__name__"
_SETS = frozenset({"and", "or", "unless"})


def divided_by(node: Binary) -> tuple[str, str, str] | None:
    """A label by which the sides are matched, and its values on the left and the right, which differ; or None.

    An empty value is that of a label which is not there.
    """
    if is_scalar(node.left) or is_scalar(node.right):
        return None
    left, right = _equal(node.left), _equal(node.right)
    for label in sorted(left.keys() | right.keys() - {_NAME}):
        if (label in node.matching.labels) is not node.matching.on:
            continue
        ours, theirs = (_value(side, known, label) for side, known in ((node.left, left), (node.right, right)))
        if ours is not None and theirs is not None and ours != theirs:
            return label, ours, theirs
    return None


def lacks(node: Node, label: str) -> bool:
    """Whether no sample of the result can have the label."""
    match node:
        case Aggregation():
            made = node.operator in PICKING or node.operator == "count_values"
            return not made and not node.without and label not in node.labels
        case Negation():
            return lacks(node.expr, label)
        case Call(function, arguments) if arguments and of_each(function):
            return lacks(arguments[0], label)
        case Call(function):
            return function == "vector"
        case Binary(operator="or"):
            return lacks(node.left, label) and lacks(node.right, label)
        case Binary() if node.operator in _SETS or not node.matching.many:
            return lacks(node.right if is_scalar(node.left) else node.left, label)
        case _:
            return False


def _equal(node: Node) -> dict[str, str]:
    return {one.label: one.value for one in pins(node) if one.op is MatchOp.EQUAL}


def _value(node: Node, known: dict[str, str], label: str) -> str | None:
    return known.get(label, "" if lacks(node, label) else None)
