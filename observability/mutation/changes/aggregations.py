"""Another aggregation."""

from collections.abc import Iterator

from attrs import evolve

from observability.promql.tree import Aggregation, Node

KIND = "aggregation"

_OTHERS = {
    "sum": ("avg", "max"),
    "avg": ("sum", "max"),
    "max": ("min", "sum"),
    "min": ("max", "sum"),
    "count": ("sum",),
    "group": ("sum",),
    "topk": ("bottomk",),
    "bottomk": ("topk",),
}


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """Sum, mean, highest and lowest in place of one another."""
    if isinstance(node, Aggregation):
        for other in _OTHERS.get(node.operator, ()):
            yield f"{node.operator} becomes {other}", evolve(node, operator=other)
