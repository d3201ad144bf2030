"""A signal of a service, as the key of what is recorded of it."""

from attrs import field, frozen

from observability.model import names
from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.rule import Recording
from observability.model.selector import Matcher, Selector
from observability.model.service import Service
from observability.model.signal import Signal
from observability.promql import aggregate, equals, render


@frozen
class Scope:
    """One signal of one service.

    `labels` identify what is recorded of it. They stand on the rules, not on what the rules read, and every read
    of a recorded series names all of them: it finds one series, also while labels of the raw series change.
    """

    service: Service
    signal: Signal
    labels: dict[str, str] = field(init=False, eq=False)
    _pinned: tuple[Matcher, ...] = field(init=False, eq=False)

    @labels.default
    def _labels(self) -> dict[str, str]:
        """The environment's labels, the service, the signal."""
        return {
            **self.service.environment.labels,
            names.SERVICE: self.service.name,
            names.SIGNAL: self.signal.name,
        }

    @_pinned.default
    def _pin(self) -> tuple[Matcher, ...]:
        return equals(self.labels)

    @property
    def title(self) -> str:
        """The signal's name for a person."""
        return self.signal.title or self.signal.name

    def reach(self, window: Duration) -> Duration:
        """How far back raw series are read for a window: a scrape further.

        `rate` knows the time between the first and the last sample of its range, a scrape less than the range, and
        stretches what it saw. With a scrape more nothing is stretched, and windows side by side share the sample
        between them, so no event falls between two of them.
        """
        return window + self.service.environment.scrape_interval

    def series(self, name: str, *matchers: Matcher) -> str:
        """A recorded series of this signal, as PromQL."""
        return render(Selector(name, self._pinned + matchers))

    def total(self, name: str, *matchers: Matcher) -> str:
        """The sum over the `by` labels of a recorded series; it carries no label."""
        return aggregate("sum", self.series(name, *matchers))

    def by(self, function: str, expr: str, *more: str) -> str:
        """The expression aggregated to the signal's `by` labels, and more."""
        return aggregate(function, expr, (*self.signal.by, *more))

    def record(self, name: str, expr: str, origin: Location, **labels: str) -> Recording:
        """A recording rule of this signal."""
        return Recording(name, expr, {**self.labels, **labels}, origin)

    def panel_key(self, *parts: str) -> str:
        """The key of a panel of this signal; alerts link to it."""
        return "/".join((self.signal.name, *parts))
