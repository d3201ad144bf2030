"""Where along a line a quantity reaches a target: a bracket is narrowed until a round number does."""

import math
from collections.abc import Callable, Iterable, Iterator

# How far from the target a round number may be, as a share of it.
_TOLERANCE = 0.05
_APART = 0.01
_STEPS = 80
_DIGITS = 15
_ULPS = 8

Quantity = Callable[[float], float]


def reach(
    quantity: Quantity, inside: float, outside: float, target: float, tolerance: float = _TOLERANCE
) -> float | None:
    """A round number between the two at which the quantity is about the target, or None where it leaps over it.

    `tolerance` is a share of the target. The quantity is above the target at `inside` and below it at `outside`,
    whichever of them is the greater.
    """
    above, below = inside, outside
    high, low = quantity(above), quantity(below)
    if not low <= target <= high:
        return None
    for step in range(_STEPS):
        middle = _between(above, high, below, low, target, halve=step % 3 == 2)
        value = quantity(middle)
        if _is_near(value, target, tolerance):
            return rounded(middle, lambda number: _is_near(quantity(number), target, tolerance))
        if value >= target:
            above, high = middle, value
        else:
            below, low = middle, value
    return None


def leap(quantity: Quantity, inside: float, outside: float) -> tuple[float, float]:
    """Two round numbers around the place where the quantity leaps from above zero to zero or below."""
    above, below = inside, outside
    for _ in range(_STEPS):
        middle = (above + below) / 2
        if middle in {above, below}:
            break
        above, below = (middle, below) if quantity(middle) > 0 else (above, middle)
    # A little away from the place itself, where rounding would decide.
    apart = math.copysign(_APART * abs(above) or abs(inside - outside), inside - outside)
    above = above + apart if quantity(above + apart) > 0 else above
    below = below - apart if quantity(below - apart) <= 0 else below
    return (
        rounded(above, lambda number: quantity(number) > 0),
        rounded(below, lambda number: quantity(number) <= 0),
    )


def rounded(number: float, fits: Callable[[float], bool]) -> float:
    """The number with as few digits as still fit."""
    shorter = (float(f"{number:.{digits}g}") for digits in range(1, _DIGITS))
    return next((candidate for candidate in (0.0, *shorter) if fits(candidate)), number)


def neighbours(number: float) -> Iterator[float]:
    """The number and the floats next to it: of what they make by a product one may be what the number does not make."""
    yield number
    for away in (math.inf, -math.inf):
        near = number
        for _ in range(_ULPS):
            near = math.nextafter(near, away)
            yield near


def whole(
    fits: Callable[[float], bool], fails: Callable[[float], bool], numbers: Iterable[int]
) -> tuple[int, int] | None:
    """Two neighbours of which the first fits and the second fails, or None."""
    found = [number for number in numbers if fits(number)]
    return next(((a, b) for a in found for b in (a + 1, a - 1) if fails(b)), None)


def _between(above: float, high: float, below: float, low: float, target: float, halve: bool) -> float:
    """Where a straight line between the ends would reach the target; the middle where that leads nowhere."""
    share = (high - target) / (high - low) if high > low else 0.5
    # Ends that are no numbers have no line between them.
    if halve or not 0 < share < 1:
        return (above + below) / 2
    return above + (below - above) * share


def _is_near(value: float, target: float, tolerance: float) -> bool:
    return abs(value - target) <= tolerance * abs(target)
