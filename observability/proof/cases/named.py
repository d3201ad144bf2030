"""The last of the values that a regular expression names: whoever adds one there, or loses one, changes that."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.model.selector import MatchOp
from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.draft import Draft, either
from observability.proof.evaluator import NAME
from observability.proof.evaluator.labels import BUCKET, value_of, with_values
from observability.proof.series.regexes import last
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case for each expression that names several."""
    end = stage.fired + stage.pace.evaluation
    inputs = stage.held(boundaries[0].firing[0].point, end)
    matchers = (matcher for one in stage.scene.found for matcher in one.vector.selector.matchers)
    for matcher in dict.fromkeys(one for one in matchers if one.op is MatchOp.REGEX):
        text = last(matcher.value)
        if matcher.label in {NAME, BUCKET} or "|" not in matcher.value or not text:
            continue
        # All of them, as they may have to find each other.
        changed = tuple(
            evolve(one, labels=with_values(one.labels, [(matcher.label, text)]))
            if value_of(one.labels, matcher.label)
            else one
            for one in inputs
        )
        if changed != inputs and len({one.labels for one in changed}) == len(changed):
            yield Draft(f"{matcher.label} is {text}", changed, end, either, needed=False)
