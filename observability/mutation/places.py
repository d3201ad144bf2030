"""A change at every place of an expression where it can be made, at one place at a time."""

from collections.abc import Callable, Iterator
from typing import Any

from observability.promql.tree import Node, below, with_below

# What a node can become, each with the change in words; `above` is the node that it stands under, if any.
Changes = Callable[[Any, Any], Iterator[tuple[str, Node]]]


def everywhere(tree: Node, changes: Changes, above: Node | None = None) -> Iterator[tuple[str, Node]]:
    """The whole expression with one change made, in the order of the text."""
    yield from changes(tree, above)
    children = below(tree)
    for number, child in enumerate(children):
        for words, changed in everywhere(child, changes, tree):
            yield words, with_below(tree, (*children[:number], changed, *children[number + 1 :]))
