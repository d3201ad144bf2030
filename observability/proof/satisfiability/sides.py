"""What is known of an operator because its sides read the same: `x - x`, a part of a whole, `x and absent(x)`."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from attrs import evolve, frozen

from observability.model.selector import Matcher
from observability.promql.families import ABSENCES
from observability.promql.tree import Aggregation, Binary, Call, Matching, Matrix, Node, Number, Subquery, Vector, below
from observability.proof.satisfiability.intervals import ANY, POSITIVE, Interval, point

_SHARE = Interval(0.0, 1.0)
_EVERY_LABEL = Matching()


def alike(node: Binary) -> bool:
    """Whether each sample is held against itself."""
    return node.left == node.right and node.matching == _EVERY_LABEL


def related(node: Binary) -> Interval:
    """What arithmetic of such sides can come to, samples being finite numbers."""
    match node.operator, node.right:
        case "-", _ if alike(node):
            return point(0.0)
        case "/", _ if alike(node):
            return point(1.0)
        case "/", Aggregation() as whole if _is_part(node.left, whole) and not node.matching.many:
            return _SHARE
        case "%", Number(by):
            return Interval(-abs(by), abs(by))
        case "^", Number(power) if power % 2 == 0:
            return POSITIVE
        case _:
            return ANY


def absent_beside(node: Binary) -> Vector | None:
    """Series that one side of an `and` asks to be there and the other to be absent; None where there are none."""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Call) and one.function == "absent" and one.arguments[0] in set(_needed(other)):
            return one.arguments[0] if isinstance(one.arguments[0], Vector) else None
    return None


def _needed(node: Node) -> Iterator[Node]:
    """The series that must be there, now, for a result."""
    match node:
        case Vector():
            yield node
        case Binary(operator="or") | Matrix() | Subquery():
            return
        case Binary(operator="unless"):
            yield from _needed(node.left)
        case Call(function) if function in ABSENCES or function in {"vector", "scalar"}:
            return
        case _:
            for child in below(node):
                yield from _needed(child)


def _is_part(node: Node, whole: Aggregation) -> bool:
    """Whether it sums some of just those counters that the whole sums all of, by the same labels."""
    if not isinstance(node, Aggregation) or node.operator != "sum" or whole.operator != "sum":
        return False
    part, all_of = _counted(node.expr), _counted(whole.expr)
    if part is None or all_of is None or (node.labels, node.without) != (whole.labels, whole.without):
        return False
    return part.matchers >= all_of.matchers and evolve(part, matchers=all_of.matchers) == all_of


@frozen
class _Counted:
    """What is counted of which counters, and when."""

    function: str
    metric: str
    matchers: AbstractSet[Matcher]
    window: int
    offset: int
    at: str


def _counted(node: Node) -> _Counted | None:
    match node:
        case Call("rate" | "increase" as function, (Matrix(Vector(selector, offset, at), window),)):
            return _Counted(function, selector.metric, frozenset(selector.matchers), window, offset, at)
        case _:
            return None
