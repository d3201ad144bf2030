"""What tells a rule from a mutant of it, in words: series as tests of rules write them, and what both make of them."""

from collections.abc import Callable

from attrs import frozen

from observability.model.durations import Duration
from observability.proof.case import Input
from observability.proof.samples.segments import notation
from observability.proof.testfile import series

Inputs = tuple[Input, ...]


@frozen
class Witness:
    """Series with a sample each `sample` milliseconds, and what `rule` and `mutant` do at the time `at`, in words."""

    inputs: Inputs
    sample: int
    at: int
    rule: str
    mutant: str

    def __str__(self) -> str:
        read = ", ".join(f"{series(one.labels)} = '{notation(one.segments)}'" for one in self.inputs) or "no series"
        every = f" (a sample each {Duration(self.sample)})" if self.inputs else ""
        return f"of {read}{every} the rule {self.rule} at {Duration(self.at)}, and so changed it {self.mutant}"


def fewest(inputs: Inputs, tells: Callable[[Inputs], bool]) -> Inputs:
    """As few of the series as still tell: one after the other is left out, and stays out if they do without it."""
    for one in inputs:
        fewer = tuple(other for other in inputs if other is not one)
        inputs = fewer if tells(fewer) else inputs
    return inputs
