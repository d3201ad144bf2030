"""Cases of recordings beside one another in one test: promtool creates a database for each test.

None reads what another left, with windows and offsets twice as long neither. Between what one reads of long ago and
what it reads now, there is time for others.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from observability.parallel import batches
from observability.proof.evaluator.functions import tells_the_time
from observability.proof.evaluator.series import LOOKBACK
from observability.proof.script import Script
from observability.proof.series.pace import DAY, HOUR, MINUTE
from observability.proof.suites.grids import Grid
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.timeline import laid_out

# Cases are apart by so many of these.
_UNITS = (5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, DAY, 7 * DAY, 30 * DAY)
_MANY = 12
# What promtool takes, in microseconds: for a test, a place where a sample may be, a selector at an evaluation. Where
# samples are farther apart than that it writes blocks of them, which takes more for each day.
_TEST, _PLACE, _READ, _BLOCKS, _DAY, _IN_MEMORY = 9_000, 0.13, 50, 4_000, 100, 36 * HOUR


@frozen
class Joined:
    """Tests, evaluated every `interval` milliseconds."""

    scripts: Sequence[Script]
    interval: int


def joined(scripts: Sequence[Script], recorded: Sequence[Recorded], its: Grid) -> Joined:
    """The cases of recordings on a grid in as few tests as is cheapest."""
    if any(tells_the_time(one.tree) for one in recorded):
        return Joined(scripts, its.end)
    read = list(_read(recorded, its))
    series = len({one.labels for script in scripts for one in script.inputs})
    selectors = sum(len(one.found) for one in recorded)
    ways = (
        _Way(apart, many, len(scripts), its, -read[0][0], series * _PLACE, selectors * _READ)
        for apart in _distances(its)
        for many in range(2, _most(read, apart, len(scripts)) + 1)
    )
    best = min(ways, key=lambda way: way.cost, default=None)
    if best is None:
        return Joined(scripts, its.end)
    return Joined([_one(some, its, best) for some in batches(scripts, best.many)], best.apart)


def _read(recorded: Sequence[Recorded], its: Grid) -> Iterator[tuple[int, int]]:
    """From when to when a case has samples, and may read some; milliseconds before it is looked at."""
    indices = its.indices([occurrence for one in recorded for occurrence in one.found]) or [its.end // its.sample]
    edges = [place for place, (one, after) in enumerate(pairwise(indices), 1) if after > one + 1]
    for first, last in pairwise((0, *edges, len(indices))):
        yield indices[first] * its.sample - its.end - LOOKBACK, indices[last - 1] * its.sample - its.end


def _distances(its: Grid) -> Iterator[int]:
    """How far cases can be apart, so that each of them finds its samples where it would alone."""
    for apart in sorted({unit * many for unit in _UNITS for many in range(1, _MANY + 1)}):
        if not apart % its.sample and not its.end % its.sample:
            yield apart


def _most(read: Sequence[tuple[int, int]], apart: int, number: int) -> int:
    """How many of so many cases can be in a test before one has to do with a time that another has to do with."""
    for many in range(1, number):
        shift = apart * many
        if any(first + shift <= end and begin <= last + shift for first, last in read for begin, end in read):
            return many
    return number


@frozen
class _Way:
    """Cases that are looked at every `apart` milliseconds, so `many` a test, of `all` that there are.

    A case has to do with a `span` of time. `place` and `step` are what a sample of all series costs, and an evaluation.
    """

    apart: int
    many: int
    all: int
    its: Grid
    span: int
    place: float
    step: float

    @property
    def first(self) -> int:
        """When the first case is looked at."""
        return -(-self.its.end // self.apart) * self.apart

    @property
    def cost(self) -> float:
        """What all tests take, in microseconds."""
        end, tests = self.first + (self.many - 1) * self.apart, math.ceil(self.all / self.many)
        blocks = (_BLOCKS + _DAY * end / DAY) if self.span + end - self.first > _IN_MEMORY else 0
        return tests * (_TEST + self.place * end / self.its.sample + self.step * end / self.apart + blocks)


def _one(scripts: Sequence[Script], its: Grid, way: _Way) -> Script:
    starts = [way.first - its.end + number * way.apart for number in range(len(scripts))]
    values = (
        evolve(seen, at=start + seen.at, case=script.name)
        for start, script in zip(starts, scripts, strict=True)
        for seen in script.values
    )
    name = "; ".join(script.name for script in scripts)
    inputs = laid_out((start // its.sample, script.inputs) for start, script in zip(starts, scripts, strict=True))
    return Script(name, inputs, its.sample, values=tuple(values))
