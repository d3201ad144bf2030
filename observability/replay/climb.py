"""Recordings evaluated here, step by step, over what the server made of the lowest of them."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import reduce
from math import gcd

from attrs import Factory, define

from observability.parallel import Tally
from observability.proof.evaluator import (
    NAME,
    V3,
    EvaluationError,
    Evaluator,
    Labels,
    Series,
    Storage,
    UnsupportedError,
    labels_of,
    numbers,
)
from observability.replay.grid import Grid
from observability.replay.inline import Fetched, InlineError, Ladder
from observability.replay.inline.ladder import Rung
from observability.replay.outcome import Presence

# Evaluations of recordings, each some tenths of a millisecond and more.
MOST = 5_000_000


def check(ladder: Ladder, grid: Grid) -> None:
    """Make sure that the climb comes to an end.

    Raises:
        InlineError: it would take too long.
    """
    count = len(_times(ladder, grid)) * (len(ladder.rungs) + 1)
    if count > MOST:
        raise InlineError(f"its recordings have no history, and to evaluate them {count:,} times here takes too long")


# What rungs of a key have made, and from when on.
Memory = dict[Hashable, tuple[int, list[Series]]]


def climb(
    ladder: Ladder, found: Mapping[Fetched, Sequence[Presence]], grid: Grid, memory: Memory, done: Tally
) -> list[Presence]:
    """The series of the ladder's expression, at each time of the grid.

    `memory` holds what earlier climbs have made: several alerts stand on the same rungs.

    Raises:
        InlineError: a part of the language that we do not evaluate, or what Prometheus would refuse.
    """
    storage = Storage(_stored(found))
    times, present = _times(ladder, grid), dict[Labels, list[tuple[int, float]]]()
    rungs = [_Rung(rung) for rung in ladder.rungs if not _remembered(rung, memory, times.start, storage)]
    evaluator = Evaluator(storage, V3, grid.step)
    try:
        for number, at in enumerate(times):
            for rung in rungs:
                rung.evaluate(evaluator, storage, at)
            if at >= grid.start and (at - grid.start) % grid.step == 0:
                for labels, value in numbers(evaluator.vector(ladder.tree, at)):
                    present.setdefault(labels, []).append((at, value))
            done(number + 1, len(times))
    except UnsupportedError as error:
        raise InlineError(f"its recordings have no history, and we do not evaluate {error}") from None
    except EvaluationError as error:
        raise InlineError(f"its recordings have no history, and Prometheus would refuse them: {error}") from None
    memory.update({one.rung.key: (times.start, list(one.made.values())) for one in rungs})
    return [
        Presence(dict(labels), [at for at, _ in samples], [value for _, value in samples])
        for labels, samples in present.items()
    ]


def _remembered(rung: Rung, memory: Memory, start: int, storage: Storage) -> bool:
    """Whether all that a recording makes was made already, and is there now."""
    since, series = memory.get(rung.key, (start + 1, []))
    if since > start:
        return False
    for one in series:
        storage.add(one)
    return True


@define
class _Rung:
    """A recording with the series that it has made."""

    rung: Rung
    made: dict[Labels, Series] = Factory(dict)
    named: dict[Labels, Labels] = Factory(dict)

    def evaluate(self, evaluator: Evaluator, storage: Storage, at: int) -> None:
        recorded = self.rung.recorded
        if at % recorded.interval:
            return
        vector = evaluator.vector(self.rung.tree, at)
        found = {self._named(labels): value for labels, value in vector}
        if len(found) < len(vector):
            raise EvaluationError("two samples of a recording have the same labels")
        for labels, value in found.items():
            if labels not in self.made:
                self.made[labels] = storage.add(Series(labels, [], []))
            self.made[labels].append(at, value)
        for labels in self.made.keys() - found.keys():
            if self.made[labels].values[-1] is not None:
                self.made[labels].append(at, None)

    def _named(self, labels: Labels) -> Labels:
        """The labels of the recorded series."""
        if labels not in self.named:
            rule = self.rung.recorded.rule
            self.named[labels] = labels_of({**dict(labels), **rule.labels, NAME: rule.record})
        return self.named[labels]


def _times(ladder: Ladder, grid: Grid) -> range:
    """All times at which anything is evaluated."""
    step = reduce(gcd, (rung.recorded.interval for rung in ladder.rungs), grid.step)
    start = (grid.start - ladder.reach) // grid.step * grid.step
    return range(start, grid.end + 1, step)


def _stored(found: Mapping[Fetched, Sequence[Presence]]) -> Iterator[Series]:
    for fetched, series in found.items():
        own = {**dict(fetched.labels), NAME: fetched.record} if fetched.record else {}
        for one in series:
            yield _with_gaps(labels_of({**one.labels, **own}), one, fetched.interval)


def _with_gaps(labels: Labels, one: Presence, step: int) -> Series:
    """The series; where it has no sample at an evaluation, it ends, and is not looked back for."""
    series = Series(labels, [], [])
    for at, value in zip(one.times, one.values, strict=True):
        if series.times and at - series.times[-1] > step:
            series.append(series.times[-1] + step, None)
        series.append(at, value)
    if series.times:
        series.append(series.times[-1] + step, None)
    return series
