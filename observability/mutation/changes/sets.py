"""`and`, `or` and `unless` in place of one another, and each side alone."""

from collections.abc import Iterator

from attrs import evolve

from observability.promql.tree import SET_OPERATORS, Binary, Node
from observability.promql.writing import text_of

KIND = "and/or/unless"


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """The other two, and one side left out; what `unless` excludes is nothing by itself."""
    if not isinstance(node, Binary) or node.operator not in SET_OPERATORS:
        return
    for other in sorted(SET_OPERATORS - {node.operator}):
        yield f"{node.operator} becomes {other}", evolve(node, operator=other)
    yield f"without {node.operator} {text_of(node.right)}", node.left
    if node.operator != "unless":
        yield f"without {text_of(node.left)} {node.operator}", node.right
