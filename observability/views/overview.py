"""Parts that the views of many services share: tiles, the table with a row a service, graphs of the worst."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.dashboard import Annotation
from observability.model.identity import dashboard_path, fleet_uid
from observability.model.panel import Column, Link, Panel, PanelKind, Query, QueryFormat, Role, Threshold
from observability.signals.guidance import described
from observability.views.fleet_series import BURN_RATE, FleetSeries

BUDGET = (Threshold(Decimal(0), Role.WARNING), Threshold(Decimal("0.2"), Role.FINE))
# At 1 the budget lasts exactly for its window; at 14.4 a thirty-day budget is gone in two days.
BURN = (Threshold(Decimal(1), Role.WARNING), Threshold(Decimal("14.4"), Role.CRITICAL))
ANY = (Threshold(Decimal(1), Role.CRITICAL),)
SOME = (Threshold(Decimal(1), Role.WARNING),)

# Beside a list of alerts, tiles need not be taller.
_TILES = 6
# A row of a table is about as high as one step of Grafana's grid; title and header take two more.
_AROUND, _FEWEST, _MOST = 3, 3, 21

# In a cell: this row has no such value.
NOTHING = "-"
DOWN = "open the dashboard of the service: a click on its name."


def pages(fleet: FleetSeries) -> Annotation:
    """Pages as marks; tickets would cover a graph of many services."""
    firing = fleet.firing_by("alertname", names.SERVICE, severity="critical")
    return Annotation("Pages", firing, Role.CRITICAL, f"{{{{alertname}}}} of {{{{{names.SERVICE}}}}}")


def status(fleet: FleetSeries) -> Iterator[Panel]:
    """Three numbers, and what fires."""
    spent = f"{fleet.budget} <= 0"
    yield count("services", "Services", "How many there are.", fleet.info, names.SERVICE_INFO)
    what = "How many services have alerts that fire and wake somebody."
    yield count("firing", "With pages", what, f"{fleet.firing('critical')} > 0", "ALERTS", ANY)
    what = "How many services have spent the whole budget of an objective."
    yield count("spent", "Without budget", what, spent, names.BUDGET_REMAINING, ANY)
    yield Panel(
        key="alerts",
        title="Firing alerts",
        description=described(
            "What fires and what is about to, the worst first.", do="open an alert: it links to its runbook and panel."
        ),
        kind=PanelKind.ALERT_LIST,
        queries=(Query(fleet.alerts),),
        width=12,
        height=_TILES,
        no_value="Nothing fires",
    )


def count(key: str, title: str, what: str, expr: str, name: str, thresholds: tuple[Threshold, ...] = ()) -> Panel:
    """A tile: how many series there are; 0 where there are none."""
    return Panel(
        key=key,
        title=title,
        description=described(what, name, do="the table below has their names, those in trouble first."),
        kind=PanelKind.STAT,
        # Of many services a past behind each number would cost more than all else here.
        queries=(Query(f"count({expr}) or vector(0)", title, instant=True),),
        unit="none",
        width=4,
        height=_TILES,
        thresholds=thresholds,
        base=Role.FINE if thresholds else Role.NEUTRAL,
        no_value="0",
    )


def rows(services: int) -> int:
    """How high a table is that has a row for each service; of many, one that scrolls."""
    return _AROUND + min(max(services, _FEWEST), _MOST)


def table(fleet: FleetSeries, services: int) -> Panel:
    """A row a service, sorted by trouble."""
    down = Link("Open the dashboard of this service", f"/d/${{__data.fields.{names.DASHBOARD}}}")
    return Panel(
        key="overview",
        title="Services, those in trouble first",
        description=described(
            "Sorted by pages that fire, then by tickets, then by burn rate. Error ratio and p99 are those of the worst "
            "signal, budget and burn rate those of the worst objective.",
            names.SERVICE_INFO,
            names.TRAFFIC,
            names.ERRORS,
            names.LATENCY_QUANTILE,
            names.BUDGET_REMAINING,
            BURN_RATE,
            "ALERTS",
            do=DOWN,
        ),
        kind=PanelKind.TABLE,
        queries=tuple(_cells(fleet)),
        width=24,
        height=rows(services),
        columns=(
            Column(names.SERVICE, "Service", link=down),
            # On the page of one owner it would say the same in each row.
            Column(names.OWNER, "Owner", hidden=True) if fleet.owner else Column(names.OWNER, "Owner", _owner(fleet)),
            Column(names.TIER, "Tier"),
            Column(names.DASHBOARD, hidden=True),
        ),
        sort=("Pages", "Tickets", "Burn rate 1h"),
        no_value="No services",
    )


def _owner(fleet: FleetSeries) -> Link:
    path = dashboard_path(fleet_uid(fleet.environment.name))
    value = f"${{__data.fields.{names.OWNER}:percentencode}}"
    return Link("Show the services of this owner only", f"{path}?var-{names.OWNER}={value}", narrows=True)


def _cells(fleet: FleetSeries) -> Iterator[Query]:
    yield cell(fleet.info)
    yield cell(fleet.traffic, "Rate", "reqps", role=Role.RATE)
    yield cell(fleet.error_ratio, "Error ratio", "percentunit", role=Role.ERRORS)
    yield cell(fleet.p99, "p99", "s", role=Role.DURATION)
    yield cell(fleet.budget, "Budget left", "percentunit", BUDGET, Role.CRITICAL)
    yield cell(fleet.burn_rate, "Burn rate 1h", "suffix:x", BURN, Role.FINE)
    yield cell(fleet.firing("critical"), "Pages", "none", ANY, Role.FINE)
    yield cell(fleet.firing("warning"), "Tickets", "none", SOME, Role.FINE)


def cell(
    expr: str,
    column: str = "",
    unit: str = "",
    steps: tuple[Threshold, ...] = (),
    base: Role = Role.NEUTRAL,
    role: Role | None = None,
) -> Query:
    """The query of a column."""
    table = QueryFormat.TABLE
    return Query(
        expr,
        role=role,
        instant=True,
        format=table,
        column=column,
        unit=unit,
        thresholds=steps,
        base=base,
        no_value=NOTHING if column else "",
    )
