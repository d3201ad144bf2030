"""What all series of one signal share."""

import random
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from observability.model.selector import Selector
from observability.model.signal import Measurement, Signal
from observability.simulation import labels
from observability.simulation.clock import Clock
from observability.simulation.flow import Flow
from observability.simulation.series import NAME, Series

_BUSIEST = 40.0  # events a second, of all series of a signal
_MILDEST = 0.4


@frozen
class Subject:
    """A signal of a service, over the time of a clock."""

    clock: Clock
    service: str
    signal: Signal

    @cached_property
    def severity(self) -> float:
        """How bad the incident is for this signal; not all are hit as badly."""
        return random.Random(f"{self.service}\0{self.signal.name}").uniform(_MILDEST, 1)  # noqa: S311 - always the same

    def variants(self, selector: Selector) -> list[dict[str, str]]:
        """The labels of each series that a selector finds."""
        return labels.variants(selector, self.signal.by)

    def weighted(self, selector: Selector) -> list[tuple[dict[str, str], float]]:
        """The same, each with its events per second: not all are as busy, each half as much as the one before."""
        found = self.variants(selector)
        shares = [0.6**index for index in range(len(found))]
        return [(one, _BUSIEST * share / sum(shares)) for one, share in zip(found, shares, strict=True)]

    def flow(self, one: dict[str, str]) -> Flow:
        """The events that series of these labels count, whatever their metric is called."""
        own = [one.get(label, "") for label in (*self.signal.by, "instance")]
        return Flow.of(self.clock, "\0".join((self.service, self.signal.name, *own)))

    def series(self, one: dict[str, str], values: Sequence[float], suffix: str = "") -> Series:
        """A series of these labels, with the suffix on the metric's name."""
        return Series({**one, NAME: one[NAME] + suffix}, self.clock.times, values)

    def budget(self, name: str, otherwise: Decimal) -> Decimal:
        """The smallest budget of the objectives of this name."""
        budgets = [objective.budget for objective in self.signal.objectives if objective.name == name]
        return min(budgets, default=otherwise)


def limit(measured: Measurement) -> float | None:
    """From where on somebody wants to know."""
    found = measured.warning if measured.warning is not None else measured.critical
    return None if found is None else float(found)
