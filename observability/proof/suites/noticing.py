"""What tests of recordings notice: each mutant of a recording over the series that climb."""

import math
import random
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from observability.model.rule import Recording
from observability.mutation import Mutant, mutants
from observability.proof.case import Input
from observability.proof.evaluator import (
    NAME,
    V3,
    EvaluationError,
    Evaluator,
    Memory,
    Sample,
    Series,
    Storage,
    UnsupportedError,
    matches,
)
from observability.proof.evaluator.labels import value_of
from observability.proof.mutants.chances import shaken
from observability.proof.mutants.scoring import Fate, Judged, Score
from observability.proof.mutants.witness import Witness, fewest
from observability.proof.samples.decimals import decimal
from observability.proof.samples.segments import series
from observability.proof.suites.grids import Grid
from observability.proof.suites.layers import layers, on_grids
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.told import Scales, Told, scales, told_to
from observability.proof.suites.under import all_recorded
from observability.proof.testfile import series as labelled

# Of two results that differ by less nobody would say that they do.
_FINEST = 1e-9
_CHANCES = 12

Result = Told | None


@frozen(eq=False)
class _Look:
    """A recording over some series, looked at once. `finest`: as near as can be, not only as tests tell it."""

    one: Recorded
    inputs: tuple[Input, ...]
    sample: int
    at: int
    finest: bool = False
    series: Sequence[Series] = field(init=False)
    memory: Memory = field(init=False)
    to: Scales = field(init=False)
    expected: Result = field(init=False)

    @series.default
    def _series(self) -> Sequence[Series]:
        return [series(item.labels, item.segments, self.sample) for item in self.inputs]

    @memory.default
    def _memory(self) -> Memory:
        return Memory(self.one.tree)

    @to.default
    def _to(self) -> Scales:
        found = scales(self._samples(self.one) or ())
        return dict.fromkeys(found, _FINEST) if self.finest else found

    @expected.default
    def _expected(self) -> Result:
        return self.result(self.one)

    @property
    def shows(self) -> bool:
        """Whether a test would say what is expected: that something is no number, none does."""
        return self.expected is not None and not any(math.isnan(value) for _, _, value in self.expected)

    def notices(self, other: Recorded | None) -> bool:
        """Whether the other recording makes something else of the series; None is none at all."""
        return (self.result(other) if other else ()) != self.expected

    def tells(self, other: Recorded | None) -> bool:
        """Whether it notices, and by numbers: of two that are none, that they differ says nothing."""
        return self.shows and self.notices(other)

    def witness(self, other: Recorded | None) -> Witness:
        """What tells them apart, of as few of the series as do."""
        inputs = fewest(self.inputs, lambda some: evolve(self, inputs=some).tells(other))
        look = evolve(self, inputs=inputs)
        return Witness(
            inputs, self.sample, self.at, _records(look.expected), _records(look.result(other) if other else ())
        )

    def result(self, one: Recorded) -> Result:
        """What of it is found under the labels of this recording; None where Prometheus would refuse to evaluate."""
        found = self._samples(one)
        if found is None:
            return None
        return told_to([sample for sample in found if matches(self.one.selector, sample[0])], self.to)

    def _samples(self, one: Recorded) -> Sequence[Sample] | None:
        evaluator = Evaluator(Storage(self.series), V3, self.at, memory=self.memory)
        try:
            return one.samples(evaluator, self.at)
        except EvaluationError:
            return None


def score_recordings(recordings: Sequence[Recording]) -> Iterator[Score]:
    """What becomes of the mutants of all recordings of a file that are tested."""
    for its, together in layers(on_grids(all_recorded(recordings))):
        ramps = Ramps(tuple(together), its)
        cases = [(script.inputs, looked) for script, looked in ramps.cases() if script.values]
        for one in together:
            if one.title not in ramps.gaps:
                tests = [inputs for inputs, looked in cases if one in looked]
                looks = [_Look(one, _read(one, inputs), its.sample, its.end) for inputs in tests]
                more = [look for look in _more(one, tests, its) if look.shows]
                judged = _judged(one, [look for look in looks if look.shows], more)
                yield Score(one.rule, tuple(judged))


def _read(one: Recorded, inputs: Sequence[Input]) -> tuple[Input, ...]:
    """The series of the metrics that it reads."""
    return tuple(item for item in inputs if value_of(item.labels, NAME) in one.reads)


def _more(one: Recorded, tests: Sequence[tuple[Input, ...]], its: Grid) -> Iterator[_Look]:
    """Other values by chance, the same every time."""
    chance = random.Random(0)  # noqa: S311 - no secret
    own = [_read(one, inputs) for inputs in tests]
    for number in range(_CHANCES if own else 0):
        items = tuple(shaken(chance, item) for item in own[number % len(own)])
        yield _Look(one, items, its.sample, its.end, finest=True)


def _judged(one: Recorded, looks: list[_Look], more: Sequence[_Look]) -> Iterator[Judged]:
    for mutant in mutants(one.rule, one.tree):
        other = None
        if isinstance(mutant.rule, Recording) and mutant.tree is not None:
            other = evolve(one, rule=mutant.rule, tree=mutant.tree)
        try:
            yield Judged(mutant, Fate.ALIKE) if mutant.alike else _judge(mutant, other, looks, more)
        except UnsupportedError:
            yield Judged(mutant, Fate.UNKNOWN)


def _judge(mutant: Mutant, other: Recorded | None, looks: list[_Look], more: Sequence[_Look]) -> Judged:
    for place, look in enumerate(looks):
        if look.notices(other):
            # What notices one often notices the next.
            looks.insert(0, looks.pop(place))
            return Judged(mutant, Fate.NOTICED)
    beyond = next((look for look in more if look.notices(other)), None)
    return Judged(mutant, Fate.BEYOND, witness=beyond.witness(other)) if beyond else Judged(mutant, Fate.UNDECIDED)


def _records(result: Result) -> str:
    if result is None:
        return "cannot be evaluated"
    samples = [f"{name} {labelled(labels)} {decimal(value)}".lstrip() for name, labels, value in result]
    return f"records {', '.join(samples)}" if samples else "records nothing"
