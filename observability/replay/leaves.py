"""What an expression reads of a server, and from how far back."""

from collections.abc import Iterator

from attrs import evolve, frozen

from observability.model.selector import Selector
from observability.promql import text_of, tree_of
from observability.promql.tree import Matrix, Node, Subquery, Vector, below, every


@frozen(order=True)
class Leaf:
    """A selector as PromQL, its metric's name alone, and for how many milliseconds before an evaluation it is read."""

    selector: str
    metric: str
    reach: int


def leaves(expr: str) -> tuple[Leaf, ...]:
    """All selectors, each once with its longest reach. Those of a fixed time reach from there, and not from now: 0.

    Raises:
        ValueError: not PromQL.
    """
    found: dict[str, Leaf] = {}
    for vector, reach in _leaves(tree_of(expr), 0):
        text = text_of(evolve(vector, offset=0, at=""))
        leaf = Leaf(text, vector.selector.metric, 0 if vector.at else max(0, reach))
        found[text] = max(leaf, found.get(text, leaf))
    return tuple(sorted(found.values()))


def is_shared(expr: str) -> bool:
    """Whether a part of the expression is evaluated once for a whole query, and not at each of its evaluations.

    Raises:
        ValueError: not PromQL.
    """
    return any(isinstance(node, Subquery) for node in every(tree_of(expr)))


def without_matchers(leaf: Leaf) -> str:
    """The metric alone, whatever its labels; empty for a selector without a name."""
    return text_of(Vector(Selector(leaf.metric))) if leaf.metric else ""


def _leaves(node: Node, before: int) -> Iterator[tuple[Vector, int]]:
    match node:
        case Vector():
            yield node, before + node.offset
        case Matrix():
            yield node.vector, before + node.vector.offset + node.window
        case Subquery():
            yield from _leaves(node.expr, before + node.offset + node.window)
        case _:
            for child in below(node):
                yield from _leaves(child, before)
