"""Numbers: a limit that something is compared with, or any other."""

from observability.promql.normal import normal
from observability.promql.tree import COMPARISONS, Binary, Node, Number
from observability.promql.writing import number
from observability.proof.words import shortened
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP
from observability.review.effect import Effect
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


def weigh(difference: Difference) -> Weighed | None:
    """A number that is another one."""
    match difference.old, difference.new:
        case Number(old), Number(new):
            pass
        case _:
            return None
    effect = Effect(UP if new > old else DOWN if new < old else UNKNOWN, NONE)
    match difference.parent:
        case Binary(operator, subject) as parent if operator in COMPARISONS:
            before, after = (WORDS[operator].format(text) for text in in_its_unit(subject, old, new))
            reason = _reason(difference, parent, before, after)
            if operator in _EXACT and not parent.returns_bool and old != new:
                # What is exactly the one is not the other.
                return Weighed(Kind.THRESHOLD, Effect(NONE, BOTH), reason, before, after, above=1)
            return Weighed(Kind.THRESHOLD, effect, reason, before, after)
        case _:
            before, after = number(old), number(new)
            return Weighed(Kind.EXPRESSION, effect, f"counts with {after} where it was {before}", before, after)


def in_its_unit(subject: Node, *values: float) -> list[str]:
    """Limits of a subject for a person; shares only where all of them are some."""
    unit = unit_of(normal(subject))
    if unit == RATIO and any(abs(value) > 1 for value in values):
        unit = ""
    return [shown(value, unit) for value in values]


def _reason(difference: Difference, parent: Binary, before: str, after: str) -> str:
    """In a condition that keeps the alert from firing, it is not the alert that fires there."""
    among = f", of `{shortened(parent.left)}`" if len(difference.way) > 1 else ""
    holds = difference.at_root(Effect(UP, NONE)).samples
    usual = DOWN if parent.operator in {">", ">="} else UP
    if holds is usual or parent.operator in _EXACT:
        return f"fires {after} where it fired {before}{among}"
    return f"a condition within it holds {after} where it held {before}{among}"
