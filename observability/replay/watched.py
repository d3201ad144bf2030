"""What an alert looks at: the same expression, without what makes most of its samples go away.

An alert that has not fired has either looked at values that are fine, or at nothing. This tells the two apart.
"""

from attrs import evolve

from observability.promql import text_of, tree_of
from observability.promql.tree import COMPARISONS, Binary, Node


def watched(expr: str) -> str:
    """An expression that has a sample wherever the conditions of this one have something to decide about.

    Raises:
        ValueError: not PromQL.
    """
    return text_of(_watched(tree_of(expr)))


def _watched(node: Node) -> Node:
    if not isinstance(node, Binary):
        return node
    if node.operator in COMPARISONS and not node.returns_bool:
        # A difference is there where both sides are, whatever they are.
        return evolve(node, operator="-")
    match node.operator:
        case "and" | "or":
            return evolve(node, left=_watched(node.left), right=_watched(node.right))
        case "unless":
            return _watched(node.left)
    return node
