"""Rules over series in memory, as a server would have recorded them."""

from collections.abc import Mapping, Sequence

from observability.model.durations import Duration
from observability.model.rule import Recording, RuleGroup
from observability.promql import tree_of
from observability.proof.evaluator import NAME, V3, EvaluationError, Evaluator, Labels, Series, Storage, labels_of
from observability.proof.evaluator.labels import without
from observability.replay.inline import Library

STEP = 30_000
INTERVAL = Duration(STEP)


def recording(name: str, expr: str, **labels: str) -> Recording:
    return Recording(name, expr, labels)


def library(*recordings: Recording, interval: Duration = INTERVAL) -> Library:
    return Library.of([RuleGroup("g", recordings, interval=interval)], interval)


def raw(values: Mapping[str, Sequence[float]], step: int = STEP) -> Storage:
    """Series by what they are called in PromQL (`x{a="b"}`), a sample each `step`."""
    storage = Storage([])
    for text, numbers in values.items():
        selector = tree_of(text).selector  # type: ignore[union-attr]
        labels = labels_of({NAME: selector.metric, **{one.label: one.value for one in selector.matchers}})
        storage.add(Series(labels, [n * step for n in range(len(numbers))], list(numbers)))
    return storage


def record(storage: Storage, end: int, *recordings: Recording) -> None:
    """Add what the recordings record at each evaluation, in their order.

    Raises:
        EvaluationError: a server would refuse an evaluation.
    """
    made: list[dict[Labels, Series]] = [{} for _ in recordings]
    for at in range(0, end + 1, STEP):
        for one, own in zip(recordings, made, strict=True):
            vector = Evaluator(storage, V3, STEP).vector(tree_of(one.expr), at)
            found = {labels_of({**dict(labels), **one.labels, NAME: one.record}): value for labels, value in vector}
            if len(found) < len(vector):
                raise EvaluationError("two samples of a recording have the same labels")
            for labels, value in found.items():
                if labels not in own:
                    own[labels] = storage.add(Series(labels, [], []))
                own[labels].append(at, value)
            for labels, series in own.items():
                if labels not in found and series.values[-1] is not None:
                    series.append(at, None)


def samples(storage: Storage, expr: str, at: int, *, named: bool = False) -> dict[Labels, float]:
    found = Evaluator(storage, V3, STEP).vector(tree_of(expr), at)
    return {labels if named else without(labels, (NAME,)): value for labels, value in found}
