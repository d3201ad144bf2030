"""An alert over raw series: what it reads is recorded of them by the rules under it."""

from collections.abc import Collection, Iterable, Sequence

from attrs import evolve, field, frozen

from observability.promql.tree import Node, every
from observability.proof.boundaries.conditions import Requirement
from observability.proof.boundaries.scene import Point, Scene
from observability.proof.evaluator import V3, Evaluator, Semantics, Series, Storage
from observability.proof.evaluator.series import LOOKBACK
from observability.proof.series.occurrences import Occurrence
from observability.proof.suites.playing import play, played
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.under import feeding, raw, under


@frozen(eq=False)
class RawScene(Scene):
    """A scene whose sources are raw; `recorded` is under the alert, `direct` is where the alert itself reads."""

    recorded: Sequence[Recorded] = ()
    direct: Sequence[Occurrence] = ()
    _read: Sequence[Sequence[int]] = field(init=False)
    _moments: Sequence[Collection[int]] = field(init=False)
    _kept: dict[object, Collection[Series]] = field(factory=dict, init=False)
    _parts: dict[int, "RawScene"] = field(factory=dict, init=False)

    @_read.default
    def _sources(self) -> Sequence[Sequence[int]]:
        # Of each recording the sources that it is made of.
        read: dict[int, set[int]] = {}
        for one in self.recorded:
            metrics = {occurrence.vector.selector.metric for occurrence in one.found}
            beneath = [id(other) for occurrence in one.found for other in feeding(occurrence, self.recorded)]
            if not all(metrics) or not all(other in read for other in beneath):
                # It reads whatever there is, or what was recorded before.
                return [range(len(self.sources)) for _ in self.recorded]
            own = {number for number, source in enumerate(self.sources) if source.metric in metrics}
            read[id(one)] = own.union(*(read[other] for other in beneath))
        return [sorted(numbers) for numbers in read.values()]

    @_moments.default
    def _asked(self) -> Sequence[Collection[int]]:
        # When what each recording makes is read, sooner or later: of a week that an offset skips, nothing is.
        step = self.pace.evaluation
        if step <= LOOKBACK:
            return [range(0, self.times[-1] + 1, step) for _ in self.recorded]
        moments: dict[int, set[int]] = {id(one): set() for one in self.recorded}
        readers: list[tuple[Occurrence, Collection[int]]] = [(occurrence, self.times) for occurrence in self.direct]
        while readers:
            reader, times = readers.pop()
            for one in feeding(reader, self.recorded):
                new = _read_at(times, reader, step) - moments[id(one)]
                moments[id(one)] |= new
                readers += ((occurrence, new) for occurrence in one.found if new)
        return list(moments.values())

    def readers(self, node: Node) -> list[Occurrence]:
        """Where raw series are read under a node, or under the recordings that it reads."""
        found = self._read_by(node)
        return raw([*found, *(o for one in under(found, self.recorded) for o in one.found)], self.recorded)

    def _read_by(self, node: Node) -> list[Occurrence]:
        nodes = set(map(id, every(node)))
        return [occurrence for occurrence in self.direct if id(occurrence.vector) in nodes]

    def meets(self, point: Point, requirement: Requirement) -> bool:
        """The same, first with nothing recorded but what this part reads: at most points it is not met."""
        node = requirement.node
        if node is not self.tree and self.tried(point) not in self._views:
            part = self._part(node)
            if part.times == self.times and not part.meets(point, requirement):
                return False
        return super().meets(point, requirement)

    def _part(self, node: Node) -> "RawScene":
        if id(node) not in self._parts:
            direct = self._read_by(node)
            recorded = under(direct, self.recorded)
            self._parts[id(node)] = evolve(self, tree=node, direct=direct, recorded=recorded)
        return self._parts[id(node)]

    def storage(self, made: Sequence[Series], end: int, semantics: Semantics) -> Storage:
        """The raw series, and what is recorded of them."""
        return played(made, self.recorded, self.pace.evaluation, end, semantics)

    def stored(self, made: Sequence[Series], point: Point) -> Storage:
        """The same at a point: what is made of other sources than those that were turned is not recorded again."""
        stand = [tuple(settings.items()) for settings in point]
        keys = [(number, *(stand[source] for source in read)) for number, read in enumerate(self._read)]
        every_one = zip(keys, self.recorded, self._moments, strict=True)
        anew = [(key, (one, moments)) for key, one, moments in every_one if key not in self._kept]
        storage = Storage([*made, *(one for key in keys for one in self._kept.get(key, ()))])
        evaluator = Evaluator(storage, V3, self.pace.evaluation)
        found = play(storage, [one for _, one in anew], evaluator)
        self._kept.update(zip((key for key, _ in anew), found, strict=True))
        return storage


def _read_at(times: Iterable[int], reader: Occurrence, step: int) -> set[int]:
    """The evaluations whose samples are read when something is evaluated at these times that reads series so."""
    far, near = reader.depth + LOOKBACK, reader.vector.offset
    reached = ((max(at - far, 0), at - near) for at in times)
    return {moment for first, last in reached for moment in range(-(-first // step) * step, last + 1, step)}
