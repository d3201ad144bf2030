"""The tiles of the first row that tell what was promised, with a value for each objective."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from observability.model import names
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.model.service import Service
from observability.objectives.kinds import kind_of
from observability.objectives.recordings import BURN_WINDOWS
from observability.objectives.scope import ObjectiveScope
from observability.objectives.tiers import TIERS
from observability.signals.guidance import about

_LEAST = 4
# What two lines of text take of a tile, above its values.
_HEAD = 2


def tiles(service: Service, promises: list[ObjectiveScope]) -> Iterator[Panel]:
    """Each as high as there are objectives."""
    for made in (
        _attained(service, promises),
        _budget(service, promises),
        *(_burn(service, promises, i) for i in range(len(BURN_WINDOWS))),
    ):
        yield evolve(made, height=max(_LEAST, _HEAD + len(promises)))


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
