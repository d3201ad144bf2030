"""Two of a kind, one of them over the limit: the alert is about that one."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.proof.boundaries.boundary import Boundary
from observability.proof.case import Input, Kind
from observability.proof.cases.draft import Draft, Look, begins
from observability.proof.evaluator import NAME, accepts
from observability.proof.evaluator.labels import value_of, with_values
from observability.proof.series.labelvalues import about
from observability.proof.series.spreading import numbered
from observability.proof.staging import Play, Stage

_USUAL = ("instance", "pod", "job")


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case, in the first label that the alert keeps and in which series may differ."""
    boundary = boundaries[0]
    end = stage.fired + stage.pace.evaluation
    over, under = (stage.held(side[0].point, end) for side in (boundary.firing, boundary.silent))
    for label in _labels(stage, over):
        # What has not the label is one for both.
        inputs = {one.labels: one for one in (*over, *(_moved(other, label) for other in under))}
        yield Draft(f"one {label} of two is over the limit", tuple(inputs.values()), end, _one(label), needed=False)
        return


def _labels(stage: Stage, inputs: Sequence[Input]) -> Iterator[str]:
    names = {name for one in inputs for name, _ in one.labels if name not in {NAME, "le"}}
    ordered = [name for name in _USUAL if name in names] + sorted(names - set(_USUAL))
    selectors = [occurrence.vector.selector for occurrence in stage.scene.found]
    for name in ordered:
        values = {value_of(one.labels, name) for one in inputs} - {""}
        matchers = [matcher for selector in selectors for matcher in about(name, selector)]
        if all(accepts(matcher, numbered(value, 9)) for matcher in matchers for value in values) and values:
            yield name


def _moved(one: Input, label: str) -> Input:
    value = value_of(one.labels, label)
    return evolve(one, labels=with_values(one.labels, [(label, numbered(value, 9))])) if value else one


def _one(label: str) -> Look:
    """Whether just one alert fires, and tells by its label which."""

    def look(play: Play) -> tuple[Kind, Sequence[int]] | None:
        found = begins(play)
        if found is None:
            return None
        firing = play.runs[0][1][found[1][-1]]
        return found if len(firing) == 1 and value_of(firing[0].labels, label) else None

    return look
