"""A case: series go in, and at some times these alerts fire, and no others of their name."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from observability.proof.evaluator import Histogram, Labels
from observability.proof.samples.segments import Segment


class Kind(StrEnum):
    """What a case shows."""

    FIRES = "fires"
    SILENT = "silent"


@frozen
class Input:
    """A series of a case."""

    labels: Labels
    segments: tuple[Segment, ...]

    @property
    def native(self) -> bool:
        """Whether samples are histograms."""
        return any(isinstance(one.first, Histogram) for one in self.segments)


@frozen
class Expected:
    """An alert that fires. Annotations of None are not looked at, as nobody can know every digit of a float in them."""

    labels: Mapping[str, str]
    annotations: Mapping[str, str] | None


@frozen
class Check:
    """After the evaluation at `at`, in milliseconds, just these alerts of the name fire.

    `case` is what that shows, where cases take turns in a test.
    """

    at: int
    expected: tuple[Expected, ...]
    case: str = ""


@frozen
class Case:
    """`name` says in words what is the case, once for each alert. Both intervals are milliseconds."""

    name: str
    kind: Kind
    inputs: tuple[Input, ...]
    checks: tuple[Check, ...]
    evaluation: int
    sample: int

    @property
    def end(self) -> int:
        """When it is looked at last, in milliseconds."""
        return max(check.at for check in self.checks)
