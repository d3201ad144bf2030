"""Where an alert fires over raw series, and where it does not: the points of a raw scene that show it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache

from attrs import evolve, frozen

from observability.model.rule import Alert
from observability.promql.tree import Binary, Node, every
from observability.proof.boundaries.conditions import Requirement, is_comparison, ways
from observability.proof.boundaries.scene import Knob, Point, Scene, turned
from observability.proof.boundaries.solving import is_natural, solve
from observability.proof.errors import NotDerivableError
from observability.proof.series.knobs import before, eras, knobs_of
from observability.proof.series.labelnames import asked_by
from observability.proof.series.occurrences import Occurrence, as_native, occurrences
from observability.proof.series.pace import Pace
from observability.proof.series.settings import RESTING
from observability.proof.series.source import Source
from observability.proof.series.sources import Layout, distinct, sources
from observability.proof.suites.rawscene import RawScene
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.through import narrowed, seen_through
from observability.proof.suites.under import natives, raw, under

# A hundred rules at so many evaluations take promtool half a second.
_MOST_EVALUATIONS = 100
# At so many points a firing one is looked for.
_PATIENCE = 300


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
        return fires_at(self.alert, self.scene.pace)


def fires_at(alert: Alert, pace: Pace) -> int:
    """When an alert fires at the latest for which there is a reason from the start on, in milliseconds."""
    return pace.start + -(-alert.duration.milliseconds // pace.evaluation) * pace.evaluation


def lifted(alert: Alert, tree: Node, recorded: Sequence[Recorded], interval: int, sample: int) -> Lifted:
    """Raw series for an alert, evaluated every `interval` milliseconds, with samples each `sample` milliseconds.

    Raises:
        NotDerivableError: none were found.
        UnsupportedError: a part of the language that we do not know.
    """
    for scene in _scenes(alert, tree, recorded, interval, sample):
        # Where this one takes too long, another one may not.
        with suppress(NotDerivableError):
            for way in ways(tree, True):
                over = solve(scene, (*way, Requirement(tree, True)), _spread_out(scene))
                below = over and _quiet(scene, over)
                if over and below:
                    return _needed(Lifted(alert, scene, over, below))
    raise NotDerivableError("no raw series were found for which it fires, and others for which it does not")


def _scenes(alert: Alert, tree: Node, recorded: Sequence[Recorded], interval: int, sample: int) -> Iterator[RawScene]:
    direct = as_native(occurrences(tree), natives(recorded))
    beneath = under(direct, recorded)
    found = list(seen_through(direct, beneath))
    # Labels that are asked of recorded series only are no business of raw ones.
    trees = [*(one.tree for one in beneath if raw(one.found, recorded)), *([tree] if raw(direct, recorded) else [])]
    if not trees:
        raise NotDerivableError("it reads no raw series")
    together = combined(trees)
    read = raw([*direct, *(o for one in beneath for o in one.found)], recorded)
    read += (narrow for narrow in narrowed(direct, beneath) if narrow.vector not in {one.vector for one in read})

    @cache
    def laid_out(layout: Layout) -> tuple[Source, ...]:
        return tuple(_turned(one, found) for one in sources(together, read, asked_by(alert), layout))

    for start in _starts(found, interval):
        end = start + -(-alert.duration.milliseconds // interval) * interval
        pace = Pace(interval, sample, start)
        # The first will do for most.
        for series in distinct(laid_out):
            yield RawScene(tree, found, series, pace, end, beneath, direct, patience=_PATIENCE)


def _needed(one: Lifted) -> Lifted:
    """Without the sources that change nothing of what the alert compares: other objectives' events, say."""
    scene, points = one.scene, (one.over, one.under)
    told = [(point, _told(scene, point)) for point in points]
    needed = [
        number
        for number in range(len(scene.sources))
        if any(_told(scene, turned(point, (number, "present"), 0.0)) != was for point, was in told)
    ]
    over, below = (tuple(point[number] for number in needed) for point in points)
    return Lifted(one.alert, evolve(scene, sources=tuple(scene.sources[number] for number in needed)), over, below)


def _told(scene: Scene, point: Point) -> object:
    """All that an alert's expression is made of at a point."""
    view = scene.view(point)
    return view and [[evaluator.values.get(id(node)) for node in every(scene.tree)] for evaluator in view.evaluators]


def _spread_out(scene: Scene) -> Point:
    """At rest, but for buckets: what lies in the upper one does not lie in the lower one as well."""
    lower = {number for number, _ in scene.buckets}
    return tuple(
        {**one, "step": one["step"] / 2} if number in lower and "step" in one else one
        for number, one in enumerate(scene.resting)
    )


def _quiet(scene: Scene, over: Point) -> Point | None:
    """A point at which it does not fire: one knob turned to zero, or to where it was at rest, if that will do.

    Best is one at which there still is something to compare: no errors, rather than no traffic.
    """
    silent, past = Requirement(scene.tree, False), _past(scene, over)
    turns = ((k, value) for k in scene.knobs(scene.tree) if k not in past for value in {0.0: 0, RESTING[k[1]]: 0})
    points = [point for point in (turned(over, *turn) for turn in turns) if is_natural(scene, point)]
    quiet = None
    for point in (point for point in points if scene.meets(point, silent)):
        if _compares(scene, point):
            return point
        quiet = quiet or point
    return quiet or solve(scene, (silent,), over, past)


def _compares(scene: Scene, point: Point) -> bool:
    view = scene.view(point)
    comparisons = [node for node in every(scene.tree) if isinstance(node, Binary) and is_comparison(node)]
    return view is not None and all(any(view.pairs(node)) for node in comparisons)


def _past(scene: Scene, point: Point) -> list[Knob]:
    """What was before cannot be turned any more."""
    before = [(number, "before") for number, settings in enumerate(point) if "before" in settings]
    return before + [(number, knob) for number, source in enumerate(scene.sources) for knob in source.late]


def _starts(found: Sequence[Occurrence], interval: int) -> list[int]:
    """When all is there that is read: what is now, and what was at some time."""
    depths = {occurrence.depth for occurrence in found} or {0}
    starts = {max(-(-depth // interval) + more, 1) * interval for depth in depths for more in (0, 1)}
    return sorted(start for start in starts if start // interval <= _MOST_EVALUATIONS)


def _turned(source: Source, found: Sequence[Occurrence]) -> Source:
    """The source with the knobs that the alert has it have, through what is recorded of it."""
    readers = [occurrence for occurrence in found if occurrence.means(source.labels)]
    # What was before is one era here: it only has to be there.
    knobs = knobs_of(readers) - {before(n) for n in range(2, 1 + len(eras(readers)))} | (source.knobs & {"copies"})
    native = next((reader.native for reader in readers if reader.native), None)
    return evolve(source, knobs=knobs, eras=eras(readers)[:1], native=native)


def combined(trees: Sequence[Node]) -> Node:
    """One tree of all, which is not deep."""
    if len(trees) == 1:
        return trees[0]
    half = len(trees) // 2
    return Binary("or", combined(trees[:half]), combined(trees[half:]))
