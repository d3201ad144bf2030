"""Series over which an alert and a mutant of it might do different things, and when they first do."""

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import evolve, frozen

from observability.model.rule import Alert
from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import accepts
from observability.promql.tree import Node, Vector, every
from observability.proof.alerting import ALERT_NAME, Firing, Simulation
from observability.proof.case import Case, Input
from observability.proof.evaluator import V3, EvaluationError, Labels, Memory, Semantics, Storage
from observability.proof.evaluator.labels import NAME, value_of, with_values, without
from observability.proof.mutants.chances import shaken, times
from observability.proof.mutants.upsets import upset, without_one
from observability.proof.samples.segments import series
from observability.proof.series.labelvalues import about, all_take, refused
from observability.proof.templates import TemplateError
from observability.proof.testfile import series as labelled

_FEW, _LOOKS = 2, 100
# Of what there is, as powers of two: no digit is lost.
_BESIDE = (64.0, 1 / 64)
_OPPOSED = -4.0
# A label that no rule knows.
_PART = "part"
_ASKED = {MatchOp.NOT_EQUAL: MatchOp.EQUAL, MatchOp.NOT_REGEX: MatchOp.REGEX}


@frozen
class Series:
    """Series with a sample each `sample` milliseconds, up to `end`."""

    inputs: tuple[Input, ...]
    sample: int
    end: int


@frozen(eq=False)
class Trial:
    """An alert over series, with what it does there remembered."""

    series: Series
    own: Simulation

    @classmethod
    def of(cls, alert: Alert, tree: Node, made: Series, evaluation: int) -> "Trial":
        """A trial of the alert whose expression is the tree."""
        storage = Storage([series(one.labels, one.segments, made.sample) for one in made.inputs])
        return cls(made, Simulation(alert, tree, storage, evaluation, V3, Memory(tree)))

    def simulation(self, semantics: Semantics) -> Simulation:
        """The alert as a version of Prometheus evaluates it."""
        return evolve(self.own, semantics=semantics, memory=None)

    def parting(self, mutant: Alert, tree: Node) -> int | None:
        """When the two first differ in what fires, or in what that says, if they do."""
        other = evolve(self.own, alert=mutant, tree=tree)
        try:
            if self._yields_the_same(other):
                return None
            for (at, ours), (_, theirs) in zip(self.own.run(self.series.end), other.run(self.series.end), strict=True):
                if self._differ(other, ours, theirs):
                    return at
        except (EvaluationError, TemplateError):
            return None
        return None

    def does(self, at: int, mutant: Alert, tree: Node) -> tuple[str, str]:
        """What the alert and the mutant do at a time, in words: what fires, and what that says where the same fires."""
        other = evolve(self.own, alert=mutant, tree=tree)
        ours, theirs = (next(fired for time, fired in one.run(at) if time == at) for one in (self.own, other))
        if [one.labels for one in ours] != [one.labels for one in theirs]:
            return _fires([_labels(one) for one in ours]), _fires([_labels(one) for one in theirs])
        return _fires([_says(self.own, one) for one in ours]), _fires([_says(other, one) for one in theirs])

    def _yields_the_same(self, other: Simulation) -> bool:
        if evolve(other.alert, expr="") != evolve(self.own.alert, expr=""):
            return False
        ours, theirs = self.own.evaluator, other.evaluator
        # Of many evaluations some, evenly: what differs mostly does so for a while.
        stride = self.own.interval * max(1, self.series.end // self.own.interval // _LOOKS)
        times = range(self.series.end % stride, self.series.end + 1, stride)
        return all(ours.vector(self.own.tree, at) == theirs.vector(other.tree, at) for at in times)

    def _differ(self, other: Simulation, ours: Sequence[Firing], theirs: Sequence[Firing]) -> bool:
        if [one.labels for one in ours] != [one.labels for one in theirs]:
            return True
        pairs = (pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1])
        return any(self.own.annotations(one) != other.annotations(its) for one, its in pairs)


def shown_by(case: Case) -> Series:
    """The series of a case."""
    return Series(case.inputs, case.sample, case.end)


def by_chance(cases: Sequence[Case], number: int) -> Iterator[Series]:
    """Each series twice, all but one, and so many times other values, and others still: the same every time."""
    own = _own(cases)
    chance = random.Random(0)  # noqa: S311 - the same tests every time
    for one in own[:_FEW]:
        yield from _distinct(evolve(one, inputs=inputs) for inputs in _twins(chance, one.inputs))
    for one in own[:_FEW]:
        yield from (evolve(one, inputs=inputs) for inputs in without_one(one.inputs))
    for each in range(number):
        one = own[each % len(own)]
        yield evolve(one, inputs=tuple(shaken(chance, item) for item in one.inputs))
    for each in range(number):
        one = own[each % len(own)]
        yield evolve(one, inputs=upset(chance, one.inputs))


def relabelled(cases: Sequence[Case], before: Node, after: Node) -> Iterator[Series]:
    """The series with a label that one of two selectors in the same place takes and the other does not.

    In place of the series, and beside them: much more of it, and much less.
    """
    pairs = zip(_selectors(before), _selectors(after), strict=False)
    differing = [(old, new) for old, new in pairs if old != new]
    own = _own(cases) if differing else []
    for one in own:
        for old, new in differing:
            for inputs in _relabelled(one.inputs, old, new):
                beside = ((*one.inputs, *(_scaled(each, factor) for each in inputs)) for factor in _BESIDE)
                yield from _distinct(evolve(one, inputs=each) for each in (inputs, *beside))


def _own(cases: Sequence[Case]) -> list[Series]:
    """The series of the cases, without those that take many times as long as the first."""
    shown = [shown_by(case) for case in sorted(cases, key=lambda case: case.kind)]
    first = shown_by(cases[0])
    return [one for one in shown if one.end <= 2 * first.end]


def _distinct(made: Iterator[Series]) -> Iterator[Series]:
    """Those of which no two series have the same labels."""
    return (one for one in made if len({item.labels for item in one.inputs}) == len(one.inputs))


def _relabelled(inputs: tuple[Input, ...], old: Selector, new: Selector) -> Iterator[tuple[Input, ...]]:
    for label in sorted({matcher.label for matcher in (*old.matchers, *new.matchers)}):
        for taking, refusing in ((old, new), (new, old)):
            for value in _values(label, about(label, taking), about(label, refusing)):
                changed = tuple(evolve(one, labels=_named(one.labels, label, value)) for one in inputs)
                yield changed


def _scaled(one: Input, factor: float) -> Input:
    return evolve(one, segments=tuple(times(segment, factor) for segment in one.segments))


def _values(label: str, taking: Sequence[Matcher], refusing: Sequence[Matcher]) -> Iterator[str]:
    """Values that all of the first take and one of the others does not."""
    for matcher in refusing:
        # What a negative matcher refuses is what its opposite asks for.
        asked = [evolve(matcher, op=_ASKED[matcher.op])] if matcher.op in _ASKED else []
        yield from islice(refused(label, [*asked, *taking], [matcher]), 1)
        last = matcher.value.rpartition("|")[2].rstrip(")")
        if "|" in matcher.value and all_take([*asked, *taking], last) and not accepts(matcher, last):
            yield last


def _twins(chance: random.Random, inputs: tuple[Input, ...]) -> Iterator[tuple[Input, ...]]:
    """Every series twice, which differ in one label and in their values; below zero; and all but one twice."""
    for label in [*sorted({name for one in inputs for name, _ in one.labels} - {NAME}), _PART]:
        others = [evolve(one, labels=_named(one.labels, label, f"{value_of(one.labels, label)}2")) for one in inputs]
        yield (*inputs, *(shaken(chance, one) for one in others))
        yield (*inputs, *(_scaled(one, _OPPOSED) for one in others))
        if len(others) > 1:
            yield (*inputs, *others[1:])


def _selectors(tree: Node) -> list[Selector]:
    return [node.selector for node in every(tree) if isinstance(node, Vector)]


def _named(labels: Labels, label: str, value: str) -> Labels:
    return with_values(labels, [(label, value)])


def _fires(alerts: Sequence[str]) -> str:
    return f"fires with {', '.join(alerts)}" if alerts else "is silent"


def _says(simulation: Simulation, one: Firing) -> str:
    texts = simulation.annotations(one) or {}
    return ", ".join([_labels(one), *(f"{name} '{text}'" for name, text in sorted(texts.items()))])


def _labels(one: Firing) -> str:
    return labelled(without(one.labels, (ALERT_NAME,)))
