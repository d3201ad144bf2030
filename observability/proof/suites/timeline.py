"""Series of several cases on one line of time."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from observability.proof.case import Input
from observability.proof.evaluator import Labels
from observability.proof.samples.moving import placed
from observability.proof.samples.segments import Segment


def laid_out(parts: Iterable[tuple[int, Iterable[Input]]]) -> tuple[Input, ...]:
    """The series of all parts, each part so many samples later.

    Raises:
        ValueError: two parts have samples of a series at the same time.
    """
    made: dict[Labels, list[tuple[int, Segment]]] = {}
    for shift, inputs in parts:
        for one in inputs:
            made.setdefault(one.labels, []).extend(placed(one.segments, shift))
    return tuple(
        Input(labels, tuple(_filled(sorted(placed, key=lambda each: each[0])))) for labels, placed in made.items()
    )


def _filled(placed: Iterable[tuple[int, Segment]]) -> Iterator[Segment]:
    at = 0
    for index, segment in placed:
        if index < at:
            raise ValueError("two cases have samples at the same time")
        if index > at:
            yield Segment(index - at)
        there = evolve(segment, count=1) if segment.stale else segment
        yield there
        at = index + there.count
