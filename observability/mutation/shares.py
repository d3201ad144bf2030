"""A share of what there is: `clamp((part or 0 * whole) / (whole > 0), 0, 1)`.

What stands after the `or` decides nothing but whether it is there, and it is wherever the whole is.
"""

from attrs import evolve

from observability.mutation.presence import presence
from observability.promql.tree import Aggregation, Binary, Call, Node, Number, Vector

_NONE: frozenset[str] = frozenset()


def share(node: Node) -> Node:
    """The expression with its zero written in one way, if it is such a share and that part of it is a zero."""
    match node:
        case Call(
            "clamp", (Binary("/", Binary("or", _, zero) as part, Binary(">", whole, Number(0.0))) as ratio, low, _)
        ):
            if isinstance(low, Number) and low.value == 0 and _is_zero(zero, whole):
                filled = evolve(part, right=Binary("*", Number(0.0), presence(whole, _NONE)))
                return evolve(node, arguments=(evolve(ratio, left=filled), *node.arguments[1:]))
    return node


def _is_zero(node: Node, whole: Node) -> bool:
    """Whether it is no number above zero and is there wherever the whole is above zero."""
    match node:
        case Binary("*", Number(factor), of) if factor == 0:
            return _covers(of, presence(whole, _NONE))
        case Binary("*", of, Number(factor)) | Binary("*" | "/", Number(factor), of) if factor <= 0:
            return of == whole
        case _:
            return False


def _covers(node: Node, other: Node) -> bool:
    """Whether it has samples of all groups of which the other has some."""
    match node, other:
        case Aggregation(expr=Vector() as wide), Aggregation(expr=Vector() as narrow):
            few, many = (set(one.selector.matchers) for one in (wide, narrow))
            bare = evolve(wide, selector=evolve(wide.selector, matchers=narrow.selector.matchers))
            return few <= many and evolve(node, expr=bare) == other
        case _:
            return False
