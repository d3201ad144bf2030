"""What is recorded of an objective: bad and all events over every window, their ratio, the budget."""

from collections.abc import Iterator

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import plain
from observability.model.rule import Recording
from observability.objectives.kinds import ObjectiveKind
from observability.objectives.scope import ObjectiveScope
from observability.objectives.tiers import RATIO_WINDOWS
from observability.objectives.windows import H1, H6, RAW_WINDOWS, Link, Tile, chain, raw_range
from observability.promql import indent, or_zero, ratio

# The burn rates that people look at: the long windows of the pages.
BURN_WINDOWS = (H1, H6)


def recordings(own: ObjectiveScope, kind: ObjectiveKind) -> Iterator[Recording]:
    """All rules of an objective in evaluation order: 5m and 30m from raw series, the chain, the ratios, the budget."""
    window = own.objective.window
    for raw in RAW_WINDOWS:
        reach = raw_range(raw, own.scope.service.environment.scrape_interval)
        yield own.record(names.objective_errors(raw), or_zero(kind.errors(own, reach)))
        yield own.record(names.objective_events(raw), or_zero(kind.events(own, reach)))
    for link in chain(window):
        yield own.record(names.objective_errors(link.window), _sum(own, names.objective_errors, link))
        yield own.record(names.objective_events(link.window), _sum(own, names.objective_events, link))
    for span in (*RATIO_WINDOWS, window):
        yield own.record(names.objective_error_ratio(span), _ratio(own, span))
    yield from _budget(own, window)


def _sum(own: ObjectiveScope, name: names.Windowed, link: Link) -> str:
    terms = "\n+ ".join(_term(own, name, tile) for tile in link.tiles)
    parts = sum(tile.weight for tile in link.tiles)
    return f"(\n{indent(terms)}\n) / {parts}"


def _term(own: ObjectiveScope, name: names.Windowed, tile: Tile) -> str:
    # A hole in the past counts nothing, in errors and in events alike.
    term = f"({or_zero(own.read(name(tile.window), tile.offset))})"
    return f"{tile.weight} * {term}" if tile.weight > 1 else term


def _ratio(own: ObjectiveScope, window: Duration) -> str:
    return ratio(own.read(names.objective_errors(window)), own.read(names.objective_events(window)))


def _budget(own: ObjectiveScope, window: Duration) -> Iterator[Recording]:
    budget = plain(own.objective.budget)
    for burn in BURN_WINDOWS:
        spent = own.read(names.objective_error_ratio(burn))
        yield own.record(names.objective_burn_rate(burn), f"{spent} / {budget}")
    spent = own.read(names.objective_error_ratio(window))
    yield own.record(names.BUDGET_REMAINING, f"1 - {spent} / {budget}")
    yield own.record(names.TARGET, f"vector({plain(own.objective.target)})")
