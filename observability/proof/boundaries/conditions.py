"""What an expression asks: its comparisons and presences, and which of them must hold for another to decide."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from attrs import frozen

from observability.promql.families import ABSENCES
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Binary,
    Call,
    Matrix,
    Node,
    Number,
    Subquery,
    below,
    every,
)

# An `or` doubles the ways to make an expression true; more than so many are not tried.
_MOST_WAYS = 8


@frozen(eq=False)
class Requirement:
    """A part of an expression must have samples, or none; a comparison must hold, or not."""

    node: Node
    holds: bool


Way = tuple[Requirement, ...]


def is_comparison(node: Node) -> bool:
    """Whether it compares numbers."""
    return isinstance(node, Binary) and node.operator in COMPARISONS


def conditions(node: Node) -> list[Node]:
    """All that decides whether an expression has samples, as nodes of it: comparisons, parts that are there or not."""
    return list(_conditions(node)) or [node]


def _conditions(node: Node) -> Iterator[Node]:
    if isinstance(node, Binary) and node.operator in SET_OPERATORS:
        for side in (node.left, node.right):
            if not _is_constant(side):
                yield from list(_conditions(side)) or [side]
        return
    if is_comparison(node) and not _is_constant(node):
        yield node
    if isinstance(node, Call) and node.function in ABSENCES:
        yield from list(_conditions(node.arguments[0])) or [node]
        return
    for child in below(node):
        yield from _conditions(child)


def _is_constant(node: Node) -> bool:
    """Whether it is made of numbers alone, the time not among them."""
    return all(isinstance(part, Number | Binary | Call) for part in every(node)) and not any(
        isinstance(part, Call) and part.function not in {"vector", "scalar"} for part in every(node)
    )


def ways(node: Node, holds: bool) -> list[Way]:
    """Ways to make it have samples, or none: all requirements of one way together do."""
    return list(islice(_ways(node, holds), _MOST_WAYS))


def _ways(node: Node, holds: bool) -> Iterator[Way]:
    match node:
        case Binary(operator="and"):
            yield from _together(node, holds, True) if holds else _alternatives(node, False, False)
        case Binary(operator="or"):
            yield from _alternatives(node, True, True) if holds else _together(node, False, False)
        case Binary(operator="unless"):
            yield from _together(node, True, False) if holds else _alternatives(node, False, True)
        case Call(function="absent_over_time", arguments=(Matrix() | Subquery(),)):
            # Of a range nobody asks whether it has samples.
            yield (Requirement(node, holds),)
        case Call(function="absent" | "absent_over_time"):
            yield from ((*way, Requirement(node, holds)) for way in _ways(node.arguments[0], not holds))
        case _:
            inner = [_filters(*below(node)), _needed(*below(node))] if holds else [()]
            for parts in dict.fromkeys(map(tuple, inner)):
                yield (*(Requirement(part, True) for part in parts), Requirement(node, holds))


def _together(node: Binary, left: bool, right: bool) -> Iterator[Way]:
    for first, second in product(ways(node.left, left), ways(node.right, right)):
        yield first + second


def _alternatives(node: Binary, left: bool, right: bool) -> Iterator[Way]:
    for first, second in zip(ways(node.left, left), ways(node.right, right), strict=False):
        yield first
        yield second


def _filters(*nodes: Node) -> Iterator[Node]:
    """Comparisons in them that let through some samples only: without any there is mostly nothing to go on with."""
    for part in (part for node in nodes for part in every(node)):
        if isinstance(part, Binary) and is_comparison(part) and not part.returns_bool and not _is_constant(part):
            yield part


def _needed(*nodes: Node) -> list[Node]:
    """Those without which there is nothing: but for `or`, which has something else to go on with."""
    spared = {id(part) for node in nodes for either in every(node) if _is_either(either) for part in every(either)}
    return [part for part in _filters(*nodes) if id(part) not in spared]


def _is_either(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator == "or"


def around(root: Node, condition: Node) -> tuple[list[Way], bool]:
    """What else must be so that this condition alone decides, in several ways; and whether it must hold, or not."""
    if root is condition:
        return [()], True
    child = next(child for child in below(root) if any(part is condition for part in every(child)))
    inner, holds = around(child, condition)
    match root:
        case Binary(operator="or") if _is_constant(root.right) or _is_constant(root.left):
            return inner, holds
        case Binary(operator="and" | "or" | "unless"):
            other = root.right if child is root.left else root.left
            wanted = root.operator == "and" or (root.operator == "unless" and child is root.right)
            inverted = root.operator == "unless" and child is root.right
            return _joined(inner, ways(other, wanted)), holds is not inverted
        case Call(function="absent" | "absent_over_time"):
            return inner, not holds
        case _:
            siblings = [sibling for sibling in below(root) if sibling is not child]
            settings = dict.fromkeys([tuple(_filters(*siblings)), tuple(_needed(*siblings))])
            needed = [tuple(Requirement(part, True) for part in parts) for parts in settings]
            return _joined(inner, [*needed, *_undecided(siblings)]), holds


def _undecided(siblings: Sequence[Node]) -> Iterator[Way]:
    """Where what is compared is told as 0 or 1, so many others that are 1 that of a sum one alone decides."""
    told = [part for sibling in siblings for part in every(sibling) if is_comparison(part)]
    if told and all(isinstance(part, Binary) and part.returns_bool for part in told):
        for ones in range(len(told)):
            yield tuple(Requirement(part, number < ones) for number, part in enumerate(told))


def _joined(left: list[Way], right: list[Way]) -> list[Way]:
    return [first + second for first, second in islice(product(left, right), _MOST_WAYS)]
