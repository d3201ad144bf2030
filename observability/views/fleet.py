"""The overview of all services: who is in trouble, whose it is, and the way down to each."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.identity import fleet_uid
from observability.model.panel import (
    Annotation,
    Column,
    Dashboard,
    Link,
    Panel,
    PanelKind,
    Query,
    QueryFormat,
    Role,
    Row,
    Threshold,
    Variable,
)
from observability.model.service import Environment
from observability.views.fleet_series import BURN_RATE, FleetSeries

_BUDGET = (Threshold(Decimal(0), Role.WARNING), Threshold(Decimal("0.2"), Role.FINE))
# At 1 the budget lasts exactly for its window; at 14.4 a thirty-day budget is gone in two days.
_BURN = (Threshold(Decimal(1), Role.WARNING), Threshold(Decimal("14.4"), Role.CRITICAL))
_ANY = (Threshold(Decimal(1), Role.CRITICAL),)


def dashboard(environment: Environment) -> Dashboard:
    """One page for all services of an environment. It reads recorded series only, a few for each service."""
    fleet = FleetSeries(environment)
    return Dashboard(
        uid=fleet_uid(environment.name),
        title="Fleet" if environment.name == "default" else f"Fleet ({environment.name})",
        description="All services, those in trouble first. A service's name leads to its dashboard.",
        rows=(
            Row("status", "Status", tuple(_status(fleet))),
            Row("services", "Services", (_overview(fleet),)),
            Row("trends", "Who spends budget, who has traffic", tuple(_trends(fleet))),
        ),
        tags=tuple(sorted({"observability", "fleet", environment.name})),
        variables=tuple(_variables(fleet)),
        annotations=(_pages(fleet),),
    )


def _variables(fleet: FleetSeries) -> Iterator[Variable]:
    for label in (names.OWNER, names.TIER, names.SERVICE):
        yield Variable(label, label.capitalize(), fleet.every(names.SERVICE_INFO), label)


def _pages(fleet: FleetSeries) -> Annotation:
    firing = fleet.firing_by("alertname", names.SERVICE, severity="critical")
    return Annotation("Pages", firing, Role.CRITICAL, f"{{{{alertname}}}} of {{{{{names.SERVICE}}}}}")


def _status(fleet: FleetSeries) -> Iterator[Panel]:
    spent = f"{fleet.budget} <= 0"
    yield _count("services", "Services", f"How many there are. Reads `{names.SERVICE_INFO}`.", fleet.info)
    yield _count("firing", "With firing alerts", "Reads `ALERTS`.", f"{fleet.firing} > 0", _ANY)
    yield _count("spent", "Without budget", f"Reads `{names.BUDGET_REMAINING}`.", spent, _ANY)
    yield Panel(
        key="alerts",
        title="Firing alerts",
        description="What fires and what is about to, the worst first.",
        kind=PanelKind.ALERT_LIST,
        queries=(Query(fleet.alerts),),
        width=12,
    )


def _count(key: str, title: str, description: str, expr: str, thresholds: tuple[Threshold, ...] = ()) -> Panel:
    return Panel(
        key=key,
        title=title,
        description=description,
        kind=PanelKind.STAT,
        queries=(Query(f"count({expr}) or vector(0)", title),),
        unit="none",
        width=4,
        thresholds=thresholds,
        base=Role.FINE if thresholds else Role.NEUTRAL,
    )


def _overview(fleet: FleetSeries) -> Panel:
    down = Link("Open the dashboard of this service", f"/d/${{__data.fields.{names.DASHBOARD}}}")
    return Panel(
        key="overview",
        title="Services, those in trouble first",
        description="Sorted by firing alerts, then by burn rate. Error ratio and p99 are those of the worst signal, "
        "budget and burn rate those of the worst objective.",
        kind=PanelKind.TABLE,
        queries=tuple(_cells(fleet)),
        width=24,
        height=16,
        columns=(
            Column(names.SERVICE, "Service", link=down),
            Column(names.OWNER, "Owner"),
            Column(names.TIER, "Tier"),
            Column(names.DASHBOARD, hidden=True),
        ),
        sort=("Firing", "Burn rate 1h"),
    )


def _cells(fleet: FleetSeries) -> Iterator[Query]:
    yield _cell(fleet.info)
    yield _cell(fleet.traffic, "Rate", "reqps", role=Role.RATE)
    yield _cell(fleet.error_ratio, "Error ratio", "percentunit", role=Role.ERRORS)
    yield _cell(fleet.p99, "p99", "s", role=Role.DURATION)
    yield _cell(fleet.budget, "Budget left", "percentunit", _BUDGET, Role.CRITICAL)
    yield _cell(fleet.burn_rate, "Burn rate 1h", "suffix:x", _BURN, Role.FINE)
    yield _cell(fleet.firing, "Firing", "none", _ANY, Role.FINE)


def _cell(
    expr: str,
    column: str = "",
    unit: str = "",
    steps: tuple[Threshold, ...] = (),
    base: Role = Role.NEUTRAL,
    role: Role | None = None,
) -> Query:
    table = QueryFormat.TABLE
    return Query(expr, role=role, instant=True, format=table, column=column, unit=unit, thresholds=steps, base=base)


def _trends(fleet: FleetSeries) -> Iterator[Panel]:
    yield _trend("burn", "Fastest burn rates", BURN_RATE, fleet.burn_rate, "suffix:x")
    yield _trend("traffic", "Busiest services", names.TRAFFIC, fleet.traffic, "reqps")


def _trend(key: str, title: str, name: str, expr: str, unit: str) -> Panel:
    return Panel(
        key=key,
        title=title,
        description=f"The ten largest at each moment. Reads `{name}`.",
        kind=PanelKind.TIMESERIES,
        queries=(Query(f"topk(10, {expr})", f"{{{{{names.SERVICE}}}}}", Role.PALETTE),),
        unit=unit,
        width=12,
        minimum=Decimal(0),
    )
