"""A test of a whole file of rules: raw series go in, and at some times these alerts fire and these values are there."""

from attrs import frozen

from observability.proof.case import Check, Input
from observability.proof.evaluator import Labels
from observability.proof.samples.histogramtext import Version, needed
from observability.proof.samples.segments import notation


@frozen
class Seen:
    """An expression, and all of its samples after the evaluation at `at`.

    `case` is what it shows, where a test shows several things.
    """

    at: int
    expr: str
    samples: tuple[tuple[Labels, float], ...]
    case: str = ""


@frozen
class Script:
    """A test. `alerts` are an alert's name and what of that name fires. All times are milliseconds."""

    name: str
    inputs: tuple[Input, ...]
    sample: int
    alerts: tuple[tuple[str, Check], ...] = ()
    values: tuple[Seen, ...] = ()

    @property
    def needed(self) -> Version:
        """The first version of promtool that reads its series; zeros where any does."""
        return max((needed(notation(one.segments)) for one in self.inputs if one.native), default=(0, 0))
