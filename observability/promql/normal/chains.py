"""Chains of one operator, whatever their parentheses: `a + (b + c)`."""

from observability.promql.tree import Binary, Matching, Node


def chained(operator: str, node: Node) -> tuple[Node, ...]:
    """The sides of a chain of one operator on all labels; the node itself where it is none."""
    match node:
        case Binary(own, left, right, matching) if own == operator and matching == Matching():
            return (*chained(operator, left), *chained(operator, right))
        case _:
            return (node,)
