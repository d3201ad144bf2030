"""Functions of the same arguments."""

from observability.promql.tree import Call
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP
from observability.review.effect import Effect
from observability.review.parts.weighed import Weighed

# Of the same samples, each is not below those after it.
_ORDER = ("max_over_time", "avg_over_time", "min_over_time")
# The same on the whole, at other speeds.
_ALIKE = frozenset({"rate", "irate"})


def weigh(difference: Difference) -> Weighed | None:
    """A function that is another one."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Call) and isinstance(new, Call)) or old.arguments != new.arguments:
        return None
    reason = f"takes {new.function}() where it took {old.function}()"
    return Weighed(Kind.EXPRESSION, _effect(old.function, new.function), reason, old.function, new.function)


def _effect(old: str, new: str) -> Effect:
    if {old, new} <= set(_ORDER):
        return Effect(UP if _ORDER.index(new) < _ORDER.index(old) else DOWN, NONE)
    return Effect(BOTH, NONE) if {old, new} == _ALIKE else Effect(UNKNOWN, UNKNOWN)
