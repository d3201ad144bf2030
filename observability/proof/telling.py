"""Series that tell an alert from a mutant of it: those of the mutant's cases, other labels, other values by chance."""

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import evolve, frozen

from observability.model.rule import Alert
from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import tree_of
from observability.promql.tree import Node, Vector, every
from observability.proof.alerting import Simulation
from observability.proof.case import Case, Input, Kind
from observability.proof.chances import shaken
from observability.proof.derive import derive
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, V3, EvaluationError, Labels, Semantics, Storage
from observability.proof.evaluator.labels import NAME, value_of, with_values
from observability.proof.labelvalues import about, refused
from observability.proof.noticing import notices
from observability.proof.pace import Pace
from observability.proof.segments import series
from observability.proof.staging import Play
from observability.proof.templates import TemplateError

_CHANCES, _FEW = 40, 2
_ASKED = {MatchOp.NOT_EQUAL: MatchOp.EQUAL, MatchOp.NOT_REGEX: MatchOp.REGEX}


@frozen
class _Try:
    """Series with a sample each `sample` milliseconds, up to `end`."""

    inputs: tuple[Input, ...]
    sample: int
    end: int


def telling(alert: Alert, cases: Sequence[Case], mutant: Alert, name: str) -> Case | None:
    """A case that the alert passes and the mutant does not, called `name`; None if none was found.

    Raises:
        UnsupportedError: a part of the language that we do not know.
    """
    evaluation = cases[0].evaluation
    for one in _tries(alert, cases, mutant):
        case = _case(alert, mutant, one, evaluation, name)
        if case is not None and notices(case, mutant):
            return case
    return None


def _tries(alert: Alert, cases: Sequence[Case], mutant: Alert) -> Iterator[_Try]:
    before, after = tree_of(alert.expr), tree_of(mutant.expr)
    if before == after:
        return
    yield from _own(cases, before, after)
    # These take longest to find.
    yield from (_Try(case.inputs, case.sample, _end(case)) for case in derive(mutant).cases)


def _own(cases: Sequence[Case], before: Node, after: Node) -> Iterator[_Try]:
    own = [_Try(case.inputs, case.sample, _end(case)) for case in sorted(cases, key=lambda case: case.kind)]
    for one in own:
        yield from (evolve(one, inputs=inputs) for inputs in _relabelled(one.inputs, before, after))
    chance = random.Random(0)  # noqa: S311 - the same tests every time
    for one in own[:_FEW]:
        yield from (evolve(one, inputs=inputs) for inputs in _twins(chance, one.inputs))
    for number in range(_CHANCES):
        one = own[number % len(own)]
        yield evolve(one, inputs=tuple(shaken(chance, item) for item in one.inputs))


def _end(case: Case) -> int:
    return max(check.at for check in case.checks)


def _relabelled(inputs: tuple[Input, ...], before: Node, after: Node) -> Iterator[tuple[Input, ...]]:
    """The series with a label that one of two selectors in the same place takes and the other does not."""
    for old, new in zip(_selectors(before), _selectors(after), strict=False):
        for label in sorted({matcher.label for matcher in (*old.matchers, *new.matchers)}):
            for taking, refusing in ((old, new), (new, old)):
                for value in _values(label, about(label, taking), about(label, refusing)):
                    yield tuple(evolve(one, labels=_named(one.labels, label, value)) for one in inputs)


def _values(label: str, taking: Sequence[Matcher], refusing: Sequence[Matcher]) -> Iterator[str]:
    """Values that all of the first take and one of the others does not."""
    for matcher in refusing:
        # What a negative matcher refuses is what its opposite asks for.
        asked = [evolve(matcher, op=_ASKED[matcher.op])] if matcher.op in _ASKED else []
        yield from islice(refused(label, [*asked, *taking], [matcher]), 1)


def _twins(chance: random.Random, inputs: tuple[Input, ...]) -> Iterator[tuple[Input, ...]]:
    """Every series twice, which differ in one label and in their values."""
    for label in sorted({name for one in inputs for name, _ in one.labels} - {NAME}):
        others = (evolve(one, labels=_named(one.labels, label, f"{value_of(one.labels, label)}2")) for one in inputs)
        yield (*inputs, *(shaken(chance, one) for one in others))


def _selectors(tree: Node) -> list[Selector]:
    return [node.selector for node in every(tree) if isinstance(node, Vector)]


def _named(labels: Labels, label: str, value: str) -> Labels:
    return with_values(labels, [(label, value)])


def _case(alert: Alert, mutant: Alert, one: _Try, evaluation: int, name: str) -> Case | None:
    if len({item.labels for item in one.inputs}) < len(one.inputs):
        return None
    at = _parting(alert, mutant, one, evaluation)
    if at is None:
        return None
    try:
        runs = [(simulation, dict(simulation.run(at))) for simulation in _simulations(alert, one, evaluation, BOTH)]
        play = Play(one.inputs, Pace(evaluation, one.sample, 0), runs)
        return play.case(name, Kind.FIRES if play.fires(at) else Kind.SILENT, [at])
    except (NotDerivableError, EvaluationError, TemplateError):
        return None


def _parting(alert: Alert, mutant: Alert, one: _Try, evaluation: int) -> int | None:
    """When the two first differ in what fires, if they do."""
    ours_and_theirs = [next(_simulations(rule, one, evaluation, [V3])).run(one.end) for rule in (alert, mutant)]
    try:
        for (at, ours), (_, theirs) in zip(ours_and_theirs[0], ours_and_theirs[1], strict=True):
            if [firing.labels for firing in ours] != [firing.labels for firing in theirs]:
                return at
    except (EvaluationError, TemplateError):
        return None
    return None


def _simulations(alert: Alert, one: _Try, evaluation: int, versions: Sequence[Semantics]) -> Iterator[Simulation]:
    tree = tree_of(alert.expr)
    made = [series(item.labels, item.segments, one.sample) for item in one.inputs]
    return (Simulation(alert, tree, Storage(made), evaluation, semantics) for semantics in versions)
