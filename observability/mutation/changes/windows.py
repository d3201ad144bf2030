"""A window, twice as long and half as long."""

from collections.abc import Iterator

from attrs import evolve

from observability.model.durations import Duration
from observability.promql.tree import Matrix, Node, Subquery

KIND = "window"


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """Of selectors and of subqueries."""
    if isinstance(node, Matrix | Subquery):
        for window in (2 * node.window, node.window // 2):
            yield f"[{Duration(node.window)}] becomes [{Duration(window)}]", evolve(node, window=window)
