"""What is asked of a service, and how much of it goes wrong: counts since the beginning of a simulation."""

import math
import random
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from attrs import frozen

MINUTE, HOUR, DAY = 60, 3_600, 86_400


class Counts(NamedTuple):
    """Events since the beginning: all of them, those that failed, those over the threshold of latency."""

    events: int
    failed: int
    slow: int

    def since(self, earlier: "Counts") -> "Counts":
        """What came after an earlier count."""
        return Counts(*(now - then for now, then in zip(self, earlier, strict=True)))


class Load(Protocol):
    """What one instance is asked."""

    def counts(self, second: int, /) -> Counts:
        """What was asked until then."""


@frozen
class Stretch:
    """So many seconds of the same: events per minute, and the shares of them that fail and that are slow."""

    seconds: int
    rate: float
    failing: float = 0
    slow: float = 0


@frozen
class Stretches:
    """One stretch after the other; the last goes on for ever."""

    stretches: tuple[Stretch, ...]

    def counts(self, second: int) -> Counts:
        """Whole events: the part of one that is under way is not counted."""
        events = failed = slow = 0.0
        for index, stretch in enumerate(self.stretches):
            last = index == len(self.stretches) - 1
            seconds = second if last else min(second, stretch.seconds)
            events += (asked := stretch.rate * seconds / MINUTE)
            failed += asked * stretch.failing
            slow += asked * stretch.slow
            second -= seconds
        return Counts(*map(_whole, (events, failed, slow)))


def _whole(number: float) -> int:
    # A thousandth of a millionth covers what binary fractions lose of a whole number.
    return math.floor(number + 1e-9)


class DailyCycle:
    """Days and nights: from a tenth of the `rate` of the afternoon to all of it, errors by chance, `failing` of all."""

    def __init__(self, days: int, rate: float, failing: float, seed: int) -> None:
        chance = random.Random(seed)
        events = [_of_the_day(minute, rate) for minute in range(days * DAY // MINUTE)]
        self._events = _sums(events)
        self._failed = _sums([_poisson(chance, asked * failing) for asked in events])

    def counts(self, second: int) -> Counts:
        """Events of whole minutes."""
        minute = min(second // MINUTE, len(self._events) - 1)
        return Counts(self._events[minute], self._failed[minute], 0)


def _of_the_day(minute: int, rate: float) -> int:
    return round(rate * (0.55 - 0.45 * math.cos(2 * math.pi * minute * MINUTE / DAY)))


def _poisson(chance: random.Random, mean: float) -> int:
    """Knuth's: how many of the unit intervals that are multiplied stay above e^-mean."""
    count, product = 0, chance.random()
    while product > math.exp(-mean):
        count, product = count + 1, product * chance.random()
    return count


def _sums(numbers: Sequence[int]) -> list[int]:
    return list(accumulate(numbers, initial=0))
