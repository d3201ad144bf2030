"""What is recorded for a point is what all rules record at all times, as far as the alert reads it."""

from collections.abc import Iterator

from observability.model.rule import Alert, Recording
from observability.proof.evaluator import V3, Evaluator
from observability.proof.scene import Point, turned
from observability.proof.suites.rawscene import RawScene, lifted
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.stagehand import Stagehand, Watched
from tests.unit.proof.suites.suites import groups


def scenes() -> Iterator[RawScene]:
    rules = [rule for group in groups() for rule in group.rules]
    recorded = [Recorded.of(rule) for rule in rules if isinstance(rule, Recording)]
    watched = [Watched.of(rule) for rule in rules if isinstance(rule, Alert)]
    hand = Stagehand.of(recorded, watched)
    for one in watched:
        yield lifted(one.alert, one.tree, recorded, hand.interval, hand.sample).scene


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
                found = [
                    Evaluator(storage, V3, scene.pace.evaluation).vector(scene.tree, at)
                    for storage in (known, all_of_it)
                ]
                assert found[0] == found[1]
    assert short
