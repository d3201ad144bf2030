"""Series in memory, and how selectors find them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from attrs import define, field, frozen

from observability.model import durations
from observability.model.selector import Selector
from observability.promql import accepts
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.labels import NAME, Labels, value_of

# In milliseconds; tests of rules cannot change it.
LOOKBACK = durations.LOOKBACK.milliseconds


@define(eq=False)
class Series:
    """Samples at `times`, ascending milliseconds. A value of None is a stale marker: from there on, no series.

    `native`: some of them may be histograms. `ends`: some of them may be markers.
    """

    labels: Labels
    times: list[int]
    values: list[float | Histogram | None]
    native: bool = False
    ends: bool = field()

    @ends.default
    def _ends(self) -> bool:
        return None in self.values

    def append(self, at: int, value: float | Histogram | None) -> None:
        """One more sample, later than all others."""
        self.times.append(at)
        self.values.append(value)
        self.native = self.native or isinstance(value, Histogram)
        self.ends = self.ends or value is None

    def between(self, start: int, end: int, left_open: bool) -> tuple[int, int]:
        """The indices of the samples of a window; whether one right at its start belongs to it is `left_open`."""
        begin = bisect_right(self.times, start) if left_open else bisect_left(self.times, start)
        return begin, bisect_right(self.times, end, begin)

    def latest(self, at: int, left_open: bool) -> int | None:
        """The index of the sample that an instant selector finds, or None."""
        index = bisect_right(self.times, at) - 1
        if index < 0 or self.values[index] is None:
            return None
        age = at - self.times[index]
        return index if age < LOOKBACK or (age == LOOKBACK and not left_open) else None


def _listed(series: Iterable[Series]) -> list[Series]:
    return list(series)


@frozen(eq=False)
class Storage:
    """All series of a test, in the order of their labels, `arranged` anew: sums depend on it in their last digits."""

    series: list[Series] = field(converter=_listed)
    arranged: Callable[[Sequence[Series]], Iterable[Series]] = list
    _found: dict[Selector, list[Series]] = field(factory=dict, init=False, repr=False)
    _named: dict[str, list[Series]] = field(init=False, repr=False)

    @_named.default
    def _by_name(self) -> dict[str, list[Series]]:
        found: dict[str, list[Series]] = {}
        for one in self.series:
            found.setdefault(value_of(one.labels, NAME), []).append(one)
        return found

    def select(self, selector: Selector) -> list[Series]:
        """The series that the selector means."""
        found = self._found.get(selector)
        if found is None:
            those = self._named.get(selector.metric, ()) if selector.metric else self.series
            found = self._found[selector] = self._sorted(one for one in those if matches(selector, one.labels))
        return found

    def add(self, series: Series) -> Series:
        """One more series, of labels of its own."""
        self.series.append(series)
        name = value_of(series.labels, NAME)
        self._named.setdefault(name, []).append(series)
        for selector, found in self._found.items():
            if selector.metric in {"", name} and matches(selector, series.labels):
                self._found[selector] = self._sorted([*found, series])
        return series

    def _sorted(self, found: Iterable[Series]) -> list[Series]:
        those = list(found)
        return list(self.arranged(sorted(those, key=lambda series: series.labels))) if len(those) > 1 else those


@lru_cache(maxsize=65536)
def matches(selector: Selector, labels: Labels) -> bool:
    """Whether a selector means a series of these labels."""
    if selector.metric and value_of(labels, NAME) != selector.metric:
        return False
    return all(accepts(matcher, value_of(labels, matcher.label)) for matcher in selector.matchers)
