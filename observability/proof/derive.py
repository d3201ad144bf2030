"""Cases for an alert, from its expression alone."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeVar

from attrs import evolve, frozen

from observability.findings import Finding, Severity
from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.promql import text_of, tree_of
from observability.promql.tree import Node
from observability.proof.boundary import Boundary, boundary
from observability.proof.case import Case, Kind
from observability.proof.cases import FAR, KINDS, LATE, WAITING, CaseKind, Draft
from observability.proof.conditions import Requirement, conditions, ways
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import UnsupportedError
from observability.proof.events import too_short
from observability.proof.labelnames import asked_by
from observability.proof.natives import Natives
from observability.proof.occurrences import Occurrence, as_native, occurrences
from observability.proof.pace import Pace, hurried, paces, seldom
from observability.proof.scene import Scene, later
from observability.proof.solving import solve
from observability.proof.sources import LAYOUTS, sources
from observability.proof.staging import Stage
from observability.proof.templates import Data, TemplateError, render
from observability.proof.verdicts import NEVER, cannot_hold, gap, judge, not_derived

Span = TypeVar("Span", Duration, Duration | None)


@frozen
class Derived:
    """The cases of an alert, and what is to be said of the alert and of what they leave out."""

    alert: Alert
    cases: tuple[Case, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def by_pace(self) -> "tuple[Derived, ...]":
        """The cases by how often they are evaluated, without what is to be said."""
        paces = dict.fromkeys(case.evaluation for case in self.cases)
        return tuple(
            Derived(self.alert, tuple(case for case in self.cases if case.evaluation == each)) for each in paces
        )

    @property
    def both_ways(self) -> bool:
        """Whether some case shows it firing, and some case shows it silent."""
        return {case.kind for case in self.cases} == set(Kind)


def derive(alert: Alert, known: Natives = ()) -> Derived:
    """The cases of an alert. Never raises for what a rule says: that is a finding.

    Of metrics that are `known` samples are histograms.
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
            _constant(alert, tree) if verdict and verdict.severity is Severity.INFO else _derive(alert, tree, known)
        )
    except (NotDerivableError, UnsupportedError) as error:
        return Derived(alert, findings=(verdict or not_derived(alert, str(error)),))
    return evolve(derived, findings=(verdict, *derived.findings)) if verdict else derived


def _derive(alert: Alert, tree: Node, known: Natives) -> Derived:
    found = as_native(occurrences(tree), dict(known))
    each = seldom(found, _spans(alert))
    if each is None:
        return _at_a_pace(alert, tree, found, paces(tree, found, _spans(alert)))
    # Evaluated so seldom, whatever it waits for is over at the next evaluation.
    patient = evolve(alert, duration=_up_to(each, alert.duration), keep_firing_for=_up_to(each, alert.keep_firing_for))
    derived = _at_a_pace(patient, tree, found, paces(tree, found, _spans(patient), each), events=False)
    try:
        waiting = _waiting(alert, tree, found)
    except (NotDerivableError, UnsupportedError) as error:
        waiting = Derived(alert, findings=(gap(alert, f"how long it waits is not shown: {error}"),))
    return Derived(alert, (*derived.cases, *waiting.cases), (*derived.findings, *waiting.findings))


def _up_to(each: int, span: Span) -> Span:
    return evolve(span, milliseconds=each) if span and span.milliseconds else span


def _waiting(alert: Alert, tree: Node, found: Sequence[Occurrence]) -> Derived:
    """How long it waits before it fires, and goes on to fire, shown of one of its conditions."""
    spans = _spans(alert)
    soon, gaps = _waiting_at(alert, tree, found, hurried(tree, found, spans))
    if gaps and alert.keep_firing_for:
        # Before its windows are full it may not stop in time.
        soon, gaps = _waiting_at(alert, tree, found, paces(tree, found, spans))
    if not alert.keep_firing_for:
        # That it stops is shown where all else is.
        gaps = [reason for reason in gaps if not reason.startswith("stops ")]
    return evolve(soon, findings=(*soon.findings, *(gap(alert, reason) for reason in gaps)))


def _waiting_at(alert: Alert, tree: Node, found: Sequence[Occurrence], at: Iterator[Pace]) -> tuple[Derived, list[str]]:
    """What shows it at the first of these paces that will do, and what that leaves out."""
    stage = Stage(alert, _scene(alert, tree, found, at))
    asked = sorted(conditions(tree), key=lambda one: max((o.depth for o in stage.scene.readers(one)), default=0))
    edge = next((one for condition in asked if (one := boundary(stage.scene, condition))), None)
    if edge is None:
        raise NotDerivableError("no series were found for which it fires and for which, just beside, it does not")
    one = evolve(edge, holding=edge.holding[:1], failing=edge.failing[:1])
    gaps: list[str] = []
    every = Duration(stage.pace.evaluation)
    cases = [
        evolve(case, name=f"{case.name}; evaluated each {every}") for case in _cases(stage, [one], WAITING, gaps, set())
    ]
    event = too_short(stage, [one])
    return Derived(alert, tuple(cases), (cannot_hold(alert, event.metric, event.lasts),) if event else ()), gaps


def _at_a_pace(
    alert: Alert, tree: Node, found: Sequence[Occurrence], at: Iterator[Pace], *, events: bool = True
) -> Derived:
    stage = Stage(alert, _scene(alert, tree, found, at))
    gaps: list[str] = []
    gaps += _unrendered(alert)
    boundaries, missed = _boundaries(stage.scene, conditions(tree))
    if not boundaries:
        raise NotDerivableError("no series were found for which it fires and for which, just beside, it does not")
    late = later(stage.scene)
    far, missed = _boundaries(late, missed) if late else ([], missed)
    gaps += (f"nothing was found for which only `{text_of(condition)}` decides" for condition in missed)
    names: set[str] = set()
    cases = [*_cases(stage, boundaries, KINDS, gaps, names)]
    last = Stage(alert, late) if late else stage
    cases += _cases(last, far, FAR, gaps, names) if far else []
    cases += _cases(last, [*boundaries, *far], LATE, gaps, names)
    derived = Derived(alert, tuple(cases))
    if not derived.both_ways:
        raise NotDerivableError(gaps[0] if gaps else "no series show it both firing and silent")
    event = too_short(stage, boundaries) if events else None
    never = [cannot_hold(alert, event.metric, event.lasts)] if event else []
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
    pace = next(paces(tree, (), _spans(alert)))
    stage = Stage(alert, Scene(tree, (), (), pace, pace.start))
    play = stage.play((), stage.fired)
    return Derived(alert, (play.case("no series at all", Kind.FIRES, [stage.fired]),))


def _scene(alert: Alert, tree: Node, found: Sequence[Occurrence], at: Iterator[Pace]) -> Scene:
    asked = asked_by(alert)
    laid_out = [sources(tree, found, asked, layout) for layout in LAYOUTS]
    for pace, series in product(at, dict.fromkeys(laid_out)):
        end = pace.start + alert.duration.milliseconds + pace.evaluation
        scene = Scene(tree, found, series, pace, end)
        if any(solve(scene, (*way, Requirement(tree, True)), scene.resting) for way in ways(tree, True)):
            return scene
    raise NotDerivableError("no series were found for which it fires")


def _spans(alert: Alert) -> list[int]:
    return [alert.duration.milliseconds, alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0]


def _boundaries(scene: Scene, asked: Sequence[Node]) -> tuple[list[Boundary], list[Node]]:
    """The boundaries of these conditions, and those of which none was found."""
    found = [(condition, boundary(scene, condition)) for condition in asked]
    return [one for _, one in found if one], [condition for condition, one in found if one is None]


def _cases(
    stage: Stage, boundaries: Sequence[Boundary], kinds: Sequence[CaseKind], gaps: list[str], names: set[str]
) -> Iterator[Case]:
    for kind in kinds:
        for draft in kind.drafts(stage, boundaries):
            try:
                case = _case(stage, draft, names)
            except NotDerivableError as error:
                case, reason = None, str(error)
            else:
                reason = "the series that were found do not show it"
            if case is not None:
                yield case
            elif draft.needed:
                gaps.append(f"{draft.name}: {reason}")


def _case(stage: Stage, draft: Draft, names: set[str]) -> Case | None:
    play = stage.play(draft.inputs, draft.end)
    seen = draft.look(play)
    if seen is None:
        return None
    kind, times = seen
    number = sum(name == draft.name or name.startswith(f"{draft.name} (") for name in names) + 1
    name = draft.name if number == 1 else f"{draft.name} ({number})"
    names.add(name)
    return play.case(name, kind, times)
