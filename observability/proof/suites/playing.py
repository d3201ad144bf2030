"""Recording rules over raw series, evaluation after evaluation."""

from collections.abc import Collection, Sequence

from observability.proof.evaluator import Evaluator, Labels, Sample, Semantics, Series, Storage
from observability.proof.suites.recorded import Recorded


def played(
    raw: Sequence[Series], recorded: Sequence[Recorded], interval: int, end: int, semantics: Semantics
) -> Storage:
    """The raw series, and what is recorded of them every `interval` milliseconds up to `end`, in the order given.

    Raises:
        EvaluationError: Prometheus would refuse an evaluation.
        UnsupportedError: a part of the language that we do not know.
    """
    storage = Storage(raw)
    times = range(0, end + 1, interval)
    play(storage, [(one, times) for one in recorded], Evaluator(storage, semantics, interval))
    return storage


def play(
    storage: Storage, recorded: Sequence[tuple[Recorded, Collection[int]]], evaluator: Evaluator
) -> list[Collection[Series]]:
    """Records beside what is stored, each at its times; the series that each made. Raises as `played` does."""
    made: list[dict[Labels, Series]] = [{} for _ in recorded]
    for at in sorted(set().union(*(times for _, times in recorded))):
        for (one, times), before in zip(recorded, made, strict=True):
            if at in times:
                _record(storage, before, one.samples(evaluator, at), at)
    return [one.values() for one in made]


def _record(storage: Storage, before: dict[Labels, Series], samples: Sequence[Sample], at: int) -> None:
    for labels, value in samples:
        if labels not in before:
            before[labels] = storage.add(Series(labels, [], []))
        before[labels].append(at, value)
    there = {labels for labels, _ in samples}
    for labels, series in before.items():
        # What a rule does not yield any more is marked as gone.
        if labels not in there and series.values[-1] is not None:
            series.append(at, None)
