"""Series for which two versions of an alert differ: found in memory, to be confirmed by promtool."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from observability.model.rule import Alert
from observability.promql import tree_of
from observability.proof import Case, Check, Expected, Input, Kind, derive
from observability.proof.alerting import ALERT_NAME, Firing, Simulation
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import V2, V3, EvaluationError, Labels, Semantics, Storage, UnsupportedError
from observability.proof.samples.segments import series
from observability.proof.suites.playing import played
from observability.proof.suites.recorded import Recorded
from observability.proof.templates import TemplateError
from observability.review import witness_words as words
from observability.review.change import Sensitivity
from observability.review.rawcases import raw_cases
from observability.review.variants import told_levels, told_values, with_ends, with_levels, with_other_values
from observability.review.version import Version

_NAME = "old and new differ"
# A case is played no longer than this many evaluations.
_MOST_EVALUATIONS = 600
# Of so many cases the levels are tried that differ.
_MOST_LEVELLED = 2

_Run = Mapping[int, Sequence[Firing]]


@frozen
class Witness:
    """Series, and a time `at` at which one version fires and the other does not.

    `sensitivity` is MORE where the new one fires. `old` and `new` are what promtool has to confirm; it has where
    `confirmed` is true, and was not asked where it is None.
    """

    sensitivity: Sensitivity
    inputs: tuple[Input, ...]
    at: int
    old: Case
    new: Case
    words: str
    confirmed: bool | None = None


@frozen
class Search:
    """What was found, and why nothing was."""

    witnesses: tuple[Witness, ...] = ()
    reason: str = ""


def search(old: Version, new: Version, wanted: Sensitivity) -> Search:
    """Series for which the two differ: one in the direction that is `wanted`, or else one in each.

    The cases of either alert are tried, in which one condition alone decides, just beside its limit.
    """
    found: dict[Sensitivity, Witness] = {}
    values = told_values(old.expressions, new.expressions)
    levels = told_levels(old.expressions, new.expressions)
    reasons: list[str] = []
    for cases in _cases(old, new, levels, reasons):
        tried = [*cases, *(other for one in cases for other in with_other_values(one, values))]
        others = (other for one in cases[:_MOST_LEVELLED] for other in with_levels(one, levels))
        for case in (*sorted(tried, key=_size), *map(with_ends, cases), *others):
            for witness in _differences(old, new, case):
                found.setdefault(witness.sensitivity, witness)
            if wanted in found or len(found) == 2:
                return _searched(found, reasons)
    return _searched(found, reasons)


def _searched(found: Mapping[Sensitivity, Witness], reasons: Sequence[str]) -> Search:
    nothing = "" if found else (reasons[0] if reasons else "none of the series that were tried tells them apart")
    return Search(tuple(found[one] for one in sorted(found)), nothing)


def _cases(old: Version, new: Version, levels: Sequence[float], reasons: list[str]) -> Iterator[Sequence[Case]]:
    """The cases of both, those first that are quickly found; `reasons` gets why one has none."""
    if not old.recordings and not new.recordings:
        derived = [derive(one.alert) for one in (old, new)]
        reasons += [one.findings[0].message for one in derived if not one.cases and one.findings]
        yield [case for one in derived for case in one.cases]
        return
    ways = [raw_cases(one, levels) for one in (old, new)]
    for _ in range(2):
        yield [case for way in ways for case in _next(way, reasons)]


def _next(way: Iterator[list[Case]], reasons: list[str]) -> list[Case]:
    try:
        return next(way, [])
    except (NotDerivableError, UnsupportedError, ValueError) as error:
        reasons.append(str(error))
        return []


def _size(case: Case) -> int:
    return len(case.inputs)


def _differences(old: Version, new: Version, case: Case) -> Iterator[Witness]:
    longest = max(_span(old.alert), _span(new.alert))
    end = max(check.at for check in case.checks) + longest + case.evaluation
    if end // case.evaluation > _MOST_EVALUATIONS:
        return
    inputs = tuple(_held(one, end // case.sample + 1) for one in case.inputs)
    held = evolve(case, inputs=inputs)
    runs = [_run(version, held, end, V3) for version in (old, new)]
    if runs[0] is None or runs[1] is None:
        return
    for sensitivity, at in _times(runs[0], runs[1]):
        if _holds(old, new, held, at, runs):
            yield _witness(sensitivity, held, at, (runs[0], runs[1]))


def _span(alert: Alert) -> int:
    kept = alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0
    return alert.duration.milliseconds + kept


def _held(one: Input, samples: int) -> Input:
    """The series, which goes on as it does at its end for as long as somebody waits."""
    missing = samples - sum(segment.count for segment in one.segments)
    if missing <= 0 or not one.segments:
        return one
    last = one.segments[-1]
    return evolve(one, segments=(*one.segments[:-1], evolve(last, count=last.count + missing)))


def _run(version: Version, case: Case, end: int, semantics: Semantics) -> _Run | None:
    alert = version.alert
    try:
        made = [series(one.labels, one.segments, case.sample) for one in case.inputs]
        recorded = [Recorded.of(rule) for rule in version.recordings]
        storage = played(made, recorded, case.evaluation, end, semantics) if recorded else Storage(made)
        return dict(Simulation(alert, tree_of(alert.expr), storage, case.evaluation, semantics).run(end))
    except (EvaluationError, UnsupportedError, TemplateError, ValueError):
        return None


def _times(old: _Run, new: _Run) -> Iterator[tuple[Sensitivity, int]]:
    """The first time at which only the new one fires, and the first at which only the old one does."""
    more = next((at for at in new if new[at] and not old[at]), None)
    less = next((at for at in old if old[at] and not new[at]), None)
    if more is not None:
        yield Sensitivity.MORE, more
    if less is not None:
        yield Sensitivity.LESS, less


def _holds(old: Version, new: Version, case: Case, at: int, runs: Sequence[_Run | None]) -> bool:
    """Whether all versions of Prometheus see the same at that time."""
    others = [_run(version, case, at, V2) for version in (old, new)]
    return all(
        run is not None and other is not None and _labels(run[at]) == _labels(other[at])
        for run, other in zip(runs, others, strict=True)
    )


def _labels(firing: Sequence[Firing]) -> list[Labels]:
    return sorted(one.labels for one in firing)


def _witness(sensitivity: Sensitivity, case: Case, at: int, runs: tuple[_Run, _Run]) -> Witness:
    old, new = (evolve(case, name=_NAME, kind=_kind(run[at]), checks=(_check(run[at], at),)) for run in runs)
    told = f"{words.inputs(case)}: old {words.outcome(runs[0])}, new {words.outcome(runs[1])}"
    return Witness(sensitivity, case.inputs, at, old, new, told)


def _kind(firing: Sequence[Firing]) -> Kind:
    return Kind.FIRES if firing else Kind.SILENT


def _check(firing: Sequence[Firing], at: int) -> Check:
    found = (Expected({k: v for k, v in one.labels if k != ALERT_NAME}, None) for one in firing)
    return Check(at, tuple(sorted(found, key=lambda one: sorted(one.labels.items()))))
