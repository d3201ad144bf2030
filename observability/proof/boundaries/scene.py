"""An expression over its sources: turn a knob, and see what becomes of every part of it."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

from attrs import evolve, field, frozen

from observability.promql.tree import Binary, Call, Node, every
from observability.proof.boundaries.conditions import Requirement, is_comparison
from observability.proof.boundaries.margins import holds
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import V3, EvaluationError, Evaluator, Semantics, Series, Storage
from observability.proof.evaluator.functions import CALENDAR
from observability.proof.evaluator.labels import BUCKET, value_of, with_values
from observability.proof.evaluator.matching import Pair
from observability.proof.samples.segments import series
from observability.proof.series.beyond import looks_back
from observability.proof.series.knobs import CLIMB, TAIL
from observability.proof.series.occurrences import SLOPING, Occurrence
from observability.proof.series.pace import MOST_EVALUATIONS, Pace
from observability.proof.series.settings import Phase, Settings, resting
from observability.proof.series.shapes import shaped
from observability.proof.series.source import Source

# Where the knobs of every source stand.
Point = tuple[Settings, ...]
# A knob of the source of this number.
Knob = tuple[int, str]

# So many points take some seconds.
_MOST_VIEWS = 10_000


@frozen(eq=False)
class Scene:
    """An expression `tree`, what it reads, and when it is looked at: once, or more often where that differs."""

    tree: Node
    found: Sequence[Occurrence]
    sources: tuple[Source, ...]
    pace: Pace
    end: int
    patience: int = field(default=_MOST_VIEWS, kw_only=True)
    times: tuple[int, ...] = field(init=False)
    _series: dict[Any, tuple[Series, ...]] = field(factory=dict, init=False)
    _buckets: list[Sequence[tuple[int, int]]] = field(factory=list, init=False)
    _views: dict[Any, "View | None"] = field(factory=dict, init=False)
    _tried: set[Any] = field(factory=set, init=False)

    @property
    def resting(self) -> Point:
        """No knob is turned."""
        return tuple(resting(source) for source in self.sources)

    @times.default
    def _times(self) -> tuple[int, ...]:
        # As soon as all windows are full; what comes and goes is looked at all the time.
        if any(source.knobs & {"changes", "resets", "samples"} for source in self.sources):
            return tuple(range(self.pace.start, self.end + 1, self.pace.evaluation))
        drifts = any({"level", "step"} <= source.knobs for source in self.sources) or self._outlasts()
        calendar = any(isinstance(part, Call) and part.function in CALENDAR for part in every(self.tree))
        return (self.pace.start, self.end) if drifts or calendar else (self.pace.start,)

    def is_late(self, knob: Knob) -> bool:
        """Whether it is turned only if nothing else helps."""
        number, name = knob
        return name == "present" or name in self.sources[number].late

    def _outlasts(self) -> bool:
        """Whether it is looked at for so long that what was before is forgotten."""
        return 0 < looks_back(self.found) < self.end - self.pace.start

    def view(self, point: Point) -> "View | None":
        """What becomes of all parts at this point; None where Prometheus would refuse to evaluate it."""
        key = self.tried(point)
        if key not in self._views:
            self._views[key] = self._look(point)
        return self._views[key]

    def tried(self, point: Point) -> Any:
        """What tells the point from others, of which there may not be too many."""
        key = tuple(tuple(settings.items()) for settings in point)
        if key not in self._tried and len(self._tried) >= self.patience:
            raise NotDerivableError(f"nothing was found at {self.patience} points")
        self._tried.add(key)
        return key

    def meets(self, point: Point, requirement: Requirement) -> bool:
        """Whether Prometheus would evaluate all at this point, and the requirement is met there."""
        view = self.view(point)
        return view is not None and view.meets(requirement)

    def knobs(self, node: Node) -> list[Knob]:
        """What can be turned under a node, as it reads series; whether they are there, now and before, comes last."""
        readers = self.readers(node)
        numbers = [n for r in readers for n, source in enumerate(self.sources) if r.means(source.labels)]
        numbers = list(dict.fromkeys(numbers))
        trend = any(reader.function in SLOPING for reader in readers)
        turned = [(number, knob) for number in numbers for knob in _ordered(self.sources[number], trend)]
        late = [(number, knob) for number in numbers for knob in self.sources[number].late]
        turned += [one for one in late if one[1] in {CLIMB, TAIL}]
        turned += [(number, "present") for number in numbers]
        return turned + [one for one in late if one[1] not in {CLIMB, TAIL}]

    @property
    def buckets(self) -> Sequence[tuple[int, int]]:
        """Pairs of sources that are buckets of one histogram, the lower before the upper."""
        if not self._buckets:
            self._buckets.append(tuple(_buckets(self.sources)))
        return self._buckets[0]

    def readers(self, node: Node) -> list[Occurrence]:
        """Where series are read under a node."""
        parts = {id(part) for part in every(node)}
        return [occurrence for occurrence in self.found if id(occurrence.vector) in parts]

    def storage(self, made: Sequence[Series], end: int, semantics: Semantics) -> Storage:  # noqa: ARG002 - for scenes
        """What there is to read up to a time, where these series are input."""
        return Storage(made)

    def stored(self, made: Sequence[Series], point: Point) -> Storage:  # noqa: ARG002 - for scenes
        """The same at a point, of which these are the series, up to the last time that is looked at."""
        return Storage(made)

    def _look(self, point: Point) -> "View | None":
        made = [one for number, settings in enumerate(point) for one in self._made(number, settings)]
        try:
            storage = self.stored(made, point)
            evaluators = [Evaluator(storage, V3, self.pace.evaluation) for _ in self.times]
            for evaluator, at in zip(evaluators, self.times, strict=True):
                evaluator.vector(self.tree, at)
        except EvaluationError:
            return None
        return View(evaluators)

    def _made(self, number: int, settings: Settings) -> tuple[Series, ...]:
        key = (number, tuple(settings.items()))
        if key not in self._series:
            samples = self.times[-1] // self.pace.sample + 1
            made = shaped(self.sources[number], [Phase(samples, settings)], self.pace)
            self._series[key] = tuple(series(labels, segments, self.pace.sample) for labels, segments in made)
        return self._series[key]


def _ordered(source: Source, trend: bool) -> list[str]:
    # Numbers of things first: what counts them is seldom turned by anything else. Of a trend, how steep it is.
    named = ("copies", "changes", "resets", "samples", *(["step"] if trend else []))
    first = [knob for knob in named if knob in source.knobs]
    return [*first, *sorted(source.knobs - set(first))]


def _buckets(sources: Sequence[Source]) -> Iterator[tuple[int, int]]:
    bounded = [(n, one.labels, bound) for n, one in enumerate(sources) if (bound := value_of(one.labels, BUCKET))]
    bounds = [(n, with_values(labels, [(BUCKET, "")]), bound) for n, labels, bound in bounded]
    for (n, labels, lower), (m, others, upper) in permutations(bounds, 2):
        if labels == others and float(lower) < float(upper):
            yield n, m


def turned(point: Point, knob: Knob, value: float) -> Point:
    """The point with one knob turned."""
    number, name = knob
    return tuple({**settings, name: value} if n == number else settings for n, settings in enumerate(point))


def later(scene: Scene) -> Scene | None:
    """The scene when all is there that is read, if it is looked at before that: what was long ago may decide then."""
    depth = max((occurrence.depth for occurrence in scene.found), default=0)
    pace = scene.pace
    start = (-(-depth // pace.evaluation) + 1) * pace.evaluation
    if start <= pace.start or start // pace.evaluation > MOST_EVALUATIONS:
        return None
    return Scene(scene.tree, scene.found, scene.sources, evolve(pace, start=start), scene.end + start - pace.start)


@frozen(eq=False)
class View:
    """What was seen of an expression, at one time or at several."""

    evaluators: Sequence[Evaluator]

    def has_samples(self, node: Node) -> list[bool]:
        """At each time, whether a part has samples; a comparison that returns a bool, whether it holds."""
        return [self._has_samples(evaluator, node) for evaluator in self.evaluators]

    def meets(self, requirement: Requirement) -> bool:
        """Whether it holds at all times, or at none, as it is required."""
        return all(has is requirement.holds for has in self.has_samples(requirement.node))

    def pairs(self, node: Binary) -> Iterator[list[Pair]]:
        """At each time, the numbers that a comparison compared."""
        return (evaluator.met.get(id(node), []) for evaluator in self.evaluators)

    def _has_samples(self, evaluator: Evaluator, node: Node) -> bool:
        if isinstance(node, Binary) and is_comparison(node):
            return any(holds(node, pair) for pair in evaluator.met.get(id(node), []))
        value = evaluator.values.get(id(node), [])
        return bool(value) if isinstance(value, list) else True
