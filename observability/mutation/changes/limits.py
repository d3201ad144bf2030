"""The limit of a comparison, a little higher and a little lower."""

from collections.abc import Iterator

from observability.mutation.changes.numbers import moved
from observability.promql.tree import COMPARISONS, Binary, Node

KIND = "threshold"


def changes(node: Node, above: Node | None) -> Iterator[tuple[str, Node]]:
    """Numbers that something is compared with."""
    if isinstance(above, Binary) and above.operator in COMPARISONS:
        yield from moved(node)
