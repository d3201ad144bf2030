"""How far back is looked."""

from attrs import evolve

from observability.model.durations import Duration
from observability.promql.tree import Aggregation, Binary, Call, Matrix, Node, Number, Subquery
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, NONE, UP, Direction
from observability.review.effect import Effect
from observability.review.parts.weighed import Weighed
from observability.review.signs import values

_GREATER = frozenset({"max_over_time", "count_over_time", "changes", "resets"})
_SMALLER = frozenset({"min_over_time"})
# They look at the last samples alone.
_LAST = frozenset({"last_over_time", "irate", "idelta"})
# Above 0 once anything was counted in the window, which a longer one holds as well.
_COUNTED = frozenset({"rate", "increase"})
_ANY = frozenset({"sum", "max", "avg"})


def weigh(difference: Difference) -> Weighed | None:
    """A window that is another one, over the same."""
    match difference.old, difference.new:
        case Matrix(_, old) | Subquery(_, old), Matrix(_, new) | Subquery(_, new) if old != new:
            if _with(difference.old, new) != difference.new:
                return None
        case _:
            return None
    before, after = str(Duration(old)), str(Duration(new))
    reason = f"looks back over {after} where it was {before}"
    if (zero := _compared_with_zero(difference)) is not None:
        holds = _holding(zero[0], longer=new > old)
        return Weighed(Kind.WINDOW, Effect(BOTH, holds), reason, before, after, above=zero[1])
    effect, more = _effect(difference, longer=new > old)
    return Weighed(Kind.WINDOW, effect, reason + more, before, after, above=1 if difference.way else 0)


def _with(node: Node, window: int) -> Node:
    return evolve(node, window=window) if isinstance(node, Matrix | Subquery) else node


def _effect(difference: Difference, *, longer: bool) -> tuple[Effect, str]:
    """On the function that reads the window. Of series that have ended a longer one still has samples."""
    direction = UP if longer else -UP
    match difference.parent:
        case Call("sum_over_time") if values(difference.old, by_name=difference.by_name).low >= 0:
            return Effect(direction, ended=direction), ""
        case Call(function) if function in _GREATER:
            return Effect(direction, ended=direction), ""
        case Call(function) if function in _SMALLER:
            return Effect(-direction, ended=direction), ""
        case Call(function) if function in _LAST:
            return Effect(ended=direction), ": it only matters for series that end"
        case Call("absent_over_time"):
            return Effect(NONE, -direction), ""
        case Call("present_over_time"):
            return Effect(NONE, direction), ""
        case _:
            words = "later, and less to short peaks" if longer else "sooner, and more to short peaks"
            return Effect(BOTH, ended=direction), f": it reacts {words}"


def _compared_with_zero(difference: Difference) -> tuple[str, int] | None:
    """How what is counted in a window is compared with 0, as it is or of several together; how far above that is."""
    way = list(reversed(difference.way))
    for above, (parent, _) in enumerate(way, 1):
        match parent:
            case Call(function) if above == 1 and function in _COUNTED:
                continue
            case Aggregation(operator) if above > 1 and operator in _ANY:
                continue
            case Binary(">" | "!=" | "==" | "<=" as operator, _, Number(0.0), returns_bool=False) if above > 1:
                return operator, above
            case _:
                return None
    return None


def _holding(operator: str, *, longer: bool) -> Direction:
    return UP if longer is (operator in {">", "!="}) else -UP
