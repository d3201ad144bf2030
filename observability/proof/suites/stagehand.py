"""Series played over all recordings and alerts of a file."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from observability.model.rule import Alert
from observability.promql import tree_of
from observability.promql.tree import Node
from observability.proof.alerting import Simulation
from observability.proof.case import Check, Input
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, EvaluationError, UnsupportedError
from observability.proof.samples.natives import Asked
from observability.proof.samples.segments import series
from observability.proof.series.occurrences import Occurrence, as_native, occurrences
from observability.proof.series.pace import SECOND, Pace, divisor
from observability.proof.staging import Play, Run
from observability.proof.suites.finds import Finds
from observability.proof.suites.playing import played
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.under import raw, under
from observability.proof.templates import TemplateError

# Coarse, as every rule is evaluated.
_INTERVAL = 7_200_000
_SAMPLES, _APART = 5, 60 * SECOND


@frozen(eq=False)
class Watched:
    """An alert, its tree, and where that reads series."""

    alert: Alert
    tree: Node
    found: Sequence[Occurrence]

    @classmethod
    def of(cls, alert: Alert, natives: Mapping[str, Asked]) -> "Watched":
        """An alert; of some metrics it is known what is asked of their histograms.

        Raises:
            ValueError: its expression is not PromQL.
        """
        tree = tree_of(alert.expr)
        return cls(alert, tree, as_native(occurrences(tree), natives))


@frozen(eq=False)
class Stagehand:
    """Plays over rules that are evaluated every `interval`, with samples each `sample` milliseconds."""

    recorded: Sequence[Recorded]
    interval: int
    sample: int
    finds: Finds

    @classmethod
    def of(cls, recorded: Sequence[Recorded], watched: Sequence[Watched], finds: Finds) -> "Stagehand":
        """For all of these: samples are so near that even the shortest window has some."""
        read = [occurrence for one in recorded for occurrence in one.found]
        read += (occurrence for one in watched for occurrence in one.found)
        shortest = min((one.window for one in raw(read, recorded) if one.window), default=_INTERVAL)
        sample = divisor(_INTERVAL, max(SECOND, min(_APART, shortest // _SAMPLES)))
        return cls(recorded, _INTERVAL, sample, finds)

    def reading_natives(self, watched: Sequence[Watched]) -> list[Watched]:
        """Those that read histograms, or what is recorded of some."""
        return [one for one in watched if any(each.native for each in self.read(one))]

    def read(self, one: Watched) -> Iterator[Occurrence]:
        """Where series are read for an alert, by itself and by the recordings under it."""
        yield from one.found
        yield from (each for beneath in under(one.found, self.recorded) for each in beneath.found)

    def plays(self, watched: Sequence[Watched], inputs: tuple[Input, ...], end: int) -> list[Play]:
        """What fires up to `end`, for each of the alerts.

        Raises:
            NotDerivableError: Prometheus would refuse an evaluation, or something is read that we do not know.
        """
        made = [series(one.labels, one.segments, self.sample) for one in inputs]
        beneath = under([occurrence for one in watched for occurrence in one.found], self.recorded)
        runs: list[list[tuple[Simulation, Run]]] = [[] for _ in watched]
        try:
            for semantics in BOTH:
                storage = played(made, beneath, self.interval, end, semantics)
                for one, its in zip(watched, runs, strict=True):
                    simulation = Simulation(one.alert, one.tree, storage, self.interval, semantics)
                    its.append((simulation, dict(simulation.run(end))))
        except (EvaluationError, TemplateError, UnsupportedError) as error:
            raise NotDerivableError(str(error)) from error
        return [Play(inputs, Pace(self.interval, self.sample, 0), its) for its in runs]


def seen_together(plays: Sequence[Play], at: int) -> Check:
    """What fires at a time, of several alerts.

    Raises:
        NotDerivableError: the versions disagree about it.
    """
    return Check(at, tuple(one for play in plays for one in play.check(at).expected))
