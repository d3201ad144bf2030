"""Series as chance seldom makes them: one is missing, stands still, turns its sign, comes late, is gone early."""

import random
from collections.abc import Callable, Iterator

from attrs import evolve

from observability.proof.case import Input
from observability.proof.mutants.chances import shaken
from observability.proof.samples.segments import Segment, next_after

Inputs = tuple[Input, ...]
# What becomes of one series.
Upset = Callable[[random.Random, Input], Input]


def without_one(inputs: Inputs) -> Iterator[Inputs]:
    """All series but one."""
    for number in range(len(inputs) if len(inputs) > 1 else 0):
        yield (*inputs[:number], *inputs[number + 1 :])


def upset(chance: random.Random, inputs: Inputs) -> Inputs:
    """Something else becomes of each series."""
    return tuple(chance.choice(_UPSETS)(chance, one) for one in inputs)


def _as_it_is(_: random.Random, one: Input) -> Input:
    return one


def _still(chance: random.Random, one: Input) -> Input:
    """From some sample on it is what it was; a gauge is zero."""
    return _then(chance, one, 0.0)


def _turned(chance: random.Random, one: Input) -> Input:
    """From some sample on it goes the other way; a gauge has the other sign."""
    return _then(chance, one, -1.0)


def _then(chance: random.Random, one: Input, factor: float) -> Input:
    before, after = _parted(one.segments, chance.randrange(_length(one)))
    counter, made = next_after(before[-1]) if before and before[-1].first is not None else None, list[Segment]()
    for segment in after:
        if segment.first is None:
            made.append(segment)
            counter = None
            continue
        goes_on = counter is not None and segment.step != 0
        first = counter if goes_on and counter is not None else segment.first * factor
        made.append(Segment(segment.count, first, segment.step * factor))
        counter = next_after(made[-1])
    return evolve(one, segments=(*before, *made))


def _late(chance: random.Random, one: Input) -> Input:
    """It comes with some sample: before that there is none."""
    at = chance.randrange(_length(one))
    return evolve(one, segments=(Segment(at), *_parted(one.segments, at)[1])) if at else one


def _early(chance: random.Random, one: Input) -> Input:
    """From some sample on there is none."""
    before, after = _parted(one.segments, chance.randrange(1, _length(one) + 1))
    return evolve(one, segments=(*before, *([Segment(sum(s.count for s in after), stale=True)] if after else [])))


_UPSETS: tuple[Upset, ...] = (_as_it_is, shaken, _still, _turned, _late, _early)


def _length(one: Input) -> int:
    return sum(segment.count for segment in one.segments)


def _parted(segments: tuple[Segment, ...], at: int) -> tuple[list[Segment], list[Segment]]:
    """The samples before this one, and it and those after it."""
    before, after = list[Segment](), list[Segment]()
    for segment in segments:
        if at >= segment.count:
            before.append(segment)
        elif at <= 0:
            after.append(segment)
        else:
            before.append(evolve(segment, count=at))
            first = None if segment.first is None else next_after(before[-1])
            after.append(evolve(segment, count=segment.count - at, first=first, stale=False))
        at -= segment.count
    return before, after
