"""What can be changed in an expression, one kind a file. A new kind is a file here and a line in `CHANGES`.

Each has a `KIND`, and `changes(node, above)`: what a node can become, with the change in words.
"""

from collections.abc import Iterator
from typing import Protocol

from observability.mutation.changes import (
    aggregations,
    arithmetic,
    comparisons,
    functions,
    groupings,
    limits,
    matchers,
    numbers,
    offsets,
    sets,
    windows,
)
from observability.promql.tree import Node


class Kind(Protocol):
    """What each module offers."""

    KIND: str

    def changes(self, node: Node, above: Node | None, /) -> Iterator[tuple[str, Node]]:
        """What a node can become, with the change in words."""


CHANGES: tuple[Kind, ...] = (
    limits,
    comparisons,
    sets,
    windows,
    offsets,
    matchers,
    aggregations,
    groupings,
    functions,
    arithmetic,
    numbers,
)
