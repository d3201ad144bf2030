"""Samples of a series as tests of rules write them: runs that climb by the same step."""

import operator
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, repeat
from typing import Any

from attrs import frozen

from observability.proof.evaluator import Histogram, Labels, Series
from observability.proof.samples.decimals import decimal
from observability.proof.samples.histogramtext import histogram_of, text_of

_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_RUN = re.compile(rf"(?:_|(?P<first>{_NUMBER})(?P<step>[+-]\d+(?:\.\d+)?(?=x))?)(?:x(?P<more>\d+))?", re.ASCII)
# What is in double braces may have spaces in it.
_WORD = re.compile(r"(?:\{\{[^{}]*\}\}|\S)+")
_NATIVE = re.compile(
    r"(?P<first>\{\{.*?\}\})(?:(?P<sign>[+-])(?P<step>\{\{.*?\}\})(?=x))?(?:x(?P<more>\d+))?", re.ASCII
)

_KEPT_TIMES = 64


@frozen
class Segment:
    """`count` samples, from `first` on by `step`. A `first` of None is a gap; `stale` ends the series before it.

    Where samples are histograms, the step is one as well, or zero.
    """

    count: int
    first: float | Histogram | None = None
    step: float | Histogram = 0.0
    stale: bool = False

    def __str__(self) -> str:
        if self.first is None:
            rest = self.count - self.stale
            gap = "_" if rest == 1 else f"_x{rest}" if rest else ""
            return f"stale {gap}".rstrip() if self.stale else gap
        if self.count == 1:
            return _written(self.first)
        return f"{_written(self.first)}{self._climb}x{self.count - 1}"

    @property
    def _climb(self) -> str:
        if isinstance(self.step, Histogram):
            return f"+{text_of(self.step)}"
        return "" if self.step == 0 else decimal(self.step) if self.step < 0 else f"+{decimal(self.step)}"

    @property
    def values(self) -> Iterator[float | Histogram]:
        """The samples, each made from the one before as promtool does: sums of floats are not products."""
        value = self.first or 0.0
        # Of thousands of samples, and of hundreds of such series a case.
        if isinstance(value, float) and self.step == 0:
            return repeat(value, self.count)
        adding: Callable[[Any, Any], float | Histogram] = operator.add
        if isinstance(value, Histogram) or isinstance(self.step, Histogram):
            adding = _added
        return islice(accumulate(repeat(self.step), adding, initial=value), self.count)

    @property
    def last(self) -> float | Histogram:
        """The last sample."""
        return deque(self.values, maxlen=1)[0]


def next_after(segment: Segment) -> float | Histogram:
    """The sample that would follow if it went on."""
    return _added(segment.last, segment.step)


def _added(value: float | Histogram, step: float | Histogram) -> float | Histogram:
    if isinstance(value, Histogram):
        return value + step if isinstance(step, Histogram) else value
    return value if isinstance(step, Histogram) else value + step


def _written(value: float | Histogram) -> str:
    return text_of(value) if isinstance(value, Histogram) else decimal(value)


def samples(text: str) -> tuple[Segment, ...]:
    """The segments of what a test of rules writes: `1 2 3`, `0+60x10`, `1x5`, `_x5`, `stale`, `{{count:1 sum:2}}x5`.

    Raises:
        ValueError: it is something else.
    """
    return tuple(map(_segment, _WORD.findall(text)))


def _segment(text: str) -> Segment:
    if text == "stale":
        return Segment(1, stale=True)
    if native := _NATIVE.fullmatch(text):
        return _native(native)
    found = _RUN.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no samples")
    more = int(found["more"] or 0)
    if not found["first"]:
        return Segment(more or 1)
    return Segment(more + 1, float(found["first"]), float(found["step"] or 0))


def _native(found: "re.Match[str]") -> Segment:
    count, first = int(found["more"] or 0) + 1, histogram_of(found["first"])
    step = histogram_of(found["step"]) if found["step"] else 0.0
    return Segment(count, first, -step if found["sign"] == "-" else step)


def notation(segments: Iterable[Segment]) -> str:
    """The values of a series in a test of rules."""
    return " ".join(map(str, segments))


def series(labels: Labels, segments: Sequence[Segment], interval: int) -> Series:
    """The series that promtool makes of the notation, with a sample each `interval` milliseconds."""
    times: list[int] = []
    values: list[float | Histogram | None] = []
    index, native, ends = 0, False, False
    for segment in segments:
        first, count = segment.first, segment.count
        if first is not None:
            native = native or isinstance(first, Histogram)
            times += _times(index, count, interval) if count > 1 else (index * interval,)
            values += segment.values if count > 1 else (first,)
        elif segment.stale:
            ends = True
            times.append(index * interval)
            values.append(None)
        index += count
    return Series(labels, times, values, native, ends)


@lru_cache(_KEPT_TIMES)
def _times(index: int, count: int, interval: int) -> Sequence[int]:
    # Most series have samples at the same times.
    return tuple(range(index * interval, (index + count) * interval, interval))
