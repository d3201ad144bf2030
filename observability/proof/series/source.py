"""What stands for series while they are looked for."""

from attrs import frozen

from observability.proof.evaluator.labels import NAME, Labels, value_of
from observability.proof.samples.natives import Asked


@frozen
class Source:
    """Series of these labels.

    `knobs` are what can be turned: `level`, the value; `step`, how much it climbs from sample to sample; `lead`, how
    far it is ahead of the time; `changes`, `resets` and `samples` in a window of so many milliseconds; `wave`, how
    far it swings; `bound`, the upper bound of the bucket that holds all observations; `copies`, how many there are;
    `before`, `before2` and so on, what the level or the step was in an era before that, where something reads what is
    now and something else what was then: `eras` are how far back what is now reaches, and each era but the first of
    all, in milliseconds. `spread` is the label in which several differ; without `copies` they are two. `native`: their
    samples are histograms, of which this is asked.
    """

    labels: Labels
    knobs: frozenset[str]
    window: int = 0
    spread: str = ""
    eras: tuple[int, ...] = ()
    native: Asked | None = None

    @property
    def metric(self) -> str:
        """The metric's name."""
        return value_of(self.labels, NAME)
