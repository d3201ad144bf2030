"""Another arithmetic operator."""

from collections.abc import Iterator

from attrs import evolve

from observability.promql.tree import Binary, Node

KIND = "arithmetic"

_OPPOSITE = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "^": "*"}


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """Plus and minus, times and divided by."""
    if isinstance(node, Binary) and node.operator in _OPPOSITE:
        other = _OPPOSITE[node.operator]
        yield f"{node.operator} becomes {other}", evolve(node, operator=other)
