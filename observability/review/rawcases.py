"""Cases for an alert over raw series: what it reads is recorded of them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from attrs import evolve

from observability.promql import tree_of
from observability.proof import Case, Check, Kind
from observability.proof.boundaries.boundary import boundary
from observability.proof.boundaries.conditions import conditions
from observability.proof.boundaries.scene import Point, Scene, turned
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import UnsupportedError
from observability.proof.series.occurrences import Occurrence, occurrences
from observability.proof.series.pace import SECOND, divisor
from observability.proof.staging import Stage
from observability.proof.suites.lifted import Lifted, lifted
from observability.proof.suites.under import all_recorded, raw
from observability.review.version import Version

# How often rules may be evaluated, and how many times at the most until all is there that is read.
_INTERVALS = tuple(minutes * 60 * SECOND for minutes in (1, 5, 15, 60, 120))
_MOST_EVALUATIONS = 60
_SAMPLES, _APART = 5, 60 * SECOND
_MOST_RECORDINGS = 20
# Each takes some hundredths of a second: all recordings are played.
_PATIENCE = 60
_LEVEL = "level"


def raw_cases(version: Version, levels: Sequence[float] = ()) -> Iterator[list[Case]]:
    """Series for an alert, which go on as they are: quickly found ones, and then those beside its limits.

    Quickly found are some for which it fires, some for which it does not, and the same on these `levels`.

    Raises:
        NotDerivableError: none were found, and why.
        UnsupportedError: a part of the language that we do not know.
        ValueError: an expression is not PromQL.
    """
    if len(version.recordings) > _MOST_RECORDINGS:
        raise NotDerivableError(f"it is made of {len(version.recordings)} recordings, more than {_MOST_RECORDINGS}")
    tree = tree_of(version.alert.expr)
    recorded = all_recorded(version.recordings)
    read = [*occurrences(tree), *(one for rule in recorded for one in rule.found)]
    interval = _interval(read)
    shortest = min((one.window for one in raw(read, recorded) if one.window), default=interval)
    sample = divisor(interval, max(SECOND, min(_APART, shortest // _SAMPLES)))
    found = lifted(version.alert, tree, recorded, interval, sample)
    first = [found.over, found.under]
    first += [one for point in first for one in _on_levels(found.scene, point, levels)]
    yield _held(found, first)
    yield _held(found, _beside(evolve(found.scene, patience=_PATIENCE)))


def _beside(scene: Scene) -> Iterator[Point]:
    """Points beside the limits of the alert."""
    for condition in conditions(scene.tree):
        with suppress(NotDerivableError, UnsupportedError):
            if found := boundary(scene, condition):
                yield from (side.point for side in (*found.firing, *found.silent))


def _held(found: Lifted, points: Iterable[Point]) -> list[Case]:
    stage, end, pace = Stage(found.alert, found.scene), found.fired, found.scene.pace
    inputs = dict.fromkeys(stage.held(point, end) for point in points)
    return [Case("held", Kind.FIRES, one, (Check(end, ()),), pace.evaluation, pace.sample) for one in inputs]


def _on_levels(scene: Scene, point: Point, levels: Sequence[float]) -> Iterator[Point]:
    """The point with all of its levels elsewhere: limits may stand in what is recorded."""
    known = [number for number, source in enumerate(scene.sources) if _LEVEL in source.knobs]
    for level in levels if known else ():
        moved = point
        for number in known:
            moved = turned(moved, (number, _LEVEL), level)
        yield moved


def _interval(read: Sequence[Occurrence]) -> int:
    """Coarse where much time is looked back over: every rule is evaluated each time."""
    depth = sum(one.depth for one in _deepest(read))
    return next((one for one in _INTERVALS if depth // one <= _MOST_EVALUATIONS), _INTERVALS[-1])


def _deepest(read: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """What is read the farthest back, directly; what is recorded of it may be looked back over again."""
    yield from sorted(read, key=lambda one: one.depth)[-2:]
