"""The evaluations that are replayed, and how they are asked for in parts."""

from collections.abc import Iterator

from attrs import frozen

# A server refuses more points of a series at once.
MOST_POINTS = 11_000


@frozen
class Grid:
    """Evaluations each `step` from `start` to `end`, both included and multiples of the step, in milliseconds.

    Those before `since` are there to know what was pending or firing by then, and are not counted.
    """

    start: int
    since: int
    end: int
    step: int

    @classmethod
    def of(cls, since: int, end: int, step: int, before: int = 0) -> "Grid":
        """The evaluations from `since` to `end`, and as many before that `before` milliseconds are known of.

        Where there is none between the two, it is the last one before.
        """
        last = end // step * step
        first = min(last, -(-since // step) * step)
        return cls(first - -(-before // step) * step, first, last, step)

    @property
    def times(self) -> range:
        """All evaluations."""
        return range(self.start, self.end + 1, self.step)


def chunks(times: range, most: int = MOST_POINTS) -> Iterator[range]:
    """The times in as few parts of at most `most` as there can be."""
    return (times[first : first + most] for first in range(0, len(times), most))


def halves(times: range) -> tuple[range, range]:
    """The times in two parts."""
    middle = (len(times) + 1) // 2
    return times[:middle], times[middle:]
