"""A resolved service: what a descriptor says once defaults, tier and environment are applied."""

from collections.abc import Mapping

from attrs import field, frozen

from observability.model.durations import Duration
from observability.model.identity import dashboard_path
from observability.model.location import NOWHERE, Location
from observability.model.panel import DataSource
from observability.model.review import Override
from observability.model.selector import Matcher, Selector
from observability.model.signal import Signal


@frozen
class Owner:
    """The team that is woken."""

    name: str
    title: str
    contact: str = ""


@frozen
class Environment:
    """Where the service runs.

    `labels` are the equality matchers of the project file's environment. They stand on every recorded series
    and alert, so that two environments can share one Prometheus.
    """

    name: str
    labels: Mapping[str, str] = field(factory=dict)
    scrape_interval: Duration = Duration(15_000)
    evaluation_interval: Duration = Duration(30_000)
    grafana_url: str = ""

    def dashboard_url(self, uid: str, panel: str = "") -> str:
        """A dashboard, or one panel of it by its key; without a Grafana its path alone."""
        return self.grafana_url.rstrip("/") + dashboard_path(uid, panel)


@frozen
class Runbook:
    """Where a person finds help.

    `template` is a URL, with the placeholders {service} and {alert} in it or none (already checked). For a page in the
    repository, `path` is its path from the project's root, and the alert's section is added to the link.
    """

    template: str
    path: str = ""


@frozen
class Store:
    """Where logs or traces are: a page of the web (`url`), or a data source of Grafana with the query for a service."""

    url: str = ""
    source: DataSource | None = None
    query: str = ""

    def __str__(self) -> str:
        """The URL, or the data source's uid."""
        return self.source.uid if self.source else self.url


@frozen
class Links:
    """Places beside the dashboards; empty means none."""

    repository: str = ""
    logs: Store | None = None
    traces: Store | None = None


@frozen
class AuthorTest:
    """What the author of an alert expects of it.

    `series` are selectors that say every label, each with its samples, one `every` so often, as promtool writes them.
    `expected`: at some times, the alerts that fire, by the labels that they have beside those of the alert itself.
    `origin` is where its name stands.
    """

    name: str
    series: tuple[tuple[Selector, str], ...]
    every: Duration
    expected: tuple[tuple[Duration, tuple[Mapping[str, str], ...]], ...]
    origin: Location


@frozen
class HandWrittenAlert:
    """An alert from `spec.alerts`, its PromQL parsed and checked, texts as written (untrusted)."""

    name: str
    expr: str
    duration: Duration
    severity: str
    summary: str
    description: str = ""
    keep_firing_for: Duration | None = None
    labels: Mapping[str, str] = field(factory=dict)
    runbook: Runbook | None = None
    tests: tuple[AuthorTest, ...] = ()
    origin: Location = NOWHERE
    # Where the value of `expr` begins.
    expr_at: Location = NOWHERE


@frozen
class Service:
    """One service in one environment, complete: nothing downstream looks at a descriptor again."""

    name: str
    title: str
    description: str
    owner: Owner
    tier: str
    environment: Environment
    runbook: Runbook
    # The series that tells that a target is scraped; 1 is up. Matchers of service and environment included.
    telemetry: Selector
    selector: tuple[Matcher, ...] = ()
    signals: tuple[Signal, ...] = ()
    alerts: tuple[HandWrittenAlert, ...] = ()
    # What is measured beside the signals, for alerts written by hand.
    metrics: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    links: Links = Links()
    # The programs whose own metrics are shown: `process`, `go`, ...
    runtime: tuple[str, ...] = ()
    # A PromQL expression whose changes mark releases, or none.
    deploys: str = ""
    # Exceptions from the policy for changes of rules.
    overrides: tuple[Override, ...] = ()
    origin: Location = NOWHERE
