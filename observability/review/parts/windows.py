"""How far back is looked."""

from attrs import evolve

from observability.model.durations import Duration
from observability.promql.tree import Call, Matrix, Node, Subquery
from observability.proof.bounds import bounds
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, NONE, UP
from observability.review.effect import Effect
from observability.review.parts.weighed import Weighed

_GREATER = frozenset({"max_over_time", "count_over_time", "increase", "changes", "resets"})
_SMALLER = frozenset({"min_over_time"})


def weigh(difference: Difference) -> Weighed | None:
    """A window that is another one, over the same."""
    match difference.old, difference.new:
        case Matrix(_, old) | Subquery(_, old), Matrix(_, new) | Subquery(_, new) if old != new:
            if _with(difference.old, new) != difference.new:
                return None
        case _:
            return None
    before, after = str(Duration(old)), str(Duration(new))
    effect, more = _effect(difference, longer=new > old)
    reason = f"looks back over {after} where it was {before}{more}"
    return Weighed(Kind.WINDOW, effect, reason, before, after, above=1 if difference.way else 0)


def _with(node: Node, window: int) -> Node:
    return evolve(node, window=window) if isinstance(node, Matrix | Subquery) else node


def _effect(difference: Difference, *, longer: bool) -> tuple[Effect, str]:
    """On the function that reads the window."""
    direction = UP if longer else -UP
    match difference.parent:
        case Call("sum_over_time") if bounds(difference.old).low >= 0:
            return Effect(direction, NONE), ""
        case Call(function) if function in _GREATER:
            return Effect(direction, NONE), ""
        case Call(function) if function in _SMALLER:
            return Effect(-direction, NONE), ""
        case Call("absent_over_time"):
            return Effect(NONE, -direction), ""
        case Call("present_over_time"):
            return Effect(NONE, direction), ""
        case _:
            words = "later, and less to short peaks" if longer else "sooner, and more to short peaks"
            return Effect(BOTH, NONE), f": it reacts {words}"
