"""One sample of many is moved until a comparison is at its limit, to the last digit."""

import math
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from attrs import evolve, frozen

from observability.promql.families import RATES
from observability.promql.tree import Binary
from observability.proof.boundaries import crossing
from observability.proof.boundaries.margins import distance, margin
from observability.proof.case import Input
from observability.proof.evaluator import V3, EvaluationError, Evaluator
from observability.proof.samples.moving import first_samples, moved, sample_at
from observability.proof.samples.segments import Segment, series
from observability.proof.series.occurrences import Occurrence
from observability.proof.staging import Stage

_ROUNDS, _STEP, _CLOSE, _DOUBLINGS = 6, 1e-3, 1e-12, 10
# Samples that may have a say in the value at a time: the last ones of each series.
_LATE, _PLACES = 2, 3

Inputs = tuple[Input, ...]
# What is done to a series that a reader means, about the sample of this index.
FarEnd = Callable[[Input, int, Occurrence], Input]
# The series of this number, and the index of a sample of it.
Place = tuple[int, int]


@frozen
class Tuned:
    """Series with one sample moved: `exact` with the comparison at its limit, `near` a thousandth of the way back."""

    exact: Inputs
    near: Inputs


@frozen(eq=False)
class Tuning:
    """A comparison over series, at a time in milliseconds."""

    stage: Stage
    condition: Binary
    inputs: Inputs
    at: int

    def found(self) -> Iterator[Tuned]:
        """Ways to bring it to its limit, each with the far end of windows as another version may need it."""
        for inputs in dict.fromkeys((self.inputs, *map(self._with_far_end, _FAR_ENDS))):
            tuned = (self._tuned(inputs, place) for place in islice(self._places(), _PLACES))
            yield from islice(filter(None, tuned), 1)

    def _places(self) -> Iterator[Place]:
        """The last samples that can matter, of each of the series that the comparison reads."""
        for back in range(_LATE):
            for reader in self.stage.scene.readers(self.condition):
                index = (self.at - reader.vector.offset) // self.stage.pace.sample - back
                for number, one in enumerate(self.inputs):
                    if index >= 0 and reader.means(one.labels):
                        yield number, index

    def _with_far_end(self, end: "FarEnd") -> Inputs:
        inputs = self.inputs
        for reader in self.stage.scene.readers(self.condition):
            index, between = divmod(self.at - reader.depth, self.stage.pace.sample)
            if reader.depth > reader.vector.offset and index >= 0 and not between:
                changed = (end(one, index, reader) if reader.means(one.labels) else one for one in inputs)
                inputs = tuple(changed)
        return inputs

    def _tuned(self, inputs: Inputs, place: Place) -> Tuned | None:
        start = sample_at(inputs[place[0]].segments, place[1])
        if start is None:
            return None
        apart = partial(self._apart, inputs, place)
        value = _root(apart, start)
        if value is None:
            return None
        value = crossing.rounded(value, lambda other: apart(other) == 0)
        near = float(f"{value + (start - value) * _STEP:.12g}")
        return Tuned(_moved(inputs, place, value), _moved(inputs, place, near))

    def _apart(self, inputs: Inputs, place: Place, value: float) -> float:
        """How far the comparison is from its limit where a sample has this value; NaN where it compares nothing."""
        changed = _moved(inputs, place, value)
        made = [series(one.labels, one.segments, self.stage.pace.sample) for one in changed]
        evaluator = Evaluator(self.stage.scene.storage(made, self.at, V3), V3, self.stage.pace.evaluation)
        try:
            evaluator.vector(self.stage.scene.tree, self.at)
        except EvaluationError:
            return math.nan
        pairs = evaluator.met.get(id(self.condition), [])
        best = max(pairs, key=lambda pair: margin(self.condition, [pair]), default=None)
        return math.nan if best is None else distance(self.condition, best)


def _root(apart: Callable[[float], float], start: float) -> float | None:
    """Where it is zero, looked for along straight lines: most of what is compared goes as each of its samples does."""
    before, was = start, apart(start)
    value = start * (1 - _STEP) if start else _STEP
    for _ in range(_ROUNDS):
        now = apart(value)
        if now == 0:
            return value
        if math.isnan(now) or math.isnan(was) or now == was:
            return None
        if abs(now) < _CLOSE:
            near = crossing.rounded(value, lambda other: apart(other) == 0)
            return near if near != value else _between(apart, value, now)
        value, before, was = value - now * (value - before) / (now - was), value, now
    return None


def _between(apart: Callable[[float], float], value: float, now: float) -> float | None:
    """The same, close to it: among the floats on both sides of where the sign changes."""
    reach = max(math.ulp(value), abs(value) * _CLOSE)
    others = (value + reach * sign * 2**n for n in range(_DOUBLINGS) for sign in (1, -1))
    other = next((far for far in others if apart(far) * now <= 0), None)
    if other is None:
        return None
    ends = value, other
    while (middle := sum(ends) / 2) not in ends:
        found = apart(middle)
        if found == 0:
            return middle
        ends = (middle, ends[1]) if found * now > 0 else (ends[0], middle)
    return next((one for one in ends if apart(one) == 0), None)


def _with(factor: float | None, after: int = 0) -> FarEnd:
    """With a sample so many times what it is, or none; the one there, or so many after it."""

    def made(one: Input, index: int, _: Occurrence) -> Input:
        index += after
        value = sample_at(one.segments, index)
        return one if value is None else evolve(one, segments=moved(one.segments, index, factor and value * factor))

    return made


def _anew(one: Input, index: int, reader: Occurrence) -> Input:
    """A counter begins anew there: small numbers have finer differences than large ones."""
    now, then = (sample_at(one.segments, each) for each in (index, index + 1))
    if reader.function not in RATES or now is None or then is None or then <= now:
        return one
    samples = sum(segment.count for segment in one.segments)
    step = float(f"{then - now:.12g}")
    return evolve(one, segments=(*first_samples(one.segments, index), Segment(samples - index, step, step)))


def _then(*ends: FarEnd) -> FarEnd:
    def made(one: Input, index: int, reader: Occurrence) -> Input:
        for end in ends:
            one = end(one, index, reader)
        return one

    return made


def _gap(samples: int) -> FarEnd:
    """Without so many samples."""
    return _then(*(_with(None, more) for more in range(samples)))


# One version of Prometheus reads the sample at the far end of a window, and another does not. Where the first of those
# that both read is missing too, a rate is another multiple of what it counts: not each comes to all numbers.
_FAR_ENDS = (_gap(1), _with(0.95), _with(1.05), _anew, _then(_anew, _gap(1)), _gap(2), _then(_anew, _gap(2)))


def _moved(inputs: Inputs, place: Place, value: float | None) -> Inputs:
    number, index = place
    one = evolve(inputs[number], segments=moved(inputs[number].segments, index, value))
    return (*inputs[:number], one, *inputs[number + 1 :])
