"""The overview of all services: who is in trouble, whose it is, and the way down to each."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.dashboard import Dashboard, Menu, Row
from observability.model.identity import alerts_uid, dashboard_path, fleet_uid, rules_uid
from observability.model.panel import Link, Panel, PanelKind, Query, Role
from observability.model.service import Environment
from observability.signals.guidance import described
from observability.views import overview
from observability.views.choices import of_services
from observability.views.fleet_series import BURN_RATE, FleetSeries
from observability.views.titles import in_environment, tags

# On every view of an owner's services.
OWNER_TAG = "owner"


def dashboard(environment: Environment, services: int) -> Dashboard:
    """One page for so many services of an environment. It reads recorded series only, a few for each service."""
    fleet = FleetSeries(environment)
    return Dashboard(
        uid=fleet_uid(environment.name),
        title=in_environment("Fleet", environment),
        description="All services, those in trouble first. A service's name leads to its dashboard.",
        rows=(
            Row("status", "Status", tuple(overview.status(fleet))),
            Row("services", "Services", (overview.table(fleet, services),)),
            Row("trends", "Who spends budget, who has traffic", tuple(_trends(fleet))),
        ),
        tags=tags(environment, "fleet"),
        variables=tuple(of_services(fleet, names.OWNER, names.TIER, names.SERVICE)),
        annotations=(overview.pages(fleet),),
        links=(
            Link("Alerts", dashboard_path(alerts_uid(environment.name))),
            Link("Cost of the rules", dashboard_path(rules_uid(environment.name))),
        ),
        menus=(Menu("Owners", (environment.name, "observability", OWNER_TAG)),),
    )


def _trends(fleet: FleetSeries) -> Iterator[Panel]:
    yield _trend("burn", "Fastest burn rates", BURN_RATE, fleet.burn_rate, "suffix:x")
    yield _trend("traffic", "Busiest services", names.TRAFFIC, fleet.traffic, "reqps")


def _trend(key: str, title: str, name: str, expr: str, unit: str) -> Panel:
    burns = name == BURN_RATE
    return Panel(
        key=key,
        title=title,
        description=described(
            f"The ten largest at each moment.{' Above 1 the axis is logarithmic.' if burns else ''}",
            name,
            do="open the dashboard of the service: the table above leads to it.",
        ),
        kind=PanelKind.TIMESERIES,
        # One point in five minutes: a thousand services at every scrape would be too much to ask.
        queries=(Query(f"topk(10, {expr})", f"{{{{{names.SERVICE}}}}}", Role.PALETTE, step="5m"),),
        unit=unit,
        width=12,
        minimum=Decimal(0),
        log_above=Decimal(1) if burns else None,
        thresholds=overview.BURN if burns else (),
        no_value="No events",
    )
