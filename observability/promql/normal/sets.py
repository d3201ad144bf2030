"""`and`, `unless` and `or`: what commutes, in one order."""

from attrs import evolve, frozen

from observability.promql.normal.chains import chained
from observability.promql.tree import Binary, Matching, Node

_EVERY_LABEL = Matching()


@frozen
class _Filter:
    """What is left of samples for which there is something else (`and`), or nothing (`unless`)."""

    operator: str
    right: Node
    matching: Matching


def filtered(node: Binary, *, any_first: bool) -> Node:
    """A chain of `and` and `unless`: each takes away from the first by itself, in whatever order.

    Where only the labels matter (`any_first`), the first may be any of those that an `and` on all labels holds.
    """
    first, filters = _filters(node)
    if any_first:
        equals = [one.right for one in filters if one.operator == "and" and one.matching == _EVERY_LABEL]
        first, *rest = sorted({first, *equals}, key=repr)
        others = [one for one in filters if one.operator != "and" or one.matching != _EVERY_LABEL]
        filters = [*(_Filter("and", one, _EVERY_LABEL) for one in rest), *others]
    for one in sorted(set(filters), key=repr):
        first = Binary(one.operator, first, one.right, one.matching)
    return first


def alternatives(node: Binary) -> Node:
    """A chain of `or` on all labels of which only the labels matter."""
    if node.matching != _EVERY_LABEL:
        return node
    first, *rest = sorted({*chained("or", node.left), *chained("or", node.right)}, key=repr)
    for one in rest:
        first = evolve(node, left=first, right=one)
    return first


def _filters(node: Node) -> tuple[Node, list[_Filter]]:
    match node:
        case Binary("and" | "unless" as operator, left, right, matching):
            first, filters = _filters(left)
            if operator == "and" and matching == _EVERY_LABEL:
                # (b and c) on the right is two filters.
                inner, more = _filters(right)
                return first, [*filters, _Filter(operator, inner, matching), *more]
            return first, [*filters, _Filter(operator, right, matching)]
        case _:
            return node, []
