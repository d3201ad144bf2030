"""The windows of an error budget, and the chain that makes each long one of shorter ones.

Only 5m and 30m read raw series. Every longer window is the mean of a shorter one at offsets that tile it, so it is a
ratio of sums, fresh at every evaluation, and costs a handful of samples.
"""

from collections.abc import Iterator

from attrs import frozen

from observability.model.durations import Duration

M5, M30 = Duration.parse("5m"), Duration.parse("30m")
H1, H2, H6 = Duration.parse("1h"), Duration.parse("2h"), Duration.parse("6h")
D1, D3 = Duration.parse("1d"), Duration.parse("3d")

RAW_WINDOWS = (M5, M30)


def raw_range(window: Duration, scrape: Duration) -> Duration:
    """How far back raw series are read for a window.

    `rate` knows the time between the first and the last sample of its range, which is a scrape less than the range, and
    stretches what it saw. The tiles of a chain reach a scrape further: each then begins with the sample that the one
    before it ends with, so nothing is stretched, and no event falls between two of them.
    """
    return window + scrape if window == M30 else window


@frozen
class Tile:
    """A shorter window at an offset; it counts `weight` times (its length in the smallest tile's)."""

    window: Duration
    offset: Duration
    weight: int = 1


@frozen
class Link:
    """A window and the tiles that cover it exactly."""

    window: Duration
    tiles: tuple[Tile, ...]


def chain(window: Duration) -> tuple[Link, ...]:
    """The links from 30 minutes to the budget's window, each made of the ones before it."""
    steps = ((H1, M30), (H2, H1), (H6, H2), (D1, H6), (D3, D1))
    return (*(Link(long, _repeated(long, short)) for long, short in steps), Link(window, _days(window)))


def _repeated(long: Duration, short: Duration) -> tuple[Tile, ...]:
    return tuple(Tile(short, short * i) for i in range(long.milliseconds // short.milliseconds))


def _days(window: Duration) -> tuple[Tile, ...]:
    """As many tiles of three days as fit, and single days for the rest."""
    threes, ones = divmod(window.milliseconds // D1.milliseconds, 3)
    return (*_three_days(threes, 3 if ones else 1), *(Tile(D1, D3 * threes + D1 * i) for i in range(ones)))


def _three_days(count: int, weight: int) -> Iterator[Tile]:
    yield from (Tile(D3, D3 * i, weight) for i in range(count))
