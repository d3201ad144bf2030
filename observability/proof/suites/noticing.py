"""What tests of recordings notice: each mutant of a recording over the series that climb."""

import random
from collections.abc import Iterator, Sequence

from observability.model.rule import Recording
from observability.mutation import Mutant, mutants
from observability.proof.case import Input
from observability.proof.chances import shaken
from observability.proof.evaluator import V3, EvaluationError, Evaluator, Labels, Storage, UnsupportedError
from observability.proof.evaluator.functions import rounded
from observability.proof.evaluator.labels import without
from observability.proof.scoring import Fate, Judged, Score
from observability.proof.script import Script
from observability.proof.segments import series
from observability.proof.suites.grids import Grid
from observability.proof.suites.layers import layers, on_grids
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded

# Of two results that differ by less nobody would say that they do.
_NEAREST = 1e-9
_CHANCES = 12

Result = tuple[tuple[Labels, float], ...] | None


def score_recordings(recordings: Sequence[Recording]) -> Iterator[Score]:
    """What becomes of the mutants of all recordings of a file that are tested."""
    for its, together in layers(on_grids(map(Recorded.of, recordings))):
        ramps = Ramps(tuple(together), its)
        scripts = [script for script in ramps.cases() if script.values]
        tested = (one for one in together if one.title not in ramps.gaps)
        yield from (Score(one.rule, tuple(_judged(one, scripts, its))) for one in tested)


def _judged(one: Recorded, scripts: Sequence[Script], its: Grid) -> Iterator[Judged]:
    own = [script.inputs for script in scripts]
    chance = random.Random(0)  # noqa: S311 - the same series every time
    more = [tuple(shaken(chance, item) for item in own[n % len(own)]) for n in range(_CHANCES)] if own else []
    results = [_result(one, inputs, its) for inputs in (*own, *more)]
    for mutant in mutants(one.rule):
        yield Judged(mutant, _fate(mutant, (*own, *more), results, len(own), its))


def _fate(
    mutant: Mutant, inputs: Sequence[tuple[Input, ...]], results: Sequence[Result], tested: int, its: Grid
) -> Fate:
    """`results` are the recording's over the inputs, of which the first are those of the tests."""
    other = Recorded.of(mutant.rule) if isinstance(mutant.rule, Recording) else None
    try:
        for number, (some, ours) in enumerate(zip(inputs, results, strict=True)):
            if (_result(other, some, its) if other else ()) != ours:
                return Fate.NOTICED if number < tested else Fate.BEYOND
    except UnsupportedError:
        return Fate.UNKNOWN
    return Fate.ALIKE


def _result(one: Recorded, inputs: Sequence[Input], its: Grid) -> Result:
    """What it records; None where Prometheus would refuse to evaluate it."""
    storage = Storage([series(item.labels, item.segments, its.sample) for item in inputs])
    try:
        samples = one.samples(Evaluator(storage, V3, its.end), its.end)
    except EvaluationError:
        return None
    return tuple(sorted((without(labels, ()), rounded(value, _NEAREST)) for labels, value in samples))
