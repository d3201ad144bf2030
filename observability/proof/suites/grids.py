"""When a recording is looked at, how far the samples are apart that it reads, and where there must be some."""

import math
from collections.abc import Iterator, Sequence

from attrs import frozen

from observability.proof.series.occurrences import Occurrence
from observability.proof.series.pace import DAY, HOUR, MINUTE, SECOND

# There are two evaluations, at zero and at one of these.
_ENDS = (HOUR, 6 * HOUR, DAY, 3 * DAY, 10 * DAY, 28 * DAY, 40 * DAY, 120 * DAY, 400 * DAY)
# So many samples a window, and how many there are beyond what is read: of a window that is too wide, or an offset.
_SAMPLES, _BEYOND = 5, 3
# An instant selector looks back for five minutes.
_LOOKED_BACK = 4 * MINUTE
_LAST, _HOLES = "last_over_time", (0.7, 1.0)


@frozen
class Grid:
    """All in milliseconds: the time that is looked at, and how far samples are apart."""

    end: int
    sample: int

    def indices(self, found: Sequence[Occurrence], hole: float = 0.0) -> list[int]:
        """Which samples there must be, counted from zero: around all that is read.

        But none in a `hole`, such a share of each window of which the last sample is read.
        """
        kept = {index for occurrence in found for index in self._around(occurrence)}
        return sorted(kept - {index for one in found if one.function == _LAST for index in self._hole(one, hole)})

    def _hole(self, occurrence: Occurrence, share: float) -> range:
        end = self.end - occurrence.vector.offset
        return range(int(end - share * occurrence.window) // self.sample + 1, end // self.sample + 1)

    def _around(self, occurrence: Occurrence) -> range:
        near, far = occurrence.vector.offset, occurrence.depth
        first = (self.end - far - (far - near)) // self.sample - _BEYOND
        last = (self.end - near) // self.sample + _BEYOND
        return range(max(first, 0), min(last, self.end // self.sample) + 1)


def holes(found: Sequence[Occurrence]) -> tuple[float, ...]:
    """Holes that show how long the windows are of which the last sample is read: less than one, and all of it."""
    return _HOLES if any(occurrence.function == _LAST for occurrence in found) else ()


def grid(found: Sequence[Occurrence]) -> Grid | None:
    """The grid for what reads this; None where it reads too far back."""
    deepest = max((2 * occurrence.depth - occurrence.vector.offset for occurrence in found), default=0)
    end = next((end for end in _ENDS if end > deepest), None)
    if end is None:
        return None
    windows = [occurrence.depth - occurrence.vector.offset for occurrence in found]
    offsets = [occurrence.vector.offset for occurrence in found if occurrence.vector.offset]
    if not any(windows):
        return Grid(end, math.gcd(end, *offsets) if offsets else MINUTE)
    if all(occurrence.function == _LAST for occurrence, window in zip(found, windows, strict=True) if window):
        seldom = _seldom([window for window in windows if window], math.gcd(end, *offsets))
        if seldom:
            return Grid(end, seldom)
    widest = min(window for window in windows if window) // _SAMPLES
    if not all(windows):
        widest = min(widest, _LOOKED_BACK)
    edges = [end - occurrence.depth for occurrence in found if occurrence.depth > occurrence.vector.offset]
    return next((Grid(end, s) for s in _round(widest) if all(edge % s for edge in edges)), None)


def _seldom(windows: Sequence[int], times: int) -> int | None:
    """How far samples can be apart of which only the last of each window is read, at multiples of `times`.

    In each window is one before the shorter hole.
    """
    least, most = math.ceil(_HOLES[0] * max(windows)), min(windows) - 1
    fitting = (times // many for many in range(-(-times // most), times // least + 1) if times % (many * SECOND) == 0)
    return max(fitting, key=lambda s: (math.gcd(s, MINUTE), s), default=None)


def _round(most: int) -> Iterator[int]:
    """Intervals up to `most`, round ones first. Where a sample lies on a window's edge, versions disagree."""
    seconds = range(max(most // SECOND, 1), max(most // SECOND // 3, 1) - 1, -1)
    yield from sorted((s * SECOND for s in seconds), key=lambda s: (-math.gcd(s, MINUTE), -s))
