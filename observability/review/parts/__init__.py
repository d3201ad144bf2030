"""What a difference of two parts of an expression is called, and which way it goes. One kind of part a file."""

from collections.abc import Callable

from observability.review.differences import Difference
from observability.review.parts import aggregations, comparisons, functions, limits, selectors, windows, wrapped
from observability.review.parts.weighed import Weighed, unlike

__all__ = ["PARTS", "Weighed", "weigh"]

# The first that knows a difference names it.
PARTS: tuple[Callable[[Difference], Weighed | None], ...] = (
    limits.weigh,
    comparisons.weigh,
    windows.weigh,
    selectors.weigh,
    aggregations.weigh,
    functions.weigh,
    wrapped.weigh,
)


def weigh(difference: Difference) -> Weighed:
    """What it is called, what becomes of its place, and why."""
    found = (weighed for part in PARTS if (weighed := part(difference)) is not None)
    return next(found, None) or unlike(difference)
