"""Of what is compared with zero or more, parts that ask for no more than that: `(x >= 0) / (y > 0) > 0.8`."""

from attrs import evolve

from observability.mutation.signs import in_order
from observability.promql.tree import Binary, Matching, Node, Number

_EVERY_LABEL = Matching()


def unasked(node: Binary) -> Binary:
    """The comparison without such a part: what it would not let through is below zero, or zero, in the end as well."""
    match node:
        case Binary(">" | ">=" as compared, left, Number(limit), returns_bool=False) if limit > 0 or (
            limit == 0 and compared == ">"
        ):
            return evolve(node, left=_bare(left))
        case _:
            return node


def _bare(node: Node) -> Node:
    match node:
        case Binary("*" | "/", left, right) if node.matching == _EVERY_LABEL and _is_positive(right):
            bare = evolve(node, left=_bare(left))
            return in_order(bare) if node.operator == "*" else bare
        case Binary("*", left, right) if node.matching == _EVERY_LABEL and _is_positive(left):
            return in_order(evolve(node, right=_bare(right)))
        case Binary(">" | ">=", of, Number(limit), returns_bool=False) if limit <= 0:
            return of
        case _:
            return node


def _is_positive(node: Node) -> bool:
    match node:
        case Number(value):
            return value > 0
        case Binary(">" | ">=" as compared, _, Number(limit), returns_bool=False):
            return limit > 0 or (limit == 0 and compared == ">")
        case _:
            return False
