"""The alerts of all services: what fires, what fired, and what fires so often that nobody listens any more."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from observability.model import names
from observability.model.dashboard import Dashboard, Row, Variable
from observability.model.identity import alerts_uid, dashboard_path, fleet_uid
from observability.model.panel import Column, Link, Panel, PanelKind, Query, Role
from observability.model.selector import Matcher, MatchOp, Selector
from observability.model.service import Environment
from observability.promql import equals, render
from observability.signals.guidance import described
from observability.views import overview
from observability.views.alert_history import timeline
from observability.views.alert_series import NAME, AlertSeries
from observability.views.choices import of_services
from observability.views.fleet_series import FleetSeries
from observability.views.titles import in_environment, tags

_PAGES, _TICKETS = "critical", "warning"
_SEVERITIES = ((_PAGES, Role.CRITICAL), (_TICKETS, Role.WARNING))


def dashboard(environment: Environment, _services: int) -> Dashboard:
    """One page for all alerts of an environment, from what Prometheus itself records of them."""
    alerts = AlertSeries(environment)
    return Dashboard(
        uid=alerts_uid(environment.name),
        title=in_environment("Alerts", environment),
        description="What fires now, what fired before, and which alerts are noise.",
        rows=(
            Row("now", "Now", (*_tiles(alerts), _firing(alerts))),
            Row("history", "History", (_over_time(alerts), timeline(alerts))),
            Row("noise", "Noisiest", (_noisiest(alerts),)),
        ),
        tags=tags(environment, "fleet"),
        variables=tuple(_variables(environment)),
        links=(Link("All services", dashboard_path(fleet_uid(environment.name))),),
    )


def _variables(environment: Environment) -> Iterator[Variable]:
    yield from of_services(FleetSeries(environment), names.OWNER, names.SERVICE)
    news = Matcher(names.SERVICE, MatchOp.NOT_EQUAL, names.WATCHDOG_SERVICE)
    alerts = Selector(names.ALERTS, (*equals(environment.labels), news))
    yield Variable(names.SEVERITY, "Severity", render(alerts), names.SEVERITY)


def _tiles(alerts: AlertSeries) -> Iterator[Panel]:
    for key, title, what, expr, steps in (
        ("pages", "Pages", "Alerts that wake somebody, firing.", alerts.of("firing", _PAGES), overview.ANY),
        ("tickets", "Tickets", "Alerts for the working day, firing.", alerts.of("firing", _TICKETS), overview.SOME),
        ("pending", "Pending", "Alerts that will fire unless it passes.", alerts.of("pending"), overview.SOME),
    ):
        yield evolve(overview.count(key, title, what, expr, names.ALERTS, steps), width=8, height=4)


def _firing(alerts: AlertSeries) -> Panel:
    down = Link("Open the dashboard of this service", f"/d/${{__data.fields.{names.DASHBOARD}}}")
    return Panel(
        key="firing",
        title="Firing now, pages first, then the longest",
        description=described(
            "Every alert that fires, and how long it has been true.",
            names.ALERTS,
            names.ALERTS_SINCE,
            do="open the dashboard of the service. Its runbook stands on every panel.",
        ),
        kind=PanelKind.TABLE,
        queries=(overview.cell(alerts.with_dashboards), overview.cell(alerts.lasting, "True for", "s")),
        width=24,
        height=9,
        columns=(
            Column(NAME, "Alert"),
            Column(names.SERVICE, "Service", link=down),
            Column(names.OWNER, "Owner"),
            Column(names.SEVERITY, "Severity", roles=_SEVERITIES),
            Column(names.SIGNAL, "Signal"),
            Column(names.OBJECTIVE, "Objective"),
            Column(names.DASHBOARD, hidden=True),
        ),
        # "critical" stands before "warning" in the alphabet too.
        sort=("Severity", "True for"),
        no_value="Nothing fires",
    )


def _over_time(alerts: AlertSeries) -> Panel:
    pages, tickets = (f"count({alerts.of('firing', severity)}) or vector(0)" for severity in (_PAGES, _TICKETS))
    return Panel(
        key="count",
        title="Alerts that fire",
        description=described(
            "How many pages and tickets fire at a time.",
            names.ALERTS,
            do="more than two pages in a shift, and people stop to listen: mend the noisiest below.",
        ),
        kind=PanelKind.TIMESERIES,
        queries=(
            Query(pages, "pages", Role.CRITICAL, step="1m"),
            Query(tickets, "tickets", Role.WARNING, step="1m"),
        ),
        unit="none",
        width=24,
        height=7,
        minimum=Decimal(0),
        no_value="Nothing fired",
    )


def _noisiest(alerts: AlertSeries) -> Panel:
    path = dashboard_path(alerts_uid(alerts.environment.name))
    value = f"${{__data.fields.{names.SERVICE}:percentencode}}"
    alone = Link("Show the alerts of this service only", f"{path}?var-{names.SERVICE}={value}", narrows=True)
    return Panel(
        key="noisiest",
        title="Noisiest in the chosen time",
        description=described(
            "How often each alert began to fire, and for how long it fired, all its series together; to the minute.",
            names.ALERTS,
            do="often and short is a limit that is too tight; rarely and long is one that nobody acts on. Change it, "
            "or take it away.",
        ),
        kind=PanelKind.TABLE,
        queries=(
            overview.cell(alerts.times, "Times", "none"),
            overview.cell(alerts.seconds, "Firing for", "s"),
        ),
        width=24,
        height=10,
        columns=(Column(NAME, "Alert"), Column(names.SERVICE, "Service", alone), Column(names.OWNER, "Owner")),
        sort=("Times", "Firing for"),
        no_value="Nothing fired",
    )
