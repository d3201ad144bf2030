"""Conditions on the hour, the minute or the day: how long they hold at a time."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from observability.model.durations import Duration
from observability.promql.tree import Binary, Call, Node
from observability.proof.satisfiability.asked import asked
from observability.proof.satisfiability.intervals import ANY, Interval, point

# Their values, one after the other for so long each, and then again.
_CYCLES: Mapping[str, tuple[Sequence[int], Duration]] = {
    "minute": (range(60), Duration.parse("1m")),
    "hour": (range(24), Duration.parse("1h")),
    "day_of_week": (range(7), Duration.parse("1d")),
}


def briefest(node: Node) -> tuple[Node, Duration] | None:
    """Of what must hold, the time of day or week that passes soonest, and after how long; None where none does."""
    together: dict[Node, Interval] = {}
    for subject, values in _needed(node):
        if isinstance(subject, Call) and subject.function in _CYCLES and not subject.arguments:
            together[subject] = together.get(subject, ANY) & values
    runs = ((subject, lasts) for subject, values in together.items() if (lasts := _lasts(subject, values)))
    return min(runs, key=lambda run: run[1], default=None)


def _needed(node: Node) -> Iterator[tuple[Node, Interval]]:
    match node:
        case Binary(operator="and"):
            yield from _needed(node.left)
            yield from _needed(node.right)
        case Binary(operator="unless"):
            yield from _needed(node.left)
        case _:
            yield from asked(node)


def _lasts(subject: Node, values: Interval) -> Duration | None:
    """The longest time in one go; None where it never passes, or never comes."""
    assert isinstance(subject, Call)  # noqa: S101 - as the caller looked
    cycle, each = _CYCLES[subject.function]
    held = [point(float(value)).within(values) for value in cycle]
    if all(held):
        return None
    longest = max(len(list(run)) for holds, run in groupby(held * 2) if holds) if any(held) else 0
    return each * longest if longest else None
