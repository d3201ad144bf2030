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


def _pieces(chance: random.Random, segments: tuple[Segment, ...]) -> Iterator[Segment]:
    whole, counter = chance.choice(_FACTORS), None
    for segment in segments:
        if segment.first is None:
            yield segment
            counter = None
            continue
        level, step = segment.first, segment.step
        for count in _cut(chance, segment.count):
            factor = whole * chance.choice(_FACTORS)
            first = level * factor if step == 0 or counter is None else counter
            piece = Segment(count, first, step * factor)
            yield piece
            counter = next_after(piece)


def _cut(chance: random.Random, count: int) -> Iterator[int]:
    while count > 0:
        size = min(count, max(1, chance.randrange(count) if count < _PIECES else count // chance.randint(1, _PIECES)))
        yield size
        count -= size
