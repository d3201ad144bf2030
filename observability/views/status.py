"""The first row: is it all right?"""

from collections.abc import Iterator
from decimal import Decimal

from observability import objectives
from observability.model import names
from observability.model.identity import alerts_uid, dashboard_path
from observability.model.panel import Link, Panel, PanelKind, Query, Role, Threshold
from observability.model.service import Service
from observability.promql import equals, render_labels
from observability.signals import handwritten, telemetry
from observability.signals.guidance import about
from observability.signals.scope import Scope
from observability.views import promised
from observability.views.line import COLUMNS, in_line

_HEIGHT = 5


def panels(service: Service, scopes: list[Scope]) -> Iterator[Panel]:
    """A line of what was promised, with a value for each objective; a line of what is so now, and what fires."""
    if promises := [own for scope in scopes for own in objectives.of(scope)]:
        yield from in_line(promised.tiles(service, promises))
    tiles = tuple(_now(service))
    yield from tiles
    yield _alerts(service, sum(tile.width for tile in tiles))


def _now(service: Service) -> Iterator[Panel]:
    yield _firing(service)
    yield telemetry.panel(service)
    if service.deploys:
        yield _deploy(service)


def alerts_of(service: Service, **more: str) -> str:
    """The labels of the service's alerts, as PromQL in braces."""
    labels = {**service.environment.labels, names.SERVICE: service.name, **more}
    return render_labels(equals(labels))


def _firing(service: Service) -> Panel:
    return Panel(
        key="status/firing",
        origin=service.origin,
        title="Firing alerts",
        description=about(
            service,
            "Alerts of this service that fire now: pages wake somebody, tickets wait for the working day.",
            "ALERTS",
            do="the list below names them; each leads to its runbook. A click shows what fired before.",
        ),
        kind=PanelKind.STAT,
        queries=(
            _count(service, "critical", "pages", Role.CRITICAL),
            _count(service, "warning", "tickets", Role.WARNING),
        ),
        unit="none",
        width=4,
        height=_HEIGHT,
        no_value="None",
        links=(_history(service),),
        thresholds=_any(Role.CRITICAL),
        base=Role.FINE,
    )


def _count(service: Service, severity: str, word: str, role: Role) -> Query:
    firing = f"ALERTS{alerts_of(service, alertstate='firing', severity=severity)}"
    return Query(f"count({firing}) or vector(0)", word, thresholds=_any(role), base=Role.FINE)


def _any(role: Role) -> tuple[Threshold, ...]:
    return (Threshold(Decimal(1), role),)


def _history(service: Service) -> Link:
    alerts = dashboard_path(alerts_uid(service.environment.name))
    return Link("Open what fired before", f"{alerts}?var-{names.SERVICE}={service.name}", narrows=True)


def _deploy(service: Service) -> Panel:
    return Panel(
        key="status/deploy",
        origin=service.origin,
        title="Last deploy",
        description=about(
            service,
            "The time that the newest series of `deploys` tells.",
            do="trouble that began with a deploy ends with its rollback.",
        ),
        kind=PanelKind.STAT,
        queries=(Query(f"max({service.deploys}) * 1000", "deploy"),),
        unit="dateTimeFromNow",
        width=4,
        height=_HEIGHT,
        no_value="Unknown",
    )


def _alerts(service: Service, taken: int) -> Panel:
    """All that is left of the line."""
    return Panel(
        key=handwritten.PANEL,
        origin=service.origin,
        title="What fires",
        description=about(
            service,
            "The firing and pending alerts of this service, the most important first.",
            do="open an alert: it says what is wrong, and links to its runbook and its panel.",
        ),
        kind=PanelKind.ALERT_LIST,
        queries=(Query(alerts_of(service)),),
        width=COLUMNS - taken,
        height=_HEIGHT,
        no_value="Nothing fires",
    )
