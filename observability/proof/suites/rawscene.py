"""An alert over raw series: what it reads is recorded of them by the rules under it."""

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import evolve, frozen

from observability.model.rule import Alert
from observability.promql.tree import Binary, Node, every
from observability.proof.conditions import Requirement, ways
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import Semantics, Series, Storage
from observability.proof.knobs import knobs_of, recent
from observability.proof.labelnames import asked_by
from observability.proof.occurrences import SLOPING, Occurrence, occurrences
from observability.proof.pace import Pace
from observability.proof.scene import Knob, Point, Scene
from observability.proof.solving import solve
from observability.proof.source import Source
from observability.proof.sources import LAYOUTS, sources
from observability.proof.suites.playing import played
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.under import raw, under

# A hundred rules at so many evaluations take promtool half a second.
_MOST_EVALUATIONS = 100


@frozen(eq=False)
class RawScene(Scene):
    """A scene whose sources are raw; `recorded` is under the alert, `direct` is where the alert itself reads."""

    recorded: Sequence[Recorded] = ()
    direct: Sequence[Occurrence] = ()

    def readers(self, node: Node) -> list[Occurrence]:
        """Where raw series are read under a node, or under the recordings that it reads."""
        nodes = set(map(id, every(node)))
        found = [occurrence for occurrence in self.direct if id(occurrence.vector) in nodes]
        return raw([*found, *(o for one in under(found, self.recorded) for o in one.found)], self.recorded)

    def storage(self, made: Sequence[Series], end: int, semantics: Semantics) -> Storage:
        """The raw series, and what is recorded of them."""
        return played(made, self.recorded, self.pace.evaluation, end, semantics)


@frozen(eq=False)
class Lifted:
    """Where an alert fires, and where it does not, over raw series."""

    alert: Alert
    scene: RawScene
    over: Point
    under: Point

    @property
    def fired(self) -> int:
        """When it fires at the latest, in milliseconds."""
        interval = self.scene.pace.evaluation
        return self.scene.pace.start + -(-self.alert.duration.milliseconds // interval) * interval


def lifted(alert: Alert, tree: Node, recorded: Sequence[Recorded], interval: int, sample: int) -> Lifted:
    """Raw series for an alert, evaluated every `interval` milliseconds, with samples each `sample` milliseconds.

    Raises:
        NotDerivableError: none were found.
        UnsupportedError: a part of the language that we do not know.
    """
    for scene in _scenes(alert, tree, recorded, interval, sample):
        for way in ways(tree, True):
            over = solve(scene, (*way, Requirement(tree, True)), scene.resting)
            below = over and solve(scene, (Requirement(tree, False),), over, _past(over))
            if over and below:
                return Lifted(alert, scene, over, below)
    raise NotDerivableError("no raw series were found for which it fires, and others for which it does not")


def _scenes(
    alert: Alert, tree: Node, recorded: Sequence[Recorded], interval: int, sample: int
) -> Iterator[RawScene]:
    direct = occurrences(tree)
    beneath = under(direct, recorded)
    found = list(_seen_through(direct, beneath))
    # Labels that are asked of recorded series only are no business of raw ones.
    trees = [*(one.tree for one in beneath if raw(one.found, recorded)), *([tree] if raw(direct, recorded) else [])]
    together = combined(trees)
    read = raw([*direct, *(o for one in beneath for o in one.found)], recorded)
    for start, layout in product(_starts(found, interval), LAYOUTS):
        made = sources(together, read, asked_by(alert), layout)
        pace = Pace(interval, sample, start)
        end = start + -(-alert.duration.milliseconds // interval) * interval
        yield RawScene(tree, found, tuple(_turned(one, found) for one in made), pace, end, beneath, direct)


def _past(point: Point) -> list[Knob]:
    """What was before cannot be turned any more."""
    return [(number, "before") for number, settings in enumerate(point) if "before" in settings]


def _starts(found: Sequence[Occurrence], interval: int) -> list[int]:
    """When all is there that is read: what is now, and what was at some time."""
    starts = {(-(-occurrence.depth // interval) + 1) * interval for occurrence in found} or {interval}
    return sorted(start for start in starts if start // interval <= _MOST_EVALUATIONS)


def _turned(source: Source, found: Sequence[Occurrence]) -> Source:
    """The source with the knobs that the alert has it have, through what is recorded of it."""
    readers = [occurrence for occurrence in found if occurrence.means(source.labels)]
    knobs = knobs_of(readers) | (source.knobs & {"copies"})
    return evolve(source, knobs=knobs, recent=recent(readers))


def _seen_through(direct: Sequence[Occurrence], recorded: Sequence[Recorded]) -> Iterator[Occurrence]:
    """Where raw series are read, and when and how, as it looks from the alert."""
    for outer in direct:
        below = [occurrence for one in under([outer], recorded) for occurrence in one.found]
        for inner in raw([outer, *below], recorded):
            yield inner if inner is outer else _through(outer, inner)


def _through(outer: Occurrence, inner: Occurrence) -> Occurrence:
    sloping = outer.function in SLOPING and not inner.function
    return evolve(
        inner,
        vector=evolve(inner.vector, offset=inner.vector.offset + outer.vector.offset),
        function=outer.function if sloping else inner.function,
        window=inner.window or outer.window,
        depth=inner.depth + outer.depth,
        clocked=inner.clocked or outer.clocked,
    )


def combined(trees: Sequence[Node]) -> Node:
    """One tree of all, which is not deep."""
    if len(trees) == 1:
        return trees[0]
    half = len(trees) // 2
    return Binary("or", combined(trees[:half]), combined(trees[half:]))
