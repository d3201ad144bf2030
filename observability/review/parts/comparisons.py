"""Operators between two sides that stayed the same."""

from attrs import evolve

from observability.promql.tree import COMPARISONS, SET_OPERATORS, Binary, Matching, Number
from observability.proof.words import shortened
from observability.review.change import Kind
from observability.review.differences import OF_THE_FIRST, Difference
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP, Direction
from observability.review.effect import Effect
from observability.review.parts.holding import compared
from observability.review.parts.limits import SAME, WORDS, in_its_unit
from observability.review.parts.weighed import Weighed

# On which sides of the limit each holds.
_HOLDS = {">": "+", ">=": "+0", "<": "-", "<=": "-0", "==": "0", "!=": "+-"}


def weigh(difference: Difference) -> Weighed | None:
    """A comparison, or any other operator, that is another one."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Binary) and isinstance(new, Binary)):
        return None
    if old.operator in OF_THE_FIRST and evolve(old, left=old.right, right=old.left) == new:
        before, after = (f"`{shortened(one.left)}`" for one in (old, new))
        reason = f"has the values of {after} where it had those of {before}"
        other_labels = old.matching != Matching()
        return Weighed(Kind.EXPRESSION, Effect(UNKNOWN, relabelled=other_labels), reason, before, after)
    if (old.left, old.right) != (new.left, new.right):
        return None
    if not {old.operator, new.operator} <= COMPARISONS or old.returns_bool or new.returns_bool:
        return Weighed(Kind.EXPRESSION, _of_operators(old, new), *_joined(old, new))
    if old.operator == new.operator:
        return Weighed(Kind.EXPRESSION, Effect(UNKNOWN, UNKNOWN), *_joined(old, new))
    samples = _direction(old, new, by_name=difference.by_name)
    before, after, reason = *_told(old, new)[1:], _told(old, new)[0]
    return Weighed(Kind.COMPARISON, Effect(NONE, samples), reason + (SAME if samples is NONE else ""), before, after)


def _direction(old: Binary, new: Binary, *, by_name: bool) -> Direction:
    if isinstance(old.right, Number):
        return compared(old, new, by_name=by_name)
    before, after = set(_HOLDS[old.operator]), set(_HOLDS[new.operator])
    return UP if before < after else DOWN if after < before else BOTH


def _of_operators(old: Binary, new: Binary) -> Effect:
    """Of both sides there is the most with `or`; of other operators nothing is known."""
    if old.matching != new.matching or not {old.operator, new.operator} <= SET_OPERATORS:
        return Effect(UNKNOWN, UNKNOWN)
    return Effect(NONE, UP if new.operator == "or" else DOWN if old.operator == "or" else BOTH)


def _told(old: Binary, new: Binary) -> tuple[str, str, str]:
    if isinstance(old.right, Number):
        (limit,) = in_its_unit(old.left, old.right.value)
        before, after = WORDS[old.operator].format(limit), WORDS[new.operator].format(limit)
        return f"fires {after} where it fired {before}", before, after
    return f"compares by {new.operator} where it compared by {old.operator}", old.operator, new.operator


def _joined(old: Binary, new: Binary) -> tuple[str, str, str]:
    if old.operator == new.operator and old.returns_bool is new.returns_bool:
        return "matches its two sides by other labels", _by(old), _by(new)
    if {old.operator, new.operator} <= SET_OPERATORS:
        told = f"joins its conditions by `{new.operator}` where it joined them by `{old.operator}`"
        return told, old.operator, new.operator
    return f"calculates with {_operator(new)} where it was {_operator(old)}", _operator(old), _operator(new)


def _operator(node: Binary) -> str:
    return f"{node.operator} bool" if node.returns_bool else node.operator


def _by(node: Binary) -> str:
    word = "on" if node.matching.on else "ignoring"
    many = f" group_{node.matching.many}" if node.matching.many else ""
    return f"{word} ({', '.join(node.matching.labels)}){many}"
