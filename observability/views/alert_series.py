"""What Prometheus tells of alerts, over those of an environment that the dashboard's variables choose."""

from attrs import frozen

from observability.model import names
from observability.model.selector import Matcher, Selector
from observability.model.service import Environment
from observability.promql import aggregate, chosen, equal, equals, render

NAME = "alertname"
# What tells two alerts apart for a person.
IDENTITY = (NAME, names.SERVICE, names.OWNER, names.SEVERITY, names.SIGNAL, names.OBJECTIVE)


@frozen
class AlertSeries:
    """PromQL over alerts: of one owner, or of all that the variable chooses. The Watchdog has no owner, and is none."""

    environment: Environment
    owner: str = ""

    def of(self, state: str, severity: str = "") -> str:
        """The alerts in a state, of a severity or of those that are chosen."""
        more = (equal(names.SEVERITY, severity),) if severity else self._severity
        return self._read(names.ALERTS, equal("alertstate", state), *more)

    @property
    def firing(self) -> str:
        """All that fire."""
        return self.of("firing")

    @property
    def with_dashboards(self) -> str:
        """The firing alerts, each with the uid of its service's dashboard."""
        services = render(Selector(names.SERVICE_INFO, (*self._own, _service())))
        info = aggregate("group", services, (names.SERVICE, names.DASHBOARD))
        return (
            f"{aggregate('group', self.firing, IDENTITY)} * on ({names.SERVICE}) group_left ({names.DASHBOARD}) {info}"
        )

    @property
    def lasting(self) -> str:
        """How long each firing alert has been true, in seconds."""
        since = aggregate("max", f"time() - {self._read(names.ALERTS_SINCE, *self._severity)}", IDENTITY)
        return f"{since} and {aggregate('group', self.firing, IDENTITY)}"

    @property
    def times(self) -> str:
        """How often each began to fire within the time that is looked at."""
        return self._counted(f"{self.firing} unless {self.firing} offset 1m")

    @property
    def seconds(self) -> str:
        """How long each fired, in seconds."""
        return f"60 * {self._counted(self.firing)}"

    @property
    def worst(self) -> str:
        """2 where a page fires, 1 where a ticket does, by alert and service."""
        page, ticket = self.of("firing", "critical"), self.of("firing", "warning")
        return aggregate("max", f"2 * {page} or {ticket}", (NAME, names.SERVICE))

    @property
    def _own(self) -> tuple[Matcher, ...]:
        return equals(self.environment.labels)

    @property
    def _severity(self) -> tuple[Matcher, ...]:
        return () if self.owner else (chosen(names.SEVERITY, names.SEVERITY),)

    def _read(self, name: str, *more: Matcher) -> str:
        owner = equal(names.OWNER, self.owner) if self.owner else chosen(names.OWNER, names.OWNER)
        return render(Selector(name, (*self._own, owner, _service(), *more)))

    def _counted(self, expr: str) -> str:
        return aggregate("sum", f"count_over_time(({expr})[$__range:1m])", (NAME, names.SERVICE, names.OWNER))


def _service() -> Matcher:
    return chosen(names.SERVICE, names.SERVICE)
