"""The numbers of all services, one sample a service, from recorded series alone."""

from attrs import frozen

from observability.model import names
from observability.model.durations import Duration
from observability.model.selector import Matcher, MatchOp, Selector
from observability.model.service import Environment
from observability.promql import aggregate, chosen, equal, equals, render, render_labels

BURN_RATE = names.objective_burn_rate(Duration.parse("1h"))
_IDENTITY = (names.SERVICE, names.OWNER, names.TIER, names.DASHBOARD)


@frozen
class FleetSeries:
    """PromQL over the services of an environment that the dashboard's variables choose; of one owner, or of all."""

    environment: Environment
    owner: str = ""

    @property
    def info(self) -> str:
        """1 for each service, with its owner, tier and dashboard."""
        return aggregate("group", self._info, _IDENTITY)

    @property
    def alerts(self) -> str:
        """The selector of an alert list. The Watchdog always fires and is no news."""
        news = Matcher(names.SEVERITY, MatchOp.NOT_EQUAL, "info")
        whose = (self._owner,) if self.owner else ()
        return render_labels((*self._own, *whose, _variable(names.SERVICE), news))

    @property
    def traffic(self) -> str:
        """Events per second of all signals."""
        return self._chosen(aggregate("sum", self.series(names.TRAFFIC), [names.SERVICE]))

    def of_objectives(self, name: str) -> str:
        """A series of each objective."""
        return self._chosen(aggregate("max", self.series(name), (names.SERVICE, names.SIGNAL, names.OBJECTIVE)))

    @property
    def error_ratio(self) -> str:
        """The share of errors of the worst signal: sums first, as the mean of ratios is no ratio."""
        by = (names.SERVICE, names.SIGNAL)
        errors = aggregate("sum", self.series(names.ERRORS), by)
        traffic = aggregate("sum", self.series(names.TRAFFIC), by)
        return self._chosen(aggregate("max", f"({errors} or 0 * {traffic}) / ({traffic} > 0)", [names.SERVICE]))

    @property
    def p99(self) -> str:
        """The worst p99 of all signals."""
        series = self.series(names.LATENCY_QUANTILE, equal(names.QUANTILE, "0.99"))
        return self._chosen(aggregate("max", series, [names.SERVICE]))

    @property
    def budget(self) -> str:
        """What is left of the budget of the worst objective."""
        return self._chosen(aggregate("min", self.series(names.BUDGET_REMAINING), [names.SERVICE]))

    @property
    def burn_rate(self) -> str:
        """The fastest burn rate of all objectives."""
        return self._chosen(aggregate("max", self.series(BURN_RATE), [names.SERVICE]))

    def firing(self, severity: str) -> str:
        """How many alerts of a severity fire; 0, not absent, where none does."""
        none = f"0 * {aggregate('group', self._info, [names.SERVICE])}"
        return f"({self.firing_by(names.SERVICE, severity=severity)} or {none})"

    def firing_by(self, *labels: str, severity: str = "") -> str:
        """How many alerts fire, by labels; those of a severity, or all."""
        more = (equal(names.SEVERITY, severity),) if severity else ()
        firing = self.series("ALERTS", equal("alertstate", "firing"), *more)
        return self._chosen(aggregate("count", firing, labels))

    def series(self, name: str, *more: Matcher) -> str:
        """A recorded series of all chosen services."""
        return render(Selector(name, (*self._own, _variable(names.SERVICE), *more)))

    def every(self, name: str) -> str:
        """A recorded series of all services, chosen or not."""
        whose = (self._owner,) if self.owner else ()
        return render(Selector(name, (*self._own, *whose)))

    @property
    def _own(self) -> tuple[Matcher, ...]:
        return equals(self.environment.labels)

    @property
    def _info(self) -> str:
        return self.series(names.SERVICE_INFO, self._owner, _variable(names.TIER))

    @property
    def _owner(self) -> Matcher:
        return equal(names.OWNER, self.owner) if self.owner else _variable(names.OWNER)

    def _chosen(self, expr: str) -> str:
        # Owner and tier stand on the info metric alone.
        return f"({expr} and on ({names.SERVICE}) {self._info})"


def _variable(label: str) -> Matcher:
    return chosen(label, label)
