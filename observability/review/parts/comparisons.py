"""Operators between two sides that stayed the same."""

from observability.promql.tree import COMPARISONS, Binary, Number
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP
from observability.review.effect import Effect
from observability.review.parts.limits import WORDS, in_its_unit
from observability.review.parts.weighed import Weighed

# On which sides of the limit each holds.
_HOLDS = {">": "+", ">=": "+0", "<": "-", "<=": "-0", "==": "0", "!=": "+-"}


def weigh(difference: Difference) -> Weighed | None:
    """A comparison, or any other operator, that is another one."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Binary) and isinstance(new, Binary)) or (old.left, old.right) != (new.left, new.right):
        return None
    if not {old.operator, new.operator} <= COMPARISONS or old.returns_bool or new.returns_bool:
        return Weighed(Kind.EXPRESSION, Effect(UNKNOWN, UNKNOWN), *_joined(old, new))
    if old.operator == new.operator:
        return Weighed(Kind.EXPRESSION, Effect(NONE, UNKNOWN), *_joined(old, new))
    before, after = set(_HOLDS[old.operator]), set(_HOLDS[new.operator])
    samples = UP if before < after else DOWN if after < before else BOTH
    return Weighed(Kind.COMPARISON, Effect(NONE, samples), *_told(old, new))


def _told(old: Binary, new: Binary) -> tuple[str, str, str]:
    if isinstance(old.right, Number):
        (limit,) = in_its_unit(old.left, old.right.value)
        before, after = WORDS[old.operator].format(limit), WORDS[new.operator].format(limit)
        return f"fires {after} where it fired {before}", before, after
    return f"compares by {new.operator} where it compared by {old.operator}", old.operator, new.operator


def _joined(old: Binary, new: Binary) -> tuple[str, str, str]:
    if old.operator == new.operator and old.returns_bool is new.returns_bool:
        return "matches its two sides by other labels", _by(old), _by(new)
    return f"calculates with {_operator(new)} where it was {_operator(old)}", _operator(old), _operator(new)


def _operator(node: Binary) -> str:
    return f"{node.operator} bool" if node.returns_bool else node.operator


def _by(node: Binary) -> str:
    word = "on" if node.matching.on else "ignoring"
    many = f" group_{node.matching.many}" if node.matching.many else ""
    return f"{word} ({', '.join(node.matching.labels)}){many}"
