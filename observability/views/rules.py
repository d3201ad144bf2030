"""What our rules cost the Prometheus that evaluates them, and whether it keeps up."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.dashboard import Dashboard, Row
from observability.model.identity import dashboard_path, fleet_uid, rules_uid
from observability.model.panel import Column, Link, Panel, PanelKind, Query, Role, Threshold
from observability.model.service import Environment
from observability.signals.guidance import described
from observability.views import overview
from observability.views.choices import of_services
from observability.views.fleet_series import FleetSeries
from observability.views.rule_series import RuleSeries
from observability.views.rule_tiles import NOT_SCRAPED, SELF, SHARE, tiles
from observability.views.titles import in_environment, tags

_SERVICE = f"{{{{{names.SERVICE}}}}}"


def dashboard(environment: Environment, services: int) -> Dashboard:
    """One page for the rules of so many services: is every group in time, what is lost, who costs most."""
    rules = RuleSeries(environment)
    return Dashboard(
        uid=rules_uid(environment.name),
        title=in_environment("Cost of the rules", environment),
        description=f"What the rules of all services cost Prometheus, from its own metrics. {SELF}",
        rows=(
            Row("status", "In time?", tuple(tiles(rules))),
            Row("trends", "Over time", tuple(_graphs(rules))),
            Row("services", "Services", (_table(rules, services),)),
        ),
        tags=tags(environment, "fleet"),
        variables=tuple(of_services(FleetSeries(environment), names.OWNER, names.SERVICE)),
        links=(Link("All services", dashboard_path(fleet_uid(environment.name))),),
    )


def _graphs(rules: RuleSeries) -> Iterator[Panel]:
    yield _graph(
        "share",
        "Share of the interval, the ten slowest groups",
        "Above the lines a group is close to missing evaluations, or misses them.",
        f"topk(10, {rules.share})",
        "{{rule_group}}",
        names.RULE_SECONDS,
        "percentunit",
        SHARE,
    )
    yield _graph(
        "seconds",
        "Evaluating, the ten dearest services",
        "Seconds that one evaluation of all groups of a service takes.",
        f"topk(10, {rules.by_service('sum', rules.level(names.RULE_SECONDS))})",
        _SERVICE,
        names.RULE_SECONDS,
        "s",
    )
    yield _graph(
        "samples-by-service",
        "Samples an evaluation, the ten largest services",
        "Samples that one evaluation of all groups of a service writes.",
        f"topk(10, {rules.by_service('sum', rules.level(names.RULE_SAMPLES))})",
        _SERVICE,
        names.RULE_SAMPLES,
        "none",
    )
    yield _graph(
        "missed-by-service",
        "Missed evaluations, ten services",
        "Evaluations that were skipped, in each five minutes.",
        f"topk(10, {rules.by_service('sum', rules.increase(names.RULE_MISSED, '5m'))} > 0)",
        _SERVICE,
        names.RULE_MISSED,
        "none",
        nothing="None missed",
    )


def _graph(
    key: str,
    title: str,
    what: str,
    expr: str,
    legend: str,
    name: str,
    unit: str,
    steps: tuple[Threshold, ...] = (),
    nothing: str = NOT_SCRAPED,
) -> Panel:
    return Panel(
        key=key,
        title=title,
        description=described(what, name, do="see what the dearest has more than others: labels, signals.", more=SELF),
        kind=PanelKind.TIMESERIES,
        queries=(Query(expr, legend, Role.PALETTE, step="5m"),),
        unit=unit,
        width=12,
        minimum=Decimal(0),
        thresholds=steps,
        no_value=nothing,
    )


def _table(rules: RuleSeries, services: int) -> Panel:
    return Panel(
        key="services",
        title="Services, the dearest first",
        description=described(
            "What one evaluation of all groups of each service takes and writes.",
            names.RULE_SECONDS,
            names.RULE_SAMPLES,
            names.RULE_COUNT,
            do="fewer values of `by` labels are fewer samples; fewer objectives are fewer rules.",
            more=SELF,
        ),
        kind=PanelKind.TABLE,
        queries=(
            overview.cell(rules.by_service("sum", rules.level(names.RULE_SECONDS)), "Evaluating", "s"),
            overview.cell(rules.by_service("max", rules.share), "Slowest group", "percentunit", SHARE, Role.FINE),
            overview.cell(rules.by_service("sum", rules.level(names.RULE_COUNT)), "Rules", "none"),
            overview.cell(rules.by_service("sum", rules.level(names.RULE_SAMPLES)), "Samples", "none"),
        ),
        width=24,
        height=overview.rows(services),
        columns=(Column(names.SERVICE, "Service"),),
        sort=("Evaluating",),
        no_value=NOT_SCRAPED,
    )
