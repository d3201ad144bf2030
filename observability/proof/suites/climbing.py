"""Series of which every sample is another number: squares, and counters that climb faster and faster."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from observability.proof.case import Input
from observability.proof.evaluator.labels import BUCKET, Labels, value_of, with_values
from observability.proof.segments import Segment
from observability.proof.source import Source
from observability.proof.spreading import numbered

# Of two series that are aggregated: their sum, mean and maximum are three numbers.
_MEMBERS = (4, 1)
# Shares of the observations up to each bound, in tenths.
_BUCKETS = {"0.1": 1, "0.5": 5, "1": 8, "2.5": 10, "+Inf": 10}


def climbing(source: Source, indices: Sequence[int], weight: int) -> Iterator[Input]:
    """The series of a source, with samples at these indices; `weight` 0 makes them stand still at zero.

    Below 0 they fall, but for counters, which cannot.
    """
    counts = "step" in source.knobs and "level" not in source.knobs
    for labels, share in _members(source):
        yield Input(labels, tuple(_segments(indices, weight * share, counts)))


def _members(source: Source) -> Iterator[tuple[Labels, int]]:
    for number, share in enumerate(_MEMBERS if source.spread else (1,), 1):
        value = numbered(value_of(source.labels, source.spread), number) if source.spread else ""
        labels = with_values(source.labels, [(source.spread, value)]) if source.spread else source.labels
        if "bound" not in source.knobs:
            yield labels, share
            continue
        for bound, tenths in _BUCKETS.items():
            yield with_values(labels, [(BUCKET, bound)]), share * tenths


def _segments(indices: Sequence[int], weight: int, counts: bool) -> Iterator[Segment]:
    if indices and indices[0]:
        yield Segment(indices[0])
    for place, (index, following) in enumerate(pairwise((*indices, indices[-1] + 1)), 1):
        left = len(indices) + 1 - place
        value = place * (place + 1) // 2 if counts else place * place if weight > 0 else left * left
        yield Segment(1, float(abs(weight) * value))
        if following > index + 1:
            yield Segment(following - index - 1)
