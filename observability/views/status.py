"""The first row: is it all right?"""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from observability import objectives
from observability.model import names
from observability.model.identity import alerts_uid, dashboard_path
from observability.model.panel import Link, Panel, PanelKind, Query, Role, Threshold
from observability.model.service import Service
from observability.objectives.kinds import kind_of
from observability.objectives.recordings import BURN_WINDOWS
from observability.objectives.scope import ObjectiveScope
from observability.objectives.tiers import TIERS
from observability.promql import equals, render_labels
from observability.signals import handwritten, telemetry
from observability.signals.guidance import about
from observability.signals.scope import Scope
from observability.views.line import COLUMNS, in_line

_HEIGHT = 5
_LEAST = 4
# What two lines of text take of a tile, above its values.
_HEAD = 2


def panels(service: Service, scopes: list[Scope]) -> Iterator[Panel]:
    """A line of what was promised, with a value for each objective; a line of what is so now, and what fires."""
    if promises := [own for scope in scopes for own in objectives.of(scope)]:
        yield from in_line(_promised(service, promises))
    tiles = tuple(_now(service))
    yield from tiles
    yield _alerts(service, sum(tile.width for tile in tiles))


def _promised(service: Service, promises: list[ObjectiveScope]) -> Iterator[Panel]:
    for made in (
        _attained(service, promises),
        _budget(service, promises),
        *(_burn(service, promises, i) for i in range(len(BURN_WINDOWS))),
    ):
        yield evolve(made, height=max(_LEAST, _HEAD + len(promises)))


def _now(service: Service) -> Iterator[Panel]:
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
        description=about(
            service,
            "The share of good events in each objective's window. Red: less than was promised.",
            *sorted({names.objective_error_ratio(own.objective.window) for own in promises}),
            do="see in the row below whether it is still falling; if not, the past was bad and now is good.",
        ),
        kind=PanelKind.STAT,
        queries=tuple(
            Query(
                f"1 - {own.series(names.objective_error_ratio(own.objective.window))}",
                _legend(own),
                thresholds=_kept(own.objective.target),
                base=Role.CRITICAL,
            )
            for own in promises
        ),
        unit="percentunit",
        decimals=3,
        thresholds=_kept(min(own.objective.target for own in promises)),
        base=Role.CRITICAL,
        no_value="No events yet",
    )


def _kept(target: Decimal) -> tuple[Threshold, ...]:
    return (Threshold(target, Role.FINE),)


def _budget(service: Service, promises: list[ObjectiveScope]) -> Panel:
    return Panel(
        key="status/budget",
        origin=service.origin,
        title="Budget left",
        description=about(
            service,
            "The share of each error budget that is left; below zero the promise is broken.",
            names.BUDGET_REMAINING,
            do="with little left, release with care; with nothing left, only what repairs.",
        ),
        kind=PanelKind.STAT,
        queries=tuple(Query(own.series(names.BUDGET_REMAINING), _legend(own)) for own in promises),
        unit="percentunit",
        decimals=1,
        thresholds=(Threshold(Decimal(0), Role.WARNING), Threshold(Decimal("0.2"), Role.FINE)),
        base=Role.CRITICAL,
        no_value="No events yet",
    )


def _burn(service: Service, promises: list[ObjectiveScope], index: int) -> Panel:
    window = BURN_WINDOWS[index]
    pages = [TIERS[index].factor(own.objective) for own in promises]
    return Panel(
        key=f"status/burn-{window}",
        origin=service.origin,
        title=f"Burn rate {window}",
        description=about(
            service,
            f"How many times faster than allowed each budget was spent over {window.words}. Yellow spends more than it "
            "may, red pages.",
            names.objective_burn_rate(window),
            do="the row below says since when, the signal's row says where.",
            alert=kind_of(promises[0]).ALERT if len({own.objective.name for own in promises}) == 1 else "",
        ),
        kind=PanelKind.STAT,
        queries=tuple(
            Query(own.series(names.objective_burn_rate(window)), _legend(own), thresholds=_spent(page), base=Role.FINE)
            for own, page in zip(promises, pages, strict=True)
        ),
        unit="suffix:x",
        decimals=1,
        thresholds=_spent(min(pages)),
        base=Role.FINE,
        no_value="No events",
    )


def _spent(page: Decimal) -> tuple[Threshold, ...]:
    return (Threshold(Decimal(1), Role.WARNING), Threshold(page, Role.CRITICAL))


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
