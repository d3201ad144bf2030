"""From points to cases: a scene is played phase by phase, and what fires is written down where no version disagrees."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from observability.model.rule import Alert
from observability.proof.alerting import ALERT_NAME, Firing, Simulation
from observability.proof.boundaries.scene import Point, Scene
from observability.proof.case import Case, Check, Expected, Input, Kind
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, EvaluationError, Labels
from observability.proof.hindsight import Hindsight
from observability.proof.samples.segments import series
from observability.proof.series.pace import Pace
from observability.proof.series.settings import Phase
from observability.proof.series.shapes import shaped
from observability.proof.templates import TemplateError

# What fires after each evaluation, by time.
Run = Mapping[int, Sequence[Firing]]


@frozen(eq=False)
class Stage:
    """An alert, and the scene of its expression. Of what it reads, `counts` are never below zero."""

    alert: Alert
    scene: Scene
    counts: frozenset[str] = frozenset()
    _plays: dict[tuple[tuple[Input, ...], int], "Play"] = field(factory=dict, init=False)

    @property
    def pace(self) -> Pace:
        """Of all cases of the alert."""
        return self.scene.pace

    @property
    def depth(self) -> int:
        """How far back anything is read, in milliseconds."""
        return max((occurrence.depth for occurrence in self.scene.found), default=0)

    @property
    def kept(self) -> int:
        """How long it goes on to fire, in milliseconds."""
        return self.alert.keep_firing_for.milliseconds if self.alert.keep_firing_for else 0

    @property
    def fired(self) -> int:
        """When it fires at the latest if it is to, in milliseconds."""
        return self.pace.start + self.alert.duration.milliseconds

    def samples(self, end: int) -> int:
        """How many samples there are up to a time."""
        return end // self.pace.sample + 1

    def held(self, point: Point, end: int) -> tuple[Input, ...]:
        """The series of a point that is held up to a time."""
        return self.inputs([(self.samples(end), point)])

    def inputs(self, phases: Sequence[tuple[int, Point]], without: int | None = None) -> tuple[Input, ...]:
        """The series of phases, each of so many samples; `without` those of the source of this number."""
        found = []
        for number, source in enumerate(self.scene.sources):
            if number == without:
                continue
            turned = [Phase(samples, point[number]) for samples, point in phases]
            found += [Input(*made) for made in shaped(source, turned, self.pace)]
        return tuple(one for one in found if any(segment.first is not None for segment in one.segments))

    def play(self, inputs: tuple[Input, ...], end: int) -> "Play":
        """What fires over these series up to `end`, in all versions.

        Raises:
            NotDerivableError: Prometheus would refuse an evaluation, or the versions' labels differ.
        """
        key = (inputs, end)
        if key not in self._plays:
            self._plays[key] = self._play(inputs, end)
        return self._plays[key]

    def _play(self, inputs: tuple[Input, ...], end: int) -> "Play":
        made = [series(one.labels, one.segments, self.pace.sample) for one in inputs]
        tree, interval = self.scene.tree, self.pace.evaluation
        simulations = (
            Simulation(self.alert, tree, self.scene.storage(made, end, semantics), interval, semantics)
            for semantics in BOTH
        )
        return Play.of(simulations, inputs, self.pace, end)


@frozen(eq=False)
class Play:
    """What fires over some series, as each version of Prometheus sees it."""

    inputs: tuple[Input, ...]
    pace: Pace
    runs: Sequence[tuple[Simulation, Run]]

    @classmethod
    def of(cls, simulations: Iterable[Simulation], inputs: tuple[Input, ...], pace: Pace, end: int) -> "Play":
        """One alert over these series up to `end`, simulated as each version does it.

        Raises:
            NotDerivableError: Prometheus would refuse an evaluation.
            UnsupportedError: a part of the language that we do not know.
        """
        try:
            return cls(inputs, pace, [(one, dict(one.run(end))) for one in simulations])
        except (EvaluationError, TemplateError) as error:
            raise NotDerivableError(str(error)) from error

    @classmethod
    def seen(
        cls, simulations: Iterable[Simulation], inputs: tuple[Input, ...], pace: Pace, at: Iterable[int]
    ) -> "Play":
        """The same, looked at at these times alone; raises as `of` does for what is evaluated for them."""
        times = sorted(set(at))
        try:
            seen = [(one, Hindsight(one)) for one in simulations]
            return cls(inputs, pace, [(one, {time: its.firing(time) for time in times}) for one, its in seen])
        except (EvaluationError, TemplateError) as error:
            raise NotDerivableError(str(error)) from error

    def fires(self, at: int) -> bool | None:
        """Whether an alert fires after the evaluation at this time; None where the versions disagree."""
        found = {bool(run.get(at)) for _, run in self.runs}
        return found.pop() if len(found) == 1 else None

    @property
    def times(self) -> list[int]:
        """All evaluations."""
        return sorted(self.runs[0][1])

    def first(self, fires: bool, after: int = 0) -> int | None:
        """The first evaluation from then on after which all agree that something fires, or that nothing does."""
        return next((at for at in self.times if at >= after and self.fires(at) is fires), None)

    def case(self, name: str, kind: Kind, times: Sequence[int]) -> Case:
        """The case that looks at these times.

        Raises:
            NotDerivableError: the versions disagree about one of them.
        """
        checks = tuple(self.check(at) for at in sorted(set(times)))
        return Case(name, kind, self.inputs, checks, self.pace.evaluation, self.pace.sample)

    def check(self, at: int) -> Check:
        """What fires after the evaluation at this time.

        Raises:
            NotDerivableError: the versions disagree about it.
        """
        found = [{one.labels: simulation.annotations(one) for one in run[at]} for simulation, run in self.runs]
        if any(one.keys() != found[0].keys() for one in found):
            raise NotDerivableError("versions of Prometheus disagree about what fires")
        return Check(at, tuple(_expected(labels, [one[labels] for one in found]) for labels in sorted(found[0])))


def _expected(labels: Labels, annotations: Sequence[Mapping[str, str] | None]) -> Expected:
    same = all(one == annotations[0] for one in annotations)
    return Expected({name: value for name, value in labels if name != ALERT_NAME}, annotations[0] if same else None)
