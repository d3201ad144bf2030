"""Events over time: how many there were until each moment, apart for good and for troubled times."""

import random
from collections.abc import Sequence
from itertools import accumulate

from attrs import frozen

from observability.simulation.clock import Clock

_NOISE = 0.05


@frozen
class Flow:
    """Events so far at each scrape, at one a second when it is busiest; counters are sums of shares of the two."""

    usual: Sequence[float]
    troubled: Sequence[float]

    @classmethod
    def of(cls, clock: Clock, name: str) -> "Flow":
        """The events of something; its name decides how they vary."""
        chance = random.Random(name)  # noqa: S311 - the same each time is what is wanted
        gauss = chance.gauss
        made = [busy * gauss(1, _NOISE) * seconds for busy, seconds in zip(clock.daily, clock.seconds, strict=True)]
        troubled = [count * bad for count, bad in zip(made, clock.trouble, strict=True)]
        return cls(
            tuple(accumulate(count - part for count, part in zip(made, troubled, strict=True))),
            tuple(accumulate(troubled)),
        )

    def counted(self, usual: float, troubled: float) -> list[float]:
        """A counter to which each event adds so much in usual times and so much in trouble."""
        pairs = zip(self.usual, self.troubled, strict=True)
        return [float(int(usual * good + troubled * bad)) for good, bad in pairs]

    def summed(self, usual: float, troubled: float) -> list[float]:
        """The same of something that is not counted but measured: seconds, bytes."""
        return [usual * good + troubled * bad for good, bad in zip(self.usual, self.troubled, strict=True)]


def gauge(clock: Clock, name: str, base: float, busy: float, trouble: float) -> list[float]:
    """A gauge: `base`, and so much more when it is busiest, and in trouble."""
    chance = random.Random(name)  # noqa: S311 - the same each time is what is wanted
    drift, values = 0.0, []
    for load, bad in zip(clock.daily, clock.trouble, strict=True):
        drift = 0.97 * drift + 0.03 * chance.gauss(0, 1)
        values.append(max(0.0, base + busy * load * (1 + drift) + trouble * bad))
    return values
