"""A difference with its name and its effect."""

from attrs import frozen

from observability.promql import text_of
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import UNKNOWN
from observability.review.effect import Effect


@frozen
class Weighed:
    """What a difference is. The effect is that on the node so many steps `above` its own place."""

    kind: Kind
    effect: Effect
    reason: str
    before: str
    after: str
    above: int = 0


def unlike(difference: Difference) -> Weighed:
    """Two parts that have nothing in common."""
    before, after = text_of(difference.old), text_of(difference.new)
    return Weighed(Kind.EXPRESSION, Effect(UNKNOWN, UNKNOWN), "asks for something else", before, after)
