"""How long an alert waits, shown by itself: all else is evaluated too seldom for that."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.promql.tree import Node
from observability.proof.boundaries.boundary import boundary
from observability.proof.boundaries.conditions import conditions
from observability.proof.cases import STOPPING, WAITING
from observability.proof.derived import Derived
from observability.proof.drawing import cases_of, scene_of, spans_of
from observability.proof.errors import NotDerivableError
from observability.proof.events import too_short
from observability.proof.satisfiability.verdicts import cannot_hold, gap
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.pace import Pace, hurried, paces
from observability.proof.staging import Stage


def waiting(alert: Alert, tree: Node, found: Sequence[Occurrence]) -> Derived:
    """How long it waits before it fires, and goes on to fire, shown of one of its conditions."""
    spans = spans_of(alert)
    soon, gaps = _at(alert, tree, found, hurried(tree, found, spans))
    if gaps and alert.keep_firing_for:
        # Before its windows are full it may not stop in time.
        soon, gaps = _at(alert, tree, found, paces(tree, found, spans))
    return evolve(soon, findings=(*soon.findings, *(gap(alert, reason) for reason in gaps)))


def _at(alert: Alert, tree: Node, found: Sequence[Occurrence], at: Iterator[Pace]) -> tuple[Derived, list[str]]:
    """What shows it at the first of these paces that will do, and what that leaves out."""
    stage = Stage(alert, scene_of(alert, tree, found, at))
    asked = sorted(conditions(tree), key=lambda one: max((o.depth for o in stage.scene.readers(one)), default=0))
    edge = next((one for condition in asked if (one := boundary(stage.scene, condition))), None)
    if edge is None:
        raise NotDerivableError("no series were found for which it fires and for which, just beside, it does not")
    one = evolve(edge, holding=edge.holding[:1], failing=edge.failing[:1])
    gaps, names = list[str](), set[str]()
    # Where it does not go on to fire, that it stops is shown where all else is.
    stopping = gaps if alert.keep_firing_for else []
    cases = [*cases_of(stage, [one], WAITING, gaps, names), *cases_of(stage, [one], STOPPING, stopping, names)]
    every = f"evaluated each {Duration(stage.pace.evaluation)}"
    event = too_short(stage, [one])
    never = [cannot_hold(alert, event.metric, event.lasts, latest=event.latest)] if event else []
    return Derived(alert, tuple(evolve(case, name=f"{case.name}; {every}") for case in cases), tuple(never)), gaps
