"""What is made of several series, and which of them are taken together."""

from observability.promql.tree import Aggregation, Binary, Node, Number
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP, Direction
from observability.review.effect import Effect
from observability.review.parts.weighed import Weighed
from observability.review.signs import values

# Of the same values, each is not below those after it; a sum is where no value is below zero.
_ORDER = ("sum", "max", "avg", "min")
# What becomes of the value where fewer series are taken together.
_FINER = {"sum": DOWN, "count": DOWN, "max": DOWN, "min": UP, "group": NONE, "avg": BOTH, "quantile": BOTH}
# Compared so, the largest (or smallest) of all is that of one of the parts: it fires for the same things.
_SAME = {"max": frozenset({">", ">="}), "min": frozenset({"<", "<="})}


def weigh(difference: Difference) -> Weighed | None:
    """Another aggregation of the same, or by other labels."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Aggregation) and isinstance(new, Aggregation)) or old.expr != new.expr:
        return None
    if old.operator != new.operator:
        before, after = old.operator, new.operator
        effect = (
            Effect(_other(old, new, by_name=difference.by_name)) if by(old) == by(new) else Effect(UNKNOWN, UNKNOWN)
        )
        return Weighed(Kind.AGGREGATION, effect, f"takes the {after} where it took the {before}", before, after)
    if old.parameter != new.parameter:
        return None
    return regrouped(old, new, difference.parent, by_name=difference.by_name)


def _other(old: Aggregation, new: Aggregation, *, by_name: bool) -> Direction:
    if not {old.operator, new.operator} <= set(_ORDER):
        return UNKNOWN
    if "sum" in (old.operator, new.operator) and values(old.expr, by_name=by_name).low < 0:
        return UNKNOWN
    return UP if _ORDER.index(new.operator) < _ORDER.index(old.operator) else DOWN


def regrouped(old: Aggregation, new: Aggregation, parent: Node | None, *, by_name: bool) -> Weighed:
    """The same aggregation by other labels."""
    before, after = by(old), by(new)
    reason = f"is looked at {after} where it was {before}"
    finer = _is_finer(new, old)
    if not finer and not _is_finer(old, new):
        return Weighed(Kind.AGGREGATION, Effect(UNKNOWN, UNKNOWN, relabelled=True), reason, before, after)
    if old.operator == "avg" and is_limited(parent):
        # Where all together are over the limit on the average, one of the parts is.
        direction = UP if finer else DOWN
        return Weighed(Kind.AGGREGATION, Effect(BOTH, direction, relabelled=True), reason, before, after, above=1)
    direction = NONE if _is_same(old.operator, parent) else _FINER.get(old.operator, UNKNOWN)
    if old.operator == "sum" and values(old.expr, by_name=by_name).low < 0:
        direction = UNKNOWN
    effect = Effect(direction if finer else -direction, relabelled=True)
    same = ": for the same things, but with an alert for each" if direction is NONE else ""
    return Weighed(Kind.AGGREGATION, effect, reason + same, before, after)


def is_limited(parent: Node | None) -> bool:
    """Whether it is compared with a number, and fires above or below it."""
    match parent:
        case Binary(">" | ">=" | "<" | "<=", _, Number(), returns_bool=False):
            return True
        case _:
            return False


def _is_same(operator: str, parent: Node | None) -> bool:
    match parent:
        case Binary(compared, _, Number()):
            return compared in _SAME.get(operator, ())
        case _:
            return False


def _is_finer(one: Aggregation, other: Aggregation) -> bool:
    """Whether it tells apart all that the other does, and more."""
    match one.without, other.without:
        case False, False:
            return set(other.labels) <= set(one.labels)
        case True, True:
            return set(one.labels) <= set(other.labels)
        case True, False:
            return set(one.labels).isdisjoint(other.labels)
        case _:
            return False


def by(node: Aggregation) -> str:
    """Which series it takes together, in words."""
    if node.without:
        return f"without {', '.join(node.labels) or 'nothing'}"
    return f"by {', '.join(node.labels)}" if node.labels else "as a whole"
