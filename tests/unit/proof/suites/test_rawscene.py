"""What is recorded for a point is what all rules record at all times, as far as the alert reads it."""

from collections.abc import Iterator

import pytest
from attrs import evolve

from observability.model.rule import Alert, Recording
from observability.promql.tree import every
from observability.proof.boundaries.conditions import ways
from observability.proof.boundaries.scene import Point, turned
from observability.proof.boundaries.solving import solve
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import V3, Evaluator, Storage
from observability.proof.suites.finds import Finds
from observability.proof.suites.lifted import lifted
from observability.proof.suites.rawscene import RawScene
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.stagehand import Stagehand, Watched
from tests.unit.proof.suites.suites import groups


def scenes() -> Iterator[RawScene]:
    rules = [rule for group in groups() for rule in group.rules]
    recorded = [Recorded.of(rule) for rule in rules if isinstance(rule, Recording)]
    watched = [Watched.of(rule, {}) for rule in rules if isinstance(rule, Alert)]
    hand = Stagehand.of(recorded, watched, Finds())
    for one in watched:
        scene = lifted(one.alert, one.tree, recorded, hand.interval, hand.sample).scene
        yield scene
        # So late that recordings read what others recorded long before.
        yield evolve(scene, pace=evolve(scene.pace, start=20 * hand.interval))


def points(scene: RawScene) -> Iterator[Point]:
    yield scene.resting
    for knob in scene.knobs(scene.tree):
        for value in (0.0, 7.0):
            yield turned(scene.resting, knob, value)


def test_what_is_kept_or_left_out_changes_nothing() -> None:
    short = 0
    for scene in scenes():
        for point in points(scene):
            made = [one for number, settings in enumerate(point) for one in scene._made(number, settings)]
            known, all_of_it = scene.stored(made, point), scene.storage(made, scene.times[-1], V3)
            short += sum(len(one.times) for one in known.series) < sum(len(one.times) for one in all_of_it.series)
            for at in scene.times:
                assert seen(scene, known, at) == seen(scene, all_of_it, at)
    assert short


def test_what_a_part_does_not_read_is_not_recorded_where_it_is_not_met() -> None:
    spared = 0
    for scene in scenes():
        for requirement in (one for way in ways(scene.tree, True) for one in way):
            for point in points(scene):
                met = scene.meets(point, requirement)
                spared += scene.tried(point) not in scene._views
                view = evolve(scene).view(point)
                assert met is (view is not None and view.meets(requirement))
    assert spared


def test_points_at_which_a_part_was_not_met_were_tried() -> None:
    scene = evolve(next(one for one in scenes() if len(ways(one.tree, True)[0]) > 1), patience=3)
    part = next(one for one in ways(scene.tree, True)[0] if one.node is not scene.tree)
    with pytest.raises(NotDerivableError, match="at 3 points"):
        [scene.meets(point, part) for point in points(scene)]


def seen(scene: RawScene, storage: Storage, at: int) -> object:
    """What all parts of the alert come to."""
    evaluator = Evaluator(storage, V3, scene.pace.evaluation)
    evaluator.vector(scene.tree, at)
    return [evaluator.values[id(node)] for node in every(scene.tree) if id(node) in evaluator.values]


def test_nothing_is_looked_for_before_the_beginning() -> None:
    scene = next(one for one in scenes() if any(reader.vector.offset for reader in one.direct))
    early = evolve(scene, pace=evolve(scene.pace, start=scene.pace.evaluation))
    assert [solve(early, way, early.resting) for way in ways(early.tree, True)] == [None]
    assert len(early._views) == 1
