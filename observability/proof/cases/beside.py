"""Beside the series that are meant there are others, which are on the other side of the limit."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.proof.boundaries.boundary import Boundary, Side
from observability.proof.boundaries.conditions import conditions
from observability.proof.case import Input
from observability.proof.cases.draft import Draft, begins, never
from observability.proof.evaluator import NAME
from observability.proof.evaluator.labels import BUCKET, with_values
from observability.proof.series.labelvalues import refused_alone
from observability.proof.series.settings import BEFORE
from observability.proof.staging import Stage
from observability.proof.words import describe


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases a condition, where series are read at several times: else those alone that are not meant show it."""
    if not any(BEFORE in source.knobs for source in stage.scene.sources):
        return
    alone = len(conditions(stage.scene.tree)) == 1
    for one in boundaries:
        over, under = one.firing[0], one.silent[0]
        yield _draft(stage, describe(one, over, alone), (over, under), stage.fired + stage.pace.evaluation)
        yield _draft(stage, describe(one, under, alone), (under, over), stage.fired)


def _draft(stage: Stage, name: str, sides: tuple[Side, Side], end: int) -> Draft:
    own, others = (stage.held(side.point, end) for side in sides)
    there = {one.labels for one in own}
    inputs = (*own, *(one for one in dict.fromkeys(_unmeant(stage, others)) if one.labels not in there))
    look = begins if end > stage.fired else never
    return Draft(f"{name}; those that are not meant are not", inputs, end, look, needed=False)


def _unmeant(stage: Stage, inputs: Sequence[Input]) -> Iterator[Input]:
    """For every matcher, the series that it means with another value of its label."""
    for occurrence in stage.scene.found:
        selector = occurrence.vector.selector
        for matcher in selector.matchers:
            if matcher.label not in {NAME, BUCKET}:
                for value in refused_alone(matcher, selector)[:1]:
                    for one in filter(lambda one: occurrence.means(one.labels), inputs):
                        yield evolve(one, labels=with_values(one.labels, [(matcher.label, value)]))
