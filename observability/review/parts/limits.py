"""Numbers: a limit that something is compared with, or any other."""

from attrs import evolve

from observability.promql.normal import normal
from observability.promql.tree import COMPARISONS, Binary, Node, Number
from observability.promql.writing import number
from observability.proof.words import shortened
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import DOWN, NONE, UNKNOWN, UP
from observability.review.effect import Effect
from observability.review.parts.holding import compared
from observability.review.parts.weighed import Weighed
from observability.review.units import RATIO, shown, unit_of

_EXACT = frozenset({"==", "!="})
WORDS = {
    ">": "above {}",
    ">=": "at {} or more",
    "<": "below {}",
    "<=": "at {} or less",
    "==": "at exactly {}",
    "!=": "at anything but {}",
}
SAME = ": these are the same values"


def weigh(difference: Difference) -> Weighed | None:
    """A number that is another one, and how it is compared."""
    match difference.old, difference.new:
        case Number(old), Number(new):
            return _number(difference, old, new)
        case Binary(one, left, Number(old)), Binary(other, same, Number(new)) if left == same and old != new:
            if {one, other} <= COMPARISONS and not difference.old.returns_bool and not difference.new.returns_bool:
                before, after = (
                    WORDS[operator].format(text)
                    for operator, text in zip((one, other), in_its_unit(left, old, new), strict=True)
                )
                return _limit(difference, (difference.old, difference.new), (before, after), above=0)
    return None


def _number(difference: Difference, old: float, new: float) -> Weighed:
    match difference.parent:
        case Binary(operator, subject, Number()) as parent if operator in COMPARISONS:
            before, after = (WORDS[operator].format(text) for text in in_its_unit(subject, old, new))
            if not parent.returns_bool:
                pair = evolve(parent, right=difference.old), evolve(parent, right=difference.new)
                return _limit(difference, pair, (before, after), above=1)
            effect = _greater(old, new)
            return Weighed(Kind.THRESHOLD, effect, _reason(difference, parent, before, after), before, after)
        case _:
            before, after = number(old), number(new)
            return Weighed(
                Kind.EXPRESSION, _greater(old, new), f"counts with {after} where it was {before}", before, after
            )


def _greater(old: float, new: float) -> Effect:
    return Effect(UP if new > old else DOWN if new < old else UNKNOWN)


def _limit(difference: Difference, pair: tuple[Binary, Binary], told: tuple[str, str], above: int) -> Weighed:
    """A comparison with another number."""
    old, new = pair
    before, after = told
    direction = compared(old, new, by_name=difference.by_name)
    of_all = len(difference.way) - above
    reason = _reason(evolve(difference, old=old, new=new, way=difference.way[:of_all]), old, before, after)
    reason += SAME if direction is NONE else ""
    return Weighed(Kind.THRESHOLD, Effect(NONE, direction), reason, before, after, above=above)


def in_its_unit(subject: Node, *values: float) -> list[str]:
    """Limits of a subject for a person; shares only where all of them are some."""
    unit = unit_of(normal(subject))
    if unit == RATIO and any(abs(value) > 1 for value in values):
        unit = ""
    return [shown(value, unit) for value in values]


def _reason(difference: Difference, parent: Binary, before: str, after: str) -> str:
    """In a condition that keeps the alert from firing, it is not the alert that fires there."""
    among = f", of `{shortened(parent.left)}`" if difference.way else ""
    holds = difference.at_root(Effect(NONE, UP)).firing
    if holds is UP:
        return f"fires {after} where it fired {before}{among}"
    return f"a condition within it holds {after} where it held {before}{among}"
