"""Another comparison."""

from collections.abc import Iterator

from attrs import evolve

from observability.promql.tree import Binary, Node

KIND = "comparison"

_OTHERS = {
    ">": (">=", "<"),
    ">=": (">", "<"),
    "<": ("<=", ">"),
    "<=": ("<", ">"),
    "==": ("!=",),
    "!=": ("==",),
}


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """With the limit itself, without it, the other way round."""
    if isinstance(node, Binary):
        for other in _OTHERS.get(node.operator, ()):
            yield f"{node.operator} becomes {other}", evolve(node, operator=other)
