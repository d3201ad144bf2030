"""The services of one owner: what the team on call opens."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from observability.model import names
from observability.model.dashboard import Dashboard, Row
from observability.model.identity import alerts_uid, dashboard_path, fleet_uid, owner_uid
from observability.model.panel import Link, Panel, PanelKind, Query, Role
from observability.model.service import Environment, Owner
from observability.signals.guidance import described
from observability.signals.panels import MANY_ERRORS
from observability.views import overview
from observability.views.alert_history import timeline
from observability.views.alert_series import AlertSeries
from observability.views.choices import of_services
from observability.views.fleet import OWNER_TAG
from observability.views.fleet_series import BURN_RATE, FleetSeries
from observability.views.titles import in_environment, tags

_SERVICE = f"{{{{{names.SERVICE}}}}}"
_OBJECTIVE = f"{_SERVICE} {{{{{names.SIGNAL}}}}} {{{{{names.OBJECTIVE}}}}}"


def dashboard(owner: Owner, environment: Environment, services: int) -> Dashboard:
    """One page for the services of an owner, so many: what fires, who spends budget and how fast, what fired before."""
    fleet = FleetSeries(environment, owner.name)
    history = timeline(AlertSeries(environment, owner.name))
    return Dashboard(
        uid=owner_uid(owner.name, environment.name),
        title=in_environment(f"Services of {owner.title}", environment),
        description=f"What {owner.title} is on call for, those in trouble first.",
        rows=(
            Row("status", "Status", tuple(overview.status(fleet))),
            Row("services", "Services", (overview.table(fleet, services),)),
            Row("objectives", "Objectives", tuple(_objectives(fleet))),
            Row("signals", "Traffic, errors, latency", tuple(_signals(fleet))),
            Row("history", "What fired", (history,)),
        ),
        folder=owner.name,
        tags=tags(environment, OWNER_TAG),
        variables=tuple(of_services(fleet, names.TIER, names.SERVICE)),
        annotations=(overview.pages(fleet),),
        links=(
            Link("All services", dashboard_path(fleet_uid(environment.name))),
            Link("Alerts", f"{dashboard_path(alerts_uid(environment.name))}?var-{names.OWNER}={owner.name}"),
        ),
    )


def _objectives(fleet: FleetSeries) -> Iterator[Panel]:
    yield _lines(
        Panel(
            key="budget",
            title="Budget left, the ten objectives with the least",
            description=described(
                "The share of each error budget that is left; below zero the promise is broken.",
                names.BUDGET_REMAINING,
                do="with nothing left, release only what repairs.",
            ),
            kind=PanelKind.TIMESERIES,
            unit="percentunit",
            width=12,
            height=9,
            maximum=Decimal(1),
            thresholds=overview.BUDGET,
            base=Role.CRITICAL,
        ),
        f"bottomk(10, {fleet.of_objectives(names.BUDGET_REMAINING)})",
        _OBJECTIVE,
    )
    yield _lines(
        Panel(
            key="burn",
            title="Fastest burn rates, ten objectives",
            description=described(
                "How many times faster than allowed each budget was spent in 1 hour. Above 1 the axis is logarithmic.",
                BURN_RATE,
                do="open the dashboard of the service: its lines are where somebody is told.",
            ),
            kind=PanelKind.TIMESERIES,
            unit="suffix:x",
            width=12,
            height=9,
            minimum=Decimal(0),
            log_above=Decimal(1),
            thresholds=overview.BURN,
        ),
        f"topk(10, {fleet.of_objectives(BURN_RATE)})",
        _OBJECTIVE,
    )


def _signals(fleet: FleetSeries) -> Iterator[Panel]:
    for key, title, names_read, expr, unit in (
        ("traffic", "Traffic", (names.TRAFFIC,), fleet.traffic, "reqps"),
        ("errors", "Errors", (names.ERRORS, names.TRAFFIC), fleet.error_ratio, "percentunit"),
        ("latency", "p99", (names.LATENCY_QUANTILE,), fleet.p99, "s"),
    ):
        shares = unit == "percentunit"
        panel = Panel(
            key=key,
            title=f"{title}, the ten highest",
            description=described(
                "Of each service; errors and p99 are those of its worst signal.", *names_read, do=overview.DOWN
            ),
            kind=PanelKind.TIMESERIES,
            unit=unit,
            minimum=Decimal(0),
            maximum=Decimal(1) if shares else None,
            log_above=MANY_ERRORS if shares else None,
        )
        yield _lines(panel, f"topk(10, {expr})", _SERVICE, "No errors" if shares else "No events")


def _lines(panel: Panel, expr: str, legend: str, nothing: str = "No events") -> Panel:
    return evolve(panel, queries=(Query(expr, legend, Role.PALETTE, step="5m"),), no_value=nothing)
