"""Series with other values: what stands still goes up and down, what counts goes faster and slower."""

import random
from collections.abc import Iterator

from attrs import evolve

from observability.proof.case import Input
from observability.proof.samples.segments import Segment, next_after

# Powers of two, so that no digit is lost.
_FACTORS = (0.25, 0.5, 1.0, 1.0, 2.0, 4.0)
_PIECES = 4


def shaken(chance: random.Random, one: Input) -> Input:
    """The series in pieces, each of them by another factor."""
    return evolve(one, segments=tuple(_pieces(chance, one.segments)))


def times(segment: Segment, factor: float, before: Segment | None = None) -> Segment:
    """The segment by a factor; what climbs goes on from what is before it, if that is not a gap."""
    if segment.first is None:
        return segment
    goes_on = before is not None and before.first is not None and segment.step != 0
    first = next_after(before) if before and goes_on else segment.first * factor
    return evolve(segment, first=first, step=segment.step * factor)


def _pieces(chance: random.Random, segments: tuple[Segment, ...]) -> Iterator[Segment]:
    whole, before = chance.choice(_FACTORS), None
    for segment in segments:
        if segment.first is None:
            before = segment
            yield before
            continue
        for count in _cut(chance, segment.count):
            before = times(evolve(segment, count=count), whole * chance.choice(_FACTORS), before)
            yield before


def _cut(chance: random.Random, count: int) -> Iterator[int]:
    while count > 0:
        size = min(count, max(1, chance.randrange(count) if count < _PIECES else count // chance.randint(1, _PIECES)))
        yield size
        count -= size
