"""An offset, twice as long and none."""

from collections.abc import Iterator

from attrs import evolve

from observability.model.durations import Duration
from observability.promql.tree import Node, Subquery, Vector

KIND = "offset"


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """Of selectors and of subqueries that have one."""
    if isinstance(node, Vector | Subquery) and node.offset > 0:
        yield (
            f"offset {Duration(node.offset)} becomes {Duration(2 * node.offset)}",
            evolve(node, offset=2 * node.offset),
        )
        yield f"without offset {Duration(node.offset)}", evolve(node, offset=0)
