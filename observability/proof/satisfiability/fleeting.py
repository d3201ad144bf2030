"""What is new, and what is gone: `x unless x offset 10m` holds for ten minutes and no longer, whatever the series."""

from attrs import evolve

from observability.model.durations import Duration
from observability.promql.tree import Binary, Matching, Node, Number, Subquery, Vector, below, every, with_below
from observability.proof.evaluator.functions import tells_the_time

_EVERY_LABEL = Matching()
# Rules are evaluated each minute, or some times a minute: between, what is there or not is not looked at.
_MINUTE = 60_000


def fleeting(node: Node) -> tuple[Node, Duration] | None:
    """Such a part, of which each sample of the result is one, and for how long it holds; None where there is none."""
    match node:
        case Binary("unless", left, right):
            apart = _apart(left, right)
            return (node, Duration(apart)) if apart else fleeting(left)
        case Binary("and", left, right):
            return fleeting(left) or (fleeting(right) if node.matching == _EVERY_LABEL else None)
        case Binary(left=left, right=Number()):
            return fleeting(left)
        case _:
            return None


def _apart(one: Node, other: Node) -> int:
    """How far apart in time two expressions are, in milliseconds, that are the same but for that; else 0.

    What hangs on the time of the evaluation is not the same later: a clock, and the steps of a subquery. And what is
    still to come is not there until then.
    """
    parts = [*every(one), *every(other)]
    if tells_the_time(one) or any(isinstance(part, Subquery) or _is_to_come(part) for part in parts):
        return 0
    first, second = (next((part for part in every(node) if isinstance(part, Vector)), None) for node in (one, other))
    if first is None or second is None:
        return 0
    apart = second.offset - first.offset
    return abs(apart) if apart % _MINUTE == 0 and _shifted(one, apart) == other else 0


def _is_to_come(node: Node) -> bool:
    return isinstance(node, Vector) and node.offset < 0


def _shifted(node: Node, apart: int) -> Node:
    if isinstance(node, Vector):
        # What is read at a given time is so whenever it is asked for.
        return node if node.at else evolve(node, offset=node.offset + apart)
    return with_below(node, tuple(_shifted(child, apart) for child in below(node)))
