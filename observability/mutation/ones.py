"""What is 1, or what is 0 or 1: to add up ones is to count them, and of truths a quotient is 1 where the product is."""

from attrs import evolve

from observability.mutation.signs import in_order
from observability.promql.tree import Aggregation, Binary, Call, Node, Number

_ONE = Number(1.0)
_OF_TRUTHS = frozenset({"*", "/"})


def ones(node: Node) -> bool:
    """Whether all its samples are 1."""
    match node:
        case Binary("==", left, right, returns_bool=False):
            return _ONE in (left, right)
        case Binary("and" | "unless", left=left):
            return ones(left)
        case Binary("or", left, right):
            return ones(left) and ones(right)
        case Aggregation("group") | Call("present_over_time" | "absent" | "absent_over_time"):
            return True
        case _:
            return False


def counted(node: Aggregation) -> Aggregation:
    """A sum of ones as what it is: how many there are."""
    return evolve(node, operator="count") if node.operator == "sum" and ones(node.expr) else node


def of_truths(node: Binary) -> Binary:
    """A comparison with 1 of what truths are multiplied or divided by one another: all of them have to be 1."""
    match node:
        case Binary("==", left, Number(1.0)):
            return evolve(node, left=_multiplied(left))
        case Binary("==", Number(1.0), right):
            return evolve(node, right=_multiplied(right))
        case _:
            return node


def _multiplied(node: Node) -> Node:
    match node:
        case Binary(operator=operator, left=left, right=right) if operator in _OF_TRUTHS and _are_truths(node):
            return in_order(evolve(node, operator="*", left=_multiplied(left), right=_multiplied(right)))
        case _:
            return node


def _are_truths(node: Node) -> bool:
    if not isinstance(node, Binary):
        return False
    return node.returns_bool or (node.operator in _OF_TRUTHS and _are_truths(node.left) and _are_truths(node.right))
