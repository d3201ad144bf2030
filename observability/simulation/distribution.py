"""How long events take: a log-normal distribution in usual times, a slower one in trouble."""

import math
from decimal import Decimal
from statistics import NormalDist

from attrs import evolve, frozen

_NORMAL = NormalDist()
# Half of the events take a quarter of what was promised for nearly all of them.
_MEDIAN = 0.25
_MOST_SLOW = 0.45


@frozen
class Distribution:
    """`median` in seconds; `sigma` is the width of the logarithm."""

    median: float
    sigma: float

    @classmethod
    def slower_than(cls, threshold: float, share: float) -> "Distribution":
        """Of which `share` takes longer than `threshold` seconds."""
        return cls(threshold * _MEDIAN, math.log(1 / _MEDIAN) / _NORMAL.inv_cdf(1 - share))

    def slowed(self, threshold: float, share: float) -> "Distribution":
        """The same as wide, of which `share` takes longer than `threshold` seconds."""
        return evolve(self, median=threshold / math.exp(self.sigma * _NORMAL.inv_cdf(1 - share)))

    @property
    def mean(self) -> float:
        """In seconds."""
        return self.median * math.exp(self.sigma**2 / 2)

    def within(self, seconds: float) -> float:
        """The share of events that take no longer."""
        return _NORMAL.cdf(math.log(seconds / self.median) / self.sigma) if seconds > 0 else 0.0

    def quantile(self, share: float) -> float:
        """Within what time this share of events is done, in seconds."""
        return self.median * math.exp(self.sigma * _NORMAL.inv_cdf(share))


@frozen
class Durations:
    """The two distributions of a signal."""

    usual: Distribution
    troubled: Distribution

    @classmethod
    def promised(cls, threshold: float, budget: Decimal, severity: float) -> "Durations":
        """Usual times leave more than half of the budget, the share of events that may be slow; trouble spends it fast.

        `severity` is up to 1, for the worst of troubles.
        """
        share = float(budget)
        usual = Distribution.slower_than(threshold, min(_MOST_SLOW, share * 0.4))
        return cls(usual, usual.slowed(threshold, min(_MOST_SLOW, share * 25 * severity)))
