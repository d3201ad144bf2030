"""Series that a matcher does not mean: they neither set off an alert nor hold one back."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.model.selector import Matcher, Selector
from observability.mutation.equal import same
from observability.promql.tree import Node, Vector, below, with_below
from observability.proof.boundaries.boundary import Boundary
from observability.proof.case import Input
from observability.proof.cases.draft import Draft, begins, never
from observability.proof.evaluator import NAME
from observability.proof.evaluator.labels import BUCKET, with_values
from observability.proof.series.labelvalues import refused_alone
from observability.proof.series.occurrences import Occurrence
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """For every matcher, series that are as they would have to be but for its label.

    Where several selectors have it, the first of them, and those others that would mean more series without it.
    """
    told: set[str | tuple[Matcher, Selector]] = set()
    for occurrence in stage.scene.found:
        selector = occurrence.vector.selector
        for matcher in selector.matchers:
            name = f'series that {matcher.label}{matcher.op}"{matcher.value}" does not mean'
            if matcher.label == NAME or (matcher.label == BUCKET and occurrence.bucketed):
                continue
            if name in told:
                if (matcher, selector) in told or not _matters(stage.scene.tree, occurrence, matcher):
                    continue
                name = f"{name} in {selector.metric}"
            for draft in _drafts(stage, boundaries, occurrence, matcher, name):
                told |= {name, (matcher, selector)}
                yield draft


def _matters(tree: Node, occurrence: Occurrence, matcher: Matcher) -> bool:
    """Whether the expression is another one without the matcher: what it is joined with may ask for the same."""
    selector = occurrence.vector.selector
    left = evolve(selector, matchers=tuple(other for other in selector.matchers if other != matcher))
    return not same(tree, _replaced(tree, occurrence.vector, evolve(occurrence.vector, selector=left)))


def _replaced(node: Node, old: Vector, new: Vector) -> Node:
    return new if node is old else with_below(node, tuple(_replaced(child, old, new) for child in below(node)))


def _drafts(
    stage: Stage, boundaries: Sequence[Boundary], occurrence: Occurrence, matcher: Matcher, name: str
) -> Iterator[Draft]:
    end = stage.fired + stage.pace.evaluation
    for boundary in boundaries:
        for point, look in ((boundary.firing[0].point, never), (boundary.silent[0].point, begins)):
            inputs = _relabelled(stage.held(point, end), occurrence, matcher)
            if inputs and look(stage.play(inputs, end)):
                yield Draft(name, inputs, end, look, needed=False)
                return


def _relabelled(inputs: Sequence[Input], occurrence: Occurrence, matcher: Matcher) -> tuple[Input, ...]:
    """The inputs with another value of the label where the selector means them; empty where there is none."""
    for value in refused_alone(matcher, occurrence.vector.selector):
        changed = tuple(
            evolve(one, labels=with_values(one.labels, [(matcher.label, value)]))
            if occurrence.means(one.labels)
            else one
            for one in inputs
        )
        if len({one.labels for one in changed}) == len(changed):
            return changed
    return ()
