"""What fires at one time, found from there backwards: most evaluations of a test need not be made for it."""

from collections.abc import Mapping

from attrs import field, frozen

from observability.proof.alerting import Firing, Simulation
from observability.proof.evaluator import Evaluator, Labels, Sample

# What an expression yields at a time, by the labels of the alerts that it makes.
Samples = Mapping[Labels, Sample]


@frozen(eq=False)
class Hindsight:
    """A simulation that is asked for single times."""

    simulation: Simulation
    _evaluator: Evaluator = field(init=False)
    _seen: dict[int, Samples] = field(factory=dict, init=False)

    @_evaluator.default
    def _made(self) -> Evaluator:
        return self.simulation.evaluator

    def firing(self, at: int) -> list[Firing]:
        """What fires after the evaluation at this time; raises as `Simulation.run` does for what it evaluates."""
        found: list[Firing] = []
        for seen in self._moments(at):
            samples = self.samples(seen)
            there = {one.labels for one in found}
            new = [labels for labels in samples if labels not in there and self._fires(labels, at)]
            found += [Firing(labels, samples[labels], seen) for labels in new]
        return found

    def samples(self, at: int) -> Samples:
        """What the expression yields."""
        if at not in self._seen:
            self._seen[at] = self.simulation.samples(self._evaluator, at)
        return self._seen[at]

    @property
    def _kept(self) -> int:
        kept = self.simulation.alert.keep_firing_for
        return kept.milliseconds if kept else 0

    def _moments(self, at: int) -> range:
        """When something can have been seen last that fires now, the latest first."""
        step = self.simulation.interval
        return range(at, max(-1, at - self._kept - step) if self._kept else at - step, -step)

    def _fires(self, labels: Labels, at: int) -> bool:
        """Whether it was there for as long as `for`, and never gone for as long as it is kept since then."""
        step, since = self.simulation.interval, at
        while since >= 0:
            if labels in self.samples(since):
                since, lasted = self._began(labels, since)
                if lasted:
                    return True
            gone = since
            while since >= 0 and labels not in self.samples(since):
                if not self._kept or gone - since >= self._kept:
                    return False
                since -= step
        return False

    def _began(self, labels: Labels, at: int) -> tuple[int, bool]:
        """The time before it came, and whether it had been there long enough by then; if so, any such time."""
        step, since = self.simulation.interval, at
        while since >= 0 and labels in self.samples(since):
            if at - since >= self.simulation.alert.duration.milliseconds:
                return since, True
            since -= step
        return since, False
