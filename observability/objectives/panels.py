"""How an objective is shown: what is left of the budget, and how fast it goes."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.numbers import percent, plain, round_significant
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.objectives.kinds import ObjectiveKind
from observability.objectives.recordings import BURN_WINDOWS
from observability.objectives.scope import ObjectiveScope
from observability.objectives.tiers import TIERS
from observability.signals import stores
from observability.signals.guidance import about

# A little lower than other graphs: of many objectives there are many, and what is below them is looked for too.
_HEIGHT = 7
_ROLES = {"critical": Role.CRITICAL, "warning": Role.WARNING}


def panels(own: ObjectiveScope, kind: ObjectiveKind) -> Iterator[Panel]:
    """The objective's pair of panels, side by side."""
    yield _budget(own, kind)
    yield _burn_rate(own, kind)


def _budget(own: ObjectiveScope, kind: ObjectiveKind) -> Panel:
    target, window = percent(own.objective.target), own.objective.window
    return Panel(
        key=own.panel_key("budget"),
        origin=own.objective.origin,
        title=f"{own.scope.title}: {own.objective.name} budget left ({target} over {window.words})",
        description=about(
            own.scope.service,
            "The share of the error budget that is left: 100 % is untouched, 0 % is spent. An event is bad when it "
            f"{kind.bad_event(own)}.",
            names.BUDGET_REMAINING,
            do="where it falls, the burn rate beside it says how fast, and since when. With nothing left, release only "
            "what repairs.",
            alert=kind.ALERT,
        ),
        kind=PanelKind.TIMESERIES,
        queries=(Query(own.series(names.BUDGET_REMAINING), "budget left", Role.VALUE),),
        unit="percentunit",
        width=12,
        height=_HEIGHT,
        maximum=Decimal(1),
        thresholds=(Threshold(Decimal(0), Role.WARNING), Threshold(Decimal("0.2"), Role.FINE)),
        base=Role.CRITICAL,
        no_value="No events yet",
    )


def _burn_rate(own: ObjectiveScope, kind: ObjectiveKind) -> Panel:
    lines = factors(own)
    drawn = f"The lines are the factors of `{kind.ALERT}`. " if lines else ""
    return Panel(
        key=own.panel_key("burn-rate"),
        origin=own.objective.origin,
        title=f"{own.scope.title}: {own.objective.name} burn rate",
        description=about(
            own.scope.service,
            "How many times faster than allowed the budget is spent; at 1 it is gone at the window's end. Above 1 the "
            f"axis is logarithmic. {drawn}".strip(),
            *map(names.objective_burn_rate, BURN_WINDOWS),
            do=f"above a line somebody was told. The row {own.scope.title} says where, deploys are marked.",
            alert=kind.ALERT,
        ),
        kind=PanelKind.TIMESERIES,
        queries=tuple(
            Query(own.series(names.objective_burn_rate(w)), f"over {w.words}", Role.ERRORS) for w in BURN_WINDOWS
        ),
        unit="suffix:x",
        width=12,
        height=_HEIGHT,
        minimum=Decimal(0),
        log_above=Decimal(1),
        thresholds=lines,
        no_value="No events yet",
        links=stores.links(own.scope.service),
        explore=stores.explores(own.scope.service),
    )


def factors(own: ObjectiveScope) -> tuple[Threshold, ...]:
    """The factors at which somebody is told, as lines, ascending: where two are one, the worse."""
    alerts = own.objective.alerting.by_severity
    told = [tier for tier in reversed(TIERS) if alerts[tier.severity].disabled is None]
    steps = {_shown(tier.factor(own.objective)): _ROLES[tier.severity] for tier in told}
    return tuple(Threshold(value, steps[value]) for value in sorted(steps))


def _shown(factor: Decimal) -> Decimal:
    return Decimal(plain(round_significant(factor, 4)))
