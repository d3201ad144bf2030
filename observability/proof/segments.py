"""Samples of a series as tests of rules write them: runs that climb by the same step."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from observability.proof.evaluator.labels import Labels
from observability.proof.evaluator.series import Series

_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_RUN = re.compile(rf"(?:_|(?P<first>{_NUMBER})(?P<step>[+-]\d+(?:\.\d+)?(?=x))?)(?:x(?P<more>\d+))?", re.ASCII)


@frozen
class Segment:
    """`count` samples, from `first` on by `step`. A `first` of None is a gap; `stale` ends the series before it."""

    count: int
    first: float | None = None
    step: float = 0.0
    stale: bool = False

    def __str__(self) -> str:
        if self.first is None:
            rest = self.count - self.stale
            gap = ["_"] if rest == 1 else [f"_x{rest}"] if rest else []
            return " ".join([*(["stale"] if self.stale else []), *gap])
        if self.count == 1:
            return decimal(self.first)
        step = "" if self.step == 0 else decimal(self.step) if self.step < 0 else f"+{decimal(self.step)}"
        return f"{decimal(self.first)}{step}x{self.count - 1}"

    @property
    def values(self) -> Iterator[float]:
        """The samples, each made from the one before as promtool does: sums of floats are not products."""
        value = self.first or 0.0
        for _ in range(self.count):
            yield value
            value += self.step

    @property
    def last(self) -> float:
        """The last sample."""
        *_, last = self.values
        return last


def decimal(value: float) -> str:
    """A number without an exponent."""
    return f"{Decimal(repr(value)).normalize():f}" if value else "0"


def samples(text: str) -> tuple[Segment, ...]:
    """The segments of what a test of rules writes: `1 2 3`, `0+60x10`, `1x5`, `_x5`, `stale`.

    Raises:
        ValueError: it is something else.
    """
    return tuple(map(_segment, text.split()))


def _segment(text: str) -> Segment:
    if text == "stale":
        return Segment(1, stale=True)
    found = _RUN.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no samples")
    more = int(found["more"] or 0)
    if not found["first"]:
        return Segment(more or 1)
    return Segment(more + 1, float(found["first"]), float(found["step"] or 0))


def notation(segments: Iterable[Segment]) -> str:
    """The values of a series in a test of rules."""
    return " ".join(str(segment) for segment in segments)


def series(labels: Labels, segments: Iterable[Segment], interval: int) -> Series:
    """The series that promtool makes of the notation, with a sample each `interval` milliseconds."""
    times: list[int] = []
    values: list[float | None] = []
    index = 0
    for segment in segments:
        if segment.first is not None:
            times += range(index * interval, (index + segment.count) * interval, interval)
            values += segment.values
        elif segment.stale:
            times.append(index * interval)
            values.append(None)
        index += segment.count
    return Series(labels, times, values)
