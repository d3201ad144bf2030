"""Events whose true number is known: generated ones, and what a Prometheus scrapes of their counters."""

import math
import random
from collections.abc import Iterator
from itertools import accumulate

from attrs import frozen

from benchmarks.cost.openmetrics import Series

_DAY = 86_400


@frozen
class Traffic:
    """Events of one program between two times, with errors at random; all times in seconds."""

    since: int
    until: int
    slot: int
    good: list[int]
    bad: list[int]

    @classmethod
    def generate(cls, chance: random.Random, since: int, until: int, slot: int, share: float) -> "Traffic":
        """A daily cycle, every seventh hour twice as much; `share` of errors, ten minutes at 20 % twice a day."""
        expected = [_rate(at - since) * slot for at in range(since, until, slot)]
        shares = [0.2 if at % 40_000 < 600 else share for at in range(0, until - since, slot)]
        bad = [_poisson(chance, n * part) for n, part in zip(expected, shares, strict=True)]
        good = [_poisson(chance, n * (1 - part)) for n, part in zip(expected, shares, strict=True)]
        return cls(since, until, slot, [0, *accumulate(good)], [0, *accumulate(bad)])

    @classmethod
    def even(cls, since: int, until: int, slot: int, share: float) -> "Traffic":
        """The same cycle, twenty times as busy, with a steady share of errors: nothing at random, no burst."""
        expected = [20 * _rate(at - since) * slot for at in range(since, until, slot)]
        good, bad = ([0, *map(int, accumulate(n * part for n in expected))] for part in (1 - share, share))
        return cls(since, until, slot, good, bad)

    def counted(self, totals: list[int], at: float) -> float:
        """How many there were until then."""
        index, part = divmod((at - self.since) / self.slot, 1)
        if int(index) >= len(totals) - 1:
            return totals[-1]
        return totals[int(index)] + part * (totals[int(index) + 1] - totals[int(index)])


def _rate(seconds: int) -> float:
    cycle = 5 * (1 + 0.7 * math.sin(2 * math.pi * seconds / _DAY))
    return 2 * cycle if seconds // 3_600 % 7 == 3 else cycle


def _poisson(chance: random.Random, expected: float) -> int:
    if expected > 30:
        return max(0, round(chance.gauss(expected, math.sqrt(expected))))
    limit, product, count = math.exp(-expected), chance.random(), 0
    while product > limit:
        product, count = product * chance.random(), count + 1
    return count


@frozen
class Trouble:
    """What happens at a time: no scrapes for `lost` seconds, or the first `reset` instances start again at 0."""

    name: str
    at: float = 0
    lost: float = 0
    reset: int = 0

    def scraped(self, job: str, instance: int, traffic: Traffic, step: int, phase: float) -> Iterator[Series]:
        """The two counters of one instance."""
        for code, totals in (("200", traffic.good), ("500", traffic.bad)):
            name = f'http_requests_total{{job="{job}",instance="{instance}",code="{code}"}}'
            yield Series(name, self._samples(instance, traffic, totals, step, phase))

    def _samples(
        self, instance: int, traffic: Traffic, totals: list[int], step: int, phase: float
    ) -> Iterator[tuple[float, int]]:
        before = traffic.counted(totals, self.at) if instance < self.reset else 0
        for number in range((traffic.until - traffic.since) // step):
            at = traffic.since + phase + number * step
            if not self.at < at <= self.at + self.lost:
                yield at, int(traffic.counted(totals, at) - (before if at > self.at else 0))
