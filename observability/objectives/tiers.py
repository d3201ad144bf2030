"""Burn-rate tiers: multi-window, multi-burn-rate alerts after the SRE Workbook (Google, 2018), chapter 5."""

from decimal import Decimal

from attrs import frozen

from observability.model.durations import Duration
from observability.model.signal import Objective
from observability.objectives.windows import D1, D3, H1, H2, H6, M5, M30

# A service that fails four requests in five is broken whatever its target: without this limit an objective of 90 %
# would page from 144 % errors on, which is never.
_HIGHEST = Decimal("0.8")
_HOUR = Duration.parse("1h")


@frozen
class Tier:
    """One pair of windows. `share` is the part of the budget that may go within `long` before somebody is told."""

    severity: str
    long: Duration
    short: Duration
    share: Decimal

    def factor(self, objective: Objective) -> Decimal:
        """How many times faster than allowed the budget burns at the threshold.

        The Workbook's table, for any window: factor = share x window / long. Never below 1, as a budget that burns
        slower than that is not spent within its window.
        """
        derived = self.share * objective.window.milliseconds / self.long.milliseconds
        return min(max(derived, Decimal(1)), _HIGHEST / objective.budget)

    def threshold(self, objective: Objective) -> Decimal:
        """The share of bad events from which on both windows are over it."""
        return self.factor(objective) * objective.budget

    def lasts(self, objective: Objective) -> Duration:
        """After how long a whole budget is spent at the threshold, in full hours."""
        return _HOUR * (int(objective.window.milliseconds / self.factor(objective)) // _HOUR.milliseconds)


TIERS = (
    Tier("critical", H1, M5, Decimal("0.02")),
    Tier("critical", H6, M30, Decimal("0.05")),
    Tier("warning", D1, H2, Decimal("0.10")),
    Tier("warning", D3, H6, Decimal("0.10")),
)


def tiers(severity: str) -> tuple[Tier, ...]:
    """The tiers of a severity, the quickest first."""
    return tuple(tier for tier in TIERS if tier.severity == severity)


# The windows whose error ratio an alert reads.
RATIO_WINDOWS = tuple(sorted({window for tier in TIERS for window in (tier.long, tier.short)}))
