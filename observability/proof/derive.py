"""Cases for an alert, from its expression alone."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from attrs import evolve

from observability.findings import Severity
from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.promql import text_of, tree_of
from observability.promql.tree import Node
from observability.proof.boundaries.conditions import conditions
from observability.proof.boundaries.scene import Scene, later
from observability.proof.case import Kind
from observability.proof.cases import FAR, KINDS, LATE
from observability.proof.derived import Derived
from observability.proof.drawing import boundaries_of, cases_of, scene_of, spans_of
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import UnsupportedError
from observability.proof.events import holds_for, too_short
from observability.proof.samples.natives import Natives
from observability.proof.satisfiability.verdicts import ALWAYS, NEVER, cannot_hold, gap, judge, not_derived
from observability.proof.series.occurrences import Occurrence, as_native, occurrences
from observability.proof.series.pace import paces, seldom
from observability.proof.staging import Stage
from observability.proof.templates import Data, TemplateError, render
from observability.proof.waiting import waiting

Span = TypeVar("Span", Duration, Duration | None)


def derive(alert: Alert, known: Natives = (), counts: frozenset[str] = frozenset()) -> Derived:
    """The cases of an alert. Never raises for what a rule says: that is a finding.

    Of metrics that are `known` samples are histograms; `counts` are metrics that are never below zero.
    """
    try:
        tree = tree_of(alert.expr)
    except ValueError as error:
        return Derived(alert, findings=(not_derived(alert, f"its expression cannot be read: {error}"),))
    verdict = judge(alert, tree)
    if verdict and verdict.check == NEVER:
        return Derived(alert, findings=(verdict,))
    try:
        derived = (
            _constant(alert, tree)
            if verdict and verdict.severity is Severity.INFO
            else _derive(alert, tree, as_native(occurrences(tree), dict(known)), counts)
        )
    except (NotDerivableError, UnsupportedError) as error:
        return Derived(alert, findings=(verdict or not_derived(alert, str(error)),))
    # What fires anyway lacks cases that nobody misses.
    missed = () if verdict and verdict.check == ALWAYS else derived.findings
    return evolve(derived, findings=(verdict, *missed)) if verdict else derived


def _derive(alert: Alert, tree: Node, found: Sequence[Occurrence], counts: frozenset[str]) -> Derived:
    each = seldom(tree, found, spans_of(alert))
    if each is None:
        return _at_a_pace(alert, scene_of(alert, tree, found, paces(tree, found, spans_of(alert))), counts)
    # Evaluated so seldom, whatever it waits for is over at the next evaluation.
    patient = evolve(alert, duration=_up_to(each, alert.duration), keep_firing_for=_up_to(each, alert.keep_firing_for))
    scene = scene_of(patient, tree, found, paces(tree, found, spans_of(patient), each))
    derived = _at_a_pace(patient, scene, counts, events=False)
    try:
        late = waiting(alert, tree, found)
    except (NotDerivableError, UnsupportedError) as error:
        late = Derived(alert, findings=(gap(alert, f"how long it waits is not shown: {error}"),))
    return Derived(alert, (*derived.cases, *late.cases), (*derived.findings, *late.findings))


def _up_to(each: int, span: Span) -> Span:
    return evolve(span, milliseconds=each) if span and span.milliseconds else span


def _at_a_pace(alert: Alert, scene: Scene, counts: frozenset[str], *, events: bool = True) -> Derived:
    stage = Stage(alert, scene, counts)
    gaps: list[str] = []
    gaps += _unrendered(alert)
    boundaries, missed = boundaries_of(scene, conditions(scene.tree))
    if not boundaries:
        raise NotDerivableError("no series were found for which it fires and for which, just beside, it does not")
    late = later(scene)
    far, missed = boundaries_of(late, missed) if late else ([], missed)
    gaps += (f"nothing was found for which only `{text_of(condition)}` decides" for condition in missed)
    names: set[str] = set()
    cases = [*cases_of(stage, boundaries, KINDS, gaps, names)]
    last = Stage(alert, late, counts) if late else stage
    cases += cases_of(last, far, FAR, gaps, names) if far else []
    cases += cases_of(last, [*boundaries, *far], LATE, gaps, names)
    derived = Derived(alert, tuple(cases))
    if not derived.both_ways:
        lasts = holds_for(stage, boundaries[0].firing[0].point)
        brief = (
            f"its condition holds for {lasts} at a time in the series that were found, and `for` is {alert.duration}"
        )
        raise NotDerivableError(brief if lasts else gaps[0] if gaps else "no series show it both firing and silent")
    event = too_short(stage, boundaries) if events else None
    never = [cannot_hold(alert, event.metric, event.lasts, latest=event.latest)] if event else []
    return evolve(derived, findings=(*never, *(gap(alert, reason) for reason in gaps)))


def _unrendered(alert: Alert) -> Iterator[str]:
    """Annotations that we cannot render, whatever the values."""
    for name, text in alert.annotations.items():
        try:
            render(text, Data({}, 1.0))
        except TemplateError as error:
            yield f"the annotation {name} is not looked at, for it has {error}"


def _constant(alert: Alert, tree: Node) -> Derived:
    """What reads no series has one case."""
    pace = next(paces(tree, (), spans_of(alert)))
    stage = Stage(alert, Scene(tree, (), (), pace, pace.start))
    play = stage.play((), stage.fired)
    return Derived(alert, (play.case("no series at all", Kind.FIRES, [stage.fired]),))
