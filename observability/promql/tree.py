"""The syntax tree as we look at it: plain values that compare, hash, and can be taken apart and put together.

Spans of time are whole milliseconds. Parentheses are not kept: the tree's shape says what they said.
"""

from collections.abc import Iterator

from attrs import evolve, frozen

from observability.model.selector import Selector


@frozen(cache_hash=True)
class Number:
    """A number that stands in the text."""

    value: float


@frozen(cache_hash=True)
class String:
    """A string that stands in the text."""

    value: str


@frozen(cache_hash=True)
class Vector:
    """A selector, read `offset` milliseconds ago, or at a fixed time (`at`, as it is written after the @)."""

    selector: Selector
    offset: int = 0
    at: str = ""


@frozen(cache_hash=True)
class Matrix:
    """A selector over a window: `x[5m]`."""

    vector: Vector
    window: int


@frozen(cache_hash=True)
class Subquery:
    """An expression over a window: `(x > 5)[1h:1m]`. A step of 0 is the evaluation interval."""

    expr: "Node"
    window: int
    step: int = 0
    offset: int = 0
    at: str = ""


@frozen(cache_hash=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple["Node", ...] = ()


@frozen(cache_hash=True)
class Aggregation:
    """`sum by (labels) (expr)`; `sum(expr)` is one by no label. `parameter` is the number of `topk` and its like."""

    operator: str
    expr: "Node"
    labels: tuple[str, ...] = ()
    without: bool = False
    parameter: "Node | None" = None


@frozen(cache_hash=True)
class Matching:
    """How the sides of an operator find each other: by all labels but these, or with `on` by these alone.

    `many` is the side, `left` or `right`, that may have several series for one of the other; `include` are the
    labels that it takes over from that one.
    """

    labels: tuple[str, ...] = ()
    on: bool = False
    many: str = ""
    include: tuple[str, ...] = ()


@frozen(cache_hash=True)
class Binary:
    """An operator between two expressions. `returns_bool` is the `bool` after a comparison."""

    operator: str
    left: "Node"
    right: "Node"
    matching: Matching = Matching()
    returns_bool: bool = False


@frozen(cache_hash=True)
class Negation:
    """A minus before an expression."""

    expr: "Node"


Node = Number | String | Vector | Matrix | Subquery | Call | Aggregation | Binary | Negation

COMPARISONS = frozenset({"==", "!=", ">", "<", ">=", "<="})
SET_OPERATORS = frozenset({"and", "or", "unless"})


def below(node: Node) -> tuple[Node, ...]:
    """The nodes right under a node, in the order of the text."""
    match node:
        case Matrix():
            return (node.vector,)
        case Subquery() | Negation():
            return (node.expr,)
        case Call():
            return node.arguments
        case Aggregation():
            return (node.expr,) if node.parameter is None else (node.parameter, node.expr)
        case Binary():
            return (node.left, node.right)
        case _:
            return ()


def every(node: Node) -> Iterator[Node]:
    """The node and all under it, each before those under it."""
    yield node
    for child in below(node):
        yield from every(child)


def with_below(node: Node, children: tuple[Node, ...]) -> Node:
    """The node with others under it, as many and in the order that `below` has.

    Raises:
        TypeError: a window needs a selector.
    """
    match node:
        case Matrix():
            (vector,) = children
            if not isinstance(vector, Vector):
                raise TypeError("a window needs a selector")
            return evolve(node, vector=vector)
        case Subquery() | Negation():
            return evolve(node, expr=children[0])
        case Call():
            return evolve(node, arguments=children)
        case Aggregation():
            parameter = None if node.parameter is None else children[0]
            return evolve(node, parameter=parameter, expr=children[-1])
        case Binary():
            return evolve(node, left=children[0], right=children[1])
        case _:
            return node
