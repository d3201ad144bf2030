"""When something may be read that was not there an evaluation before: of a quiet week little has to be evaluated."""

from collections.abc import Collection, Iterator

from observability.promql.tree import Node, Subquery, every
from observability.proof.evaluator import Series, Storage
from observability.proof.evaluator.functions import tells_the_time
from observability.proof.evaluator.series import LOOKBACK
from observability.proof.series.occurrences import occurrences

# Fewer evaluations are made before it is known which of them are of use; of so many changes, all are.
_FEW, _MANY = 100, 100


def stirring(tree: Node, storage: Storage, interval: int, end: int) -> Collection[int]:
    """The evaluations up to `end`, every `interval` milliseconds, that may find what the one before did not.

    Between them samples of one value follow one another all the time that is read, or there are none.
    """
    times = range(0, end + 1, interval)
    if len(times) < _FEW or tells_the_time(tree) or not _are_evaluations(tree, interval):
        return times
    found = {0}
    for one in occurrences(tree):
        for series in storage.select(one.vector.selector):
            changes = list(_changes(series))
            if len(changes) > _MANY or interval % _apart(series):
                return times
            for at in changes:
                first = -(-(at + one.vector.offset) // interval) * interval
                found.update(range(first, at + one.depth + LOOKBACK + interval + 1, interval))
    return found


def _are_evaluations(tree: Node, interval: int) -> bool:
    """Whether the steps of subqueries, which are those of the clock, are the same at each evaluation."""
    return not any(isinstance(node, Subquery) and node.step and interval % node.step for node in every(tree))


def _apart(series: Series) -> int:
    return series.times[1] - series.times[0] if len(series.times) > 1 else 1


def _changes(series: Series) -> Iterator[int]:
    """When a sample comes or does not come, or is another, though it was to be expected from those before."""
    apart, expected, before = _apart(series), -1, None
    for at, value in zip(series.times, series.values, strict=True):
        if at != expected and expected >= 0:
            yield expected
        if at != expected or value != before:
            yield at
        expected, before = at + apart, value
    if series.times:
        yield expected
