"""What never changes, where only change counts: in `increase((x or 0 * absent(x))[15m:]) > 4` the zero is nobody's."""

from attrs import evolve

from observability.mutation.labels import labels
from observability.mutation.pinned import excludes, pins
from observability.promql.families import ABSENCES
from observability.promql.tree import Binary, Call, Matching, Node, Number, Subquery

_CHANGES = frozenset({"rate", "increase", "irate", "delta", "idelta", "deriv", "changes", "resets"})
_NO_LABELS: frozenset[str] = frozenset()


def without_still(node: Binary) -> Binary:
    """The comparison of a change with a limit that no standstill reaches, without what stands still beside the rest."""
    match node:
        case Binary(">" | ">=" as compared, Call(function, (Subquery() as steps,)) as change, Number(limit)) if (
            function in _CHANGES and not node.returns_bool and (limit > 0 or (limit == 0 and compared == ">"))
        ):
            moving = evolve(steps, expr=_moving(steps.expr))
            return evolve(node, left=evolve(change, arguments=(moving,)))
        case _:
            return node


def apart(node: Binary) -> Node:
    """The left side of `unless`, where no sample of the right side has its labels."""
    return node.left if node.matching == Matching() and _never_meet(node.left, node.right) else node


def _moving(node: Node) -> Node:
    match node:
        case Binary("or", left, right) if node.matching == Matching() and _is_still(right) and _never_meet(left, right):
            return left
        case _:
            return node


def _never_meet(left: Node, right: Node) -> bool:
    """Whether samples of the right side have no labels, and those of the left one have some."""
    return labels(right) == _NO_LABELS and any(excludes(matcher, "") for matcher in pins(left))


def _is_still(node: Node) -> bool:
    """Whether all its samples are the same number, at all times."""
    match node:
        case Call(function) if function in ABSENCES:
            return True
        case Number() | Call("vector", (Number(),)):
            return True
        case Binary("+" | "-" | "*" | "/", left, right):
            return _is_still(left) and _is_still(right)
        case _:
            return False
