"""What is taken together, or looked back over, where it was not; and the other way round."""

from observability.promql.tree import Aggregation, Call, Matrix, Node, Vector
from observability.proof.evaluator.series import LOOKBACK
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, DOWN, NONE, UP, Direction
from observability.review.effect import Effect
from observability.review.parts.aggregations import by, regrouped
from observability.review.parts.weighed import Weighed
from observability.review.signs import values

# Of one series by itself each of these is its value.
_ITSELF = frozenset({"sum", "min", "max", "avg"})
_OVER_TIME = {"max_over_time": UP, "min_over_time": DOWN, "avg_over_time": BOTH, "last_over_time": NONE}


def weigh(difference: Difference) -> Weighed | None:
    """Something that stands in an aggregation, or in a function over time, on one side alone."""
    found = _inner(difference.old, difference.new, difference)
    if found is not None:
        return found
    turned = _inner(difference.new, difference.old, difference)
    if turned is None:
        return None
    effect = Effect(-turned.effect.value, -turned.effect.samples, -turned.effect.ended, turned.effect.relabelled)
    return Weighed(turned.kind, effect, f"{turned.after} no more", turned.after, turned.before, turned.above)


def _inner(inner: Node, outer: Node, difference: Difference) -> Weighed | None:
    """What it does to put the one into the other."""
    match outer:
        case Aggregation(operator, expr, parameter=None) if expr == inner and operator in _ITSELF:
            alone = Aggregation(operator, inner, without=True)
            found = regrouped(alone, outer, difference.parent, by_name=difference.by_name)
            after = f"takes the {operator} {by(outer)}"
            return Weighed(Kind.AGGREGATION, found.effect, f"{after} where it took each", "each", after, found.above)
        case Call(function, (Matrix(vector, window),)) if vector == inner and isinstance(inner, Vector):
            direction = _over_time(function, outer, by_name=difference.by_name)
            if direction is None:
                return None
            ended = UP if window > LOOKBACK else DOWN if window < LOOKBACK else NONE
            after = f"takes {function}()"
            return Weighed(Kind.WINDOW, Effect(direction, ended=ended), f"{after} of what it took as it is", "", after)
        case _:
            return None


def _over_time(function: str, node: Call, *, by_name: bool) -> Direction | None:
    if function == "sum_over_time":
        return UP if values(node.arguments[0], by_name=by_name).low >= 0 else None
    return _OVER_TIME.get(function)
