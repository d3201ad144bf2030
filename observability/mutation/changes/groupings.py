"""The labels of an aggregation: one less, and all others in place of these."""

from collections.abc import Iterator

from attrs import evolve

from observability.promql.tree import Aggregation, Node

KIND = "grouping"


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """Of `by` and of `without`."""
    if not isinstance(node, Aggregation) or not node.labels:
        return
    word = "without" if node.without else "by"
    for label in node.labels:
        left = tuple(other for other in node.labels if other != label)
        yield f"{word} ({', '.join(node.labels)}) becomes {word} ({', '.join(left)})", evolve(node, labels=left)
    yield f"{word} becomes {'by' if node.without else 'without'}", evolve(node, without=not node.without)
