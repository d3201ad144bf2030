"""The first row: is it all right?"""

from collections.abc import Iterator
from decimal import Decimal

from observability import objectives
from observability.model import names
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.model.service import Service
from observability.objectives.recordings import BURN_WINDOWS
from observability.objectives.scope import ObjectiveScope
from observability.objectives.tiers import TIERS
from observability.promql import equal, render_labels
from observability.signals import handwritten, telemetry
from observability.signals.scope import Scope
from observability.views.line import in_line

_HEIGHT = 4


def panels(service: Service, scopes: list[Scope]) -> Iterator[Panel]:
    """Objectives, budgets, burn rates, then what fires and what is up; a second line lists the firing alerts."""
    promises = [own for scope in scopes for own in objectives.of(scope)]
    yield from in_line(_stats(service, promises))
    yield _alerts(service)


def _stats(service: Service, promises: list[ObjectiveScope]) -> Iterator[Panel]:
    if promises:
        yield _attained(service, promises)
        yield _budget(service, promises)
        yield from (_burn(service, promises, i) for i in range(len(BURN_WINDOWS)))
    yield _firing(service)
    yield telemetry.panel(service)
    if service.deploys:
        yield _deploy(service)


def _legend(own: ObjectiveScope) -> str:
    return f"{own.scope.title} {own.objective.name}"


def _attained(service: Service, promises: list[ObjectiveScope]) -> Panel:
    return Panel(
        key="status/attained",
        origin=service.origin,
        title="Objective attained",
        description="The share of good events in each objective's window. Red: less than was promised.",
        kind=PanelKind.STAT,
        queries=tuple(
            Query(f"1 - {own.series(names.objective_error_ratio(own.objective.window))}", _legend(own))
            for own in promises
        ),
        unit="percentunit",
        height=_HEIGHT,
        decimals=3,
        thresholds=(Threshold(min(own.objective.target for own in promises), Role.FINE),),
        base=Role.CRITICAL,
        no_value="No events yet",
    )


def _budget(service: Service, promises: list[ObjectiveScope]) -> Panel:
    return Panel(
        key="status/budget",
        origin=service.origin,
        title="Budget left",
        description="The share of each error budget that is left; below zero the promise is broken. "
        f"Reads `{names.BUDGET_REMAINING}`.",
        kind=PanelKind.STAT,
        queries=tuple(Query(own.series(names.BUDGET_REMAINING), _legend(own)) for own in promises),
        unit="percentunit",
        height=_HEIGHT,
        decimals=1,
        thresholds=(Threshold(Decimal(0), Role.WARNING), Threshold(Decimal("0.2"), Role.FINE)),
        base=Role.CRITICAL,
        no_value="No events yet",
    )


def _burn(service: Service, promises: list[ObjectiveScope], index: int) -> Panel:
    window = BURN_WINDOWS[index]
    page = min(TIERS[index].factor(own.objective) for own in promises)
    return Panel(
        key=f"status/burn-{window}",
        origin=service.origin,
        title=f"Burn rate {window}",
        description=f"How many times faster than allowed each budget was spent over {window.words}. "
        f"Reads `{names.objective_burn_rate(window)}`.",
        kind=PanelKind.STAT,
        queries=tuple(Query(own.series(names.objective_burn_rate(window)), _legend(own)) for own in promises),
        unit="suffix:x",
        height=_HEIGHT,
        decimals=1,
        thresholds=(Threshold(Decimal(1), Role.WARNING), Threshold(page, Role.CRITICAL)),
        base=Role.FINE,
        no_value="No events",
    )


def alerts_of(service: Service, **more: str) -> str:
    """The labels of the service's alerts, as PromQL in braces."""
    labels = {**service.environment.labels, names.SERVICE: service.name, **more}
    return render_labels(tuple(equal(label, value) for label, value in labels.items()))


def _firing(service: Service) -> Panel:
    firing = f"ALERTS{alerts_of(service, alertstate='firing')}"
    return Panel(
        key="status/firing",
        origin=service.origin,
        title="Firing alerts",
        description="Alerts of this service that fire now, of any severity.",
        kind=PanelKind.STAT,
        queries=(Query(f"count({firing}) or vector(0)", "firing"),),
        height=_HEIGHT,
        decimals=0,
        thresholds=(Threshold(Decimal(1), Role.CRITICAL),),
        base=Role.FINE,
    )


def _deploy(service: Service) -> Panel:
    return Panel(
        key="status/deploy",
        origin=service.origin,
        title="Last deploy",
        description="When the series of `deploys` last took a new value.",
        kind=PanelKind.STAT,
        queries=(Query(f"max({service.deploys}) * 1000", "deploy"),),
        unit="dateTimeFromNow",
        height=_HEIGHT,
        no_value="Unknown",
    )


def _alerts(service: Service) -> Panel:
    return Panel(
        key=handwritten.PANEL,
        origin=service.origin,
        title="What fires",
        description="The firing and pending alerts of this service, the newest first.",
        kind=PanelKind.ALERT_LIST,
        queries=(Query(alerts_of(service)),),
        width=24,
        height=5,
        no_value="Nothing fires",
    )
