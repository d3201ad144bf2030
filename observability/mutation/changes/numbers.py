"""A number in an expression, a little higher and a little lower."""

from collections.abc import Iterator

from observability.promql.tree import COMPARISONS, Binary, Node, Number
from observability.promql.writing import number

KIND = "number"

# Less than people would let pass for the same, more than a test's margin of one percent.
_MARGIN = 0.02


def changes(node: Node, above: Node | None) -> Iterator[tuple[str, Node]]:
    """Numbers that nothing is compared with."""
    if not isinstance(above, Binary) or above.operator not in COMPARISONS:
        yield from moved(node)


def moved(node: Node) -> Iterator[tuple[str, Node]]:
    """The number, two percent more and less; 1 and -1 in place of 0."""
    if isinstance(node, Number):
        for factor in (1 + _MARGIN, 1 - _MARGIN):
            changed = round(node.value * factor, 12) if node.value else round((factor - 1) / _MARGIN, 12)
            yield f"{number(node.value)} becomes {number(changed)}", Number(changed)
