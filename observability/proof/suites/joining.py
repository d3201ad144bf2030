"""Cases of recordings one after the other in one test: promtool creates a database for each test.

They lie so far apart that none reads what another left, with windows and offsets twice as long neither.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from observability.parallel import batches
from observability.promql.tree import Call, every
from observability.proof.case import Input
from observability.proof.evaluator import Labels
from observability.proof.evaluator.functions import CALENDAR
from observability.proof.script import Script
from observability.proof.segments import Segment
from observability.proof.suites.grids import Grid
from observability.proof.suites.recorded import Recorded

# Of what is older than a day promtool writes a file of 128 MB, of which it needs little.
_DAY = 86_400_000
# What depends on when it is looked at.
_CLOCKS = CALENDAR.keys() | {"time", "timestamp"}


@frozen
class Joined:
    """Tests, evaluated every `interval` milliseconds."""

    scripts: Sequence[Script]
    interval: int


def joined(scripts: Sequence[Script], recorded: Sequence[Recorded], its: Grid) -> Joined:
    """The cases of recordings on a grid as one test, if that can be."""
    if len(scripts) < 2 or its.end % its.sample or any(map(_tells_the_time, recorded)):
        return Joined(scripts, its.end)
    # Where a case begins with a sample, one before would end with one at the same time.
    begins = any(one.segments and one.segments[0].first is not None for script in scripts for one in script.inputs)
    apart = 2 * its.end if begins else its.end
    return Joined([_one(some, its, apart) for some in batches(scripts, _DAY // apart or len(scripts))], apart)


def _one(scripts: Sequence[Script], its: Grid, apart: int) -> Script:
    if len(scripts) == 1 and apart == its.end:
        return scripts[0]
    starts = [number * apart + apart - its.end for number in range(len(scripts))]
    values = (
        evolve(seen, at=start + seen.at, case=script.name)
        for start, script in zip(starts, scripts, strict=True)
        for seen in script.values
    )
    name = "; ".join(script.name for script in scripts)
    return Script(name, tuple(_inputs(scripts, starts, its)), its.sample, values=tuple(values))


def _tells_the_time(one: Recorded) -> bool:
    return any(isinstance(node, Call) and node.function in _CLOCKS for node in every(one.tree))


def _inputs(scripts: Sequence[Script], starts: Sequence[int], its: Grid) -> Iterator[Input]:
    made: dict[Labels, list[Segment]] = {}
    for start, script in zip(starts, scripts, strict=True):
        for one in script.inputs:
            segments = made.setdefault(one.labels, [])
            missing = start // its.sample - sum(segment.count for segment in segments)
            segments += _after(missing, one.segments)
    yield from (Input(labels, tuple(_merged(segments))) for labels, segments in made.items())


def _after(missing: int, segments: Sequence[Segment]) -> Iterator[Segment]:
    """Segments that begin so many samples later; one earlier where a gap is that the case before has filled."""
    if missing < 0:
        first, *segments = segments
        segments = [evolve(first, count=first.count + missing), *segments]
    elif missing:
        yield Segment(missing)
    yield from (segment for segment in segments if segment.count)


def _merged(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Gaps that follow one another as one."""
    gap = 0
    for segment in segments:
        if segment.first is None:
            gap += segment.count
            continue
        if gap:
            yield Segment(gap)
        gap = 0
        yield segment
