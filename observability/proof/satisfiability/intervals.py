"""Intervals of numbers, and what operators make of them."""

import math
from collections.abc import Callable, Mapping
from itertools import product

from attrs import evolve, frozen


@frozen
class Interval:
    """From `low` to `high`; an end that is `open` is not part of it. Empty where nothing lies between."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is no number in it."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __and__(self, other: "Interval") -> "Interval":
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def __or__(self, other: "Interval") -> "Interval":
        """The least interval around both."""
        if self.empty or other.empty:
            return other if self.empty else self
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def within(self, other: "Interval") -> bool:
        """Whether every number of it lies in the other."""
        return self.empty or (self & other) == self


ANY = Interval()
NONE = Interval(math.inf, -math.inf)
POSITIVE = Interval(low=0.0)


def point(value: float) -> Interval:
    """Just this number."""
    return ANY if math.isnan(value) else Interval(value, value)


def satisfying(operator: str, limit: Interval) -> Interval:
    """The numbers that compare so with some number of the limit."""
    match operator:
        case ">" | ">=":
            return Interval(low=limit.low, low_open=operator == ">" or limit.low_open)
        case "<" | "<=":
            return Interval(high=limit.high, high_open=operator == "<" or limit.high_open)
        case "==":
            return limit
        case _:
            return ANY


def always(operator: str, value: Interval, limit: Interval) -> bool:
    """Whether every number of the one compares so with every number of the other."""
    match operator:
        case ">" | ">=":
            return value.within(Interval(low=limit.high, low_open=operator == ">" and not limit.high_open))
        case "<" | "<=":
            return value.within(Interval(high=limit.low, high_open=operator == "<" and not limit.low_open))
        case "==":
            return value == limit and value.low == value.high
        case _:
            return (value & limit).empty


def combined(operator: str, left: Interval, right: Interval) -> Interval:
    """What `+`, `-`, `*` and `/` make of numbers of both; of other operators anything may come."""
    if left.empty or right.empty:
        return NONE
    match operator:
        case "+":
            return Interval(left.low + right.low, left.high + right.high, *_either(left, right))
        case "-":
            return combined("+", left, -right)
        case "*":
            return _products(left, right)
        case "/" if right.low > 0 or right.high < 0 or (right.low == 0 and left.low >= 0):
            return POSITIVE if right.low == 0 else _products(left, _inverse(right))
        case _:
            return ANY


def _either(left: Interval, right: Interval) -> tuple[bool, bool]:
    return left.low_open or right.low_open, left.high_open or right.high_open


def _products(left: Interval, right: Interval) -> Interval:
    corners = [_times(a, b) for a, b in product((left.low, left.high), (right.low, right.high))]
    return Interval(min(corners), max(corners))


def _times(left: float, right: float) -> float:
    return 0.0 if 0.0 in (left, right) else left * right


def _inverse(of: Interval) -> Interval:
    return Interval(1 / of.high if math.isfinite(of.high) else 0.0, 1 / of.low)


def clamped(of: Interval, low: Interval | None, high: Interval | None) -> Interval:
    """What is raised to numbers of `low` and then lowered to numbers of `high`, where there are such limits.

    Between limits that are the wrong way round there is nothing.
    """
    if low and high and low.low > high.high:
        return NONE
    if low:
        of = Interval(max(of.low, low.low), max(of.high, low.high))
    return Interval(min(of.low, high.low), min(of.high, high.high)) if high else of


def mapped(function: str, of: Interval) -> Interval:
    """What a function of one number makes of it, as far as that is known."""
    if of.empty:
        return NONE
    return _FUNCTIONS[function](of) if function in _FUNCTIONS else ANY


_FUNCTIONS: Mapping[str, Callable[[Interval], Interval]] = {
    "abs": lambda of: of if of.low >= 0 else -of if of.high <= 0 else Interval(0.0, max(-of.low, of.high)),
    "ceil": lambda of: evolve(of, low=_whole(math.floor, of.low), high=_whole(math.ceil, of.high)),
    "floor": lambda of: evolve(of, low=_whole(math.floor, of.low), high=_whole(math.ceil, of.high)),
    "round": lambda of: POSITIVE if of.low >= 0 else ANY,
    "sqrt": lambda _: POSITIVE,
    "exp": lambda _: POSITIVE,
    "sgn": lambda _: Interval(-1.0, 1.0),
    "sort": lambda of: of,
    "sort_desc": lambda of: of,
}


def _whole(function: Callable[[float], int], value: float) -> float:
    return float(function(value)) if math.isfinite(value) else value
