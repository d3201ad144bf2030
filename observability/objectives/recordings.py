"""What is recorded of a signal's objectives: all and bad events over every window, their ratio, the budget.

A rule serves all objectives of the signal where it can; `objective` and `events` tell its series apart.
"""

from collections.abc import Iterator, Sequence

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import plain
from observability.model.rule import Recording
from observability.objectives.kinds import kind_of
from observability.objectives.links import events_per_second
from observability.objectives.scope import ObjectiveScope
from observability.objectives.tiers import RATIO_WINDOWS
from observability.objectives.windows import H1, H6, RAW_WINDOWS, budget_link, chain
from observability.promql import aggregate, equal, or_zero, ratio
from observability.signals.scope import Scope

# The burn rates that people look at: the long windows of the pages.
BURN_WINDOWS = (H1, H6)


def recordings(owns: Sequence[ObjectiveScope]) -> Iterator[Recording]:
    """All rules, in evaluation order: 5m and 30m from raw series, the chain, the ratios, burn rates and budgets."""
    for own in owns:
        yield from _raw(own)
    scope = owns[0].scope
    links = chain(scope.service.environment.evaluation_interval)
    yield from (_shared(scope, names.objective_events(x.window), events_per_second(scope, x)) for x in links)
    yield from (_shared(scope, names.objective_error_ratio(x), _ratio(scope, x)) for x in RATIO_WINDOWS)
    yield from _budget_windows(owns)
    for own in owns:
        yield from _budget(own)


def _budget_windows(owns: Sequence[ObjectiveScope]) -> Iterator[Recording]:
    for window in sorted({own.objective.window for own in owns}):
        same = [own for own in owns if own.objective.window == window]
        scope, only = same[0].scope, () if len(same) == len(owns) else (equal(names.OBJECTIVE, same[0].objective.name),)
        yield _shared(scope, names.objective_events(window), events_per_second(scope, budget_link(window), *only))
        yield _shared(scope, names.objective_error_ratio(window), _ratio(scope, window))


def _budget(own: ObjectiveScope) -> Iterator[Recording]:
    for window in BURN_WINDOWS:
        yield own.record(names.objective_burn_rate(window), _spent(own, window))
    yield own.record(names.BUDGET_REMAINING, f"1 - {_spent(own, own.objective.window)}")
    yield own.record(names.TARGET, f"vector({plain(own.objective.target)})")


def _raw(own: ObjectiveScope) -> Iterator[Recording]:
    kind = kind_of(own)
    for window in RAW_WINDOWS:
        name = names.objective_events(window)
        yield own.record(name, or_zero(kind.errors(own, window)), **{names.EVENTS: names.BAD_EVENTS})
        yield own.record(name, or_zero(kind.events(own, window)), **{names.EVENTS: names.ALL_EVENTS})


def _shared(scope: Scope, name: str, expr: str) -> Recording:
    return scope.record(name, expr, scope.signal.origin)


def _ratio(scope: Scope, window: Duration) -> str:
    bad, every = (_counted(scope, window, which) for which in (names.BAD_EVENTS, names.ALL_EVENTS))
    return ratio(bad, every)


def _counted(scope: Scope, window: Duration, which: str) -> str:
    series = scope.series(names.objective_events(window), equal(names.EVENTS, which))
    return aggregate("sum", series, [names.OBJECTIVE])


def _spent(own: ObjectiveScope, window: Duration) -> str:
    """How many times the allowed share of events was bad."""
    return f"{own.read(names.objective_error_ratio(window))} / {plain(own.objective.budget)}"
