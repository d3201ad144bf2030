"""What stands for series while they are looked for."""

from attrs import frozen

from observability.proof.evaluator.labels import NAME, Labels, value_of
from observability.proof.samples.natives import Asked
from observability.proof.series.knobs import CLIMB, STILL, TAIL, past


@frozen
class Source:
    """Series of these labels.

    `knobs` are what can be turned: `level`, the value; `step`, how much it climbs from sample to sample; `lead`, how
    far it is ahead of the time; `changes`, `resets` and `samples` in a window of so many milliseconds; `wave`, how
    far it swings; `bound`, the upper bound of the bucket that holds all observations; `copies`, how many there are;
    `before`, `before2` and so on, what the level or the step was in an era before that, where something reads what is
    now and something else what was then: `eras` are how far back what is now reaches, and each era but the first of
    all, in milliseconds. `spread` is the label in which several differ; without `copies` they are two. `native`: their
    samples are histograms, of which this is asked. `tail` is the share of observations that may lie elsewhere than the
    others, where quantiles are compared: between them it tells them apart.
    """

    labels: Labels
    knobs: frozenset[str]
    window: int = 0
    spread: str = ""
    eras: tuple[int, ...] = ()
    native: Asked | None = None
    tail: float = 0.0

    @property
    def late(self) -> tuple[str, ...]:
        """What can be turned besides, where nothing else helps; until then it follows other knobs."""
        followed = ("present", *sorted(self.knobs & {"copies", "bound"}))
        tail = (TAIL,) if self.tail else ()
        still = (STILL,) if self.eras else ()
        climb = (CLIMB,) if self.eras and self.knobs & {"level"} and not self.knobs & {"step", "wave", "bound"} else ()
        return (*tail, *climb, *still, *(past(knob, era) for knob in followed for era in range(1, 1 + len(self.eras))))

    @property
    def metric(self) -> str:
        """The metric's name."""
        return value_of(self.labels, NAME)
