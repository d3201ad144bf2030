"""Functions of the same arguments."""

from observability.promql.tree import Call, Matrix
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, DOWN, UNKNOWN, UP
from observability.review.effect import Effect
from observability.review.parts.weighed import Weighed
from observability.review.signs import values

# Of the same samples, none is below those of a lower rank; those of one rank may be either way.
_RANKS = {
    "sum_over_time": 3,
    "max_over_time": 2,
    "avg_over_time": 1,
    "last_over_time": 1,
    "first_over_time": 1,
    "min_over_time": 0,
}
_POSITIVE_ONLY = "sum_over_time"
# The same on the whole, at other speeds.
_ALIKE = frozenset({"rate", "irate"})
_SECOND = 1_000


def weigh(difference: Difference) -> Weighed | None:
    """A function that is another one."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Call) and isinstance(new, Call)) or old.arguments != new.arguments:
        return None
    reason = f"takes {new.function}() where it took {old.function}()"
    return Weighed(Kind.EXPRESSION, _effect(old, new, by_name=difference.by_name), reason, old.function, new.function)


def _effect(old: Call, new: Call, *, by_name: bool) -> Effect:
    names = {old.function, new.function}
    if names <= _RANKS.keys() and (_POSITIVE_ONLY not in names or values(old.arguments[0], by_name=by_name).low >= 0):
        before, after = _RANKS[old.function], _RANKS[new.function]
        return Effect(UP if after > before else DOWN if after < before else BOTH)
    match old.arguments:
        case (Matrix(_, window),) if names == {"rate", "increase"} and window >= _SECOND:
            # The increase of a second is the rate.
            return Effect(UP if new.function == "increase" else DOWN)
        case _:
            return Effect(BOTH) if names == _ALIKE else Effect(UNKNOWN, UNKNOWN)
