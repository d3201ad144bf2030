"""Series as chance seldom makes them: one is missing, stands still, turns its sign, comes late, is gone early."""

import random
from collections.abc import Callable, Iterator

from attrs import evolve

from observability.proof.case import Input
from observability.proof.mutants.chances import shaken, times
from observability.proof.samples.moving import first_samples, samples_from
from observability.proof.samples.segments import Segment

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
    at = chance.randrange(_length(one))
    made = list(first_samples(one.segments, at))
    for segment in samples_from(one.segments, at):
        made.append(times(segment, factor, made[-1] if made else None))
    return evolve(one, segments=tuple(made))


def _late(chance: random.Random, one: Input) -> Input:
    """It comes with some sample: before that there is none."""
    at = chance.randrange(_length(one))
    return evolve(one, segments=(Segment(at), *samples_from(one.segments, at))) if at else one


def _early(chance: random.Random, one: Input) -> Input:
    """From some sample on there is none."""
    length = _length(one)
    at = chance.randrange(1, length + 1)
    gone = [Segment(length - at, stale=True)] if at < length else []
    return evolve(one, segments=(*first_samples(one.segments, at), *gone))


_UPSETS: tuple[Upset, ...] = (_as_it_is, shaken, _still, _turned, _late, _early)


def _length(one: Input) -> int:
    return sum(segment.count for segment in one.segments)
