"""A link of the chain as PromQL: the events per second of a window, from the tiles that cover it."""

from observability.model import names
from observability.model.selector import Matcher
from observability.objectives.windows import GAP, H6, Cover, Link, Tile
from observability.promql import aggregate, indent, offset, relabel
from observability.signals.scope import Scope

# What tells the events of one objective apart. All else that a recorded series carries stands on the rule.
_IDENTITY = (names.OBJECTIVE, names.EVENTS)


def events_per_second(scope: Scope, link: Link, *objectives: Matcher) -> str:
    """All and bad events of the objectives that match, by `objective` and `events`.

    Each cover counts too little where a gap in the scrapes lies on an edge, and never too much: the highest is right.
    """
    first, *others = (_mean(scope, cover, objectives) for cover in link.covers)
    if not others:
        return first
    told_apart = (relabel(cover, "cover", str(i)) for i, cover in enumerate(others, 2))
    return _aggregate("max", "\nor\n".join((first, *told_apart)))


def _mean(scope: Scope, cover: Cover, objectives: tuple[Matcher, ...]) -> str:
    """The mean over the tiles, each as often as it is long; one that is missing counts nothing."""
    unit = min(tile.window for tile in cover)
    weights = [tile.window // unit for tile in cover]
    terms = (_term(scope, tile, weight, objectives) for tile, weight in zip(cover, weights, strict=True))
    tiles = _aggregate("sum", "\nor ".join(terms))
    return f"{tiles} / {sum(weights)}"


def _term(scope: Scope, tile: Tile, weight: int, objectives: tuple[Matcher, ...]) -> str:
    series = scope.series(names.objective_events(tile.window), *objectives)
    read = _read(series, tile)
    weighed = f"{weight} * {read}" if weight > 1 else read
    # A label of its own, for `or` drops what has the same labels as its left side.
    return relabel(weighed, "ended", str(tile.offset)) if tile.offset.milliseconds else weighed


def _read(series: str, tile: Tile) -> str:
    if not tile.offset.milliseconds:
        return series
    if tile.window < H6:
        return offset(series, tile.offset)
    # These windows have one cover: where Prometheus itself was down, the value before that stands in.
    return f"last_over_time({offset(f'{series}[{GAP}]', tile.offset)})"


def _aggregate(function: str, expr: str) -> str:
    return aggregate(function, f"\n{indent(expr)}\n", _IDENTITY)
