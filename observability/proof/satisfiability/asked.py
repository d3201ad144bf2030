"""What comparisons with numbers ask of one and the same thing."""

from collections.abc import Callable, Iterator

from observability.promql.tree import Binary, Matching, Node, Number, Vector, every
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.satisfiability.intervals import Interval, point, satisfying


def contradict(node: Binary, bounds: Callable[[Node], Interval]) -> bool:
    """Whether both sides of an `and` ask different things of the same series."""
    if node.matching != Matching():
        return False
    together: dict[Node, Interval] = {}
    for subject, values in asked(node):
        together[subject] = together.get(subject, bounds(subject)) & values
        if together[subject].empty and not _has_names(subject):
            return True
    return False


def _has_names(node: Node) -> bool:
    """Whether it may have samples of several metrics, by whose names no operator tells them apart."""
    return any(isinstance(part, Vector) and not part.selector.metric for part in every(node))


def covered(node: Binary) -> bool:
    """Whether an `unless` takes away all that it is given: `x > 5 unless x > 3`."""
    wide = node.right
    if node.matching != Matching() or not isinstance(wide, Binary) or not isinstance(wide.right, Number):
        return False
    # What is not one value may be any other, and which one is not known of an interval.
    if not is_comparison(wide) or wide.returns_bool or wide.operator == "!=":
        return False
    limits = satisfying(wide.operator, point(wide.right.value))
    return any(subject == wide.left and values.within(limits) for subject, values in asked(node.left))


def asked(node: Node) -> Iterator[tuple[Node, Interval]]:
    """What is asked of what, by comparisons with numbers that must all hold."""
    match node:
        case Binary(operator="and", matching=Matching((), False, "", ())):
            yield from asked(node.left)
            yield from asked(node.right)
        case Binary(right=Number() as limit) if is_comparison(node) and not node.returns_bool:
            yield _subject(node.left), satisfying(node.operator, point(limit.value))
            yield from asked(node.left)


def _subject(node: Node) -> Node:
    """What a chain of comparisons with numbers is about."""
    while isinstance(node, Binary) and is_comparison(node) and isinstance(node.right, Number):
        node = node.left
    return node
