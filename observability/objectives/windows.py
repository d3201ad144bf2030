"""The windows of an error budget, and the chain that makes each long one of shorter ones.

Only 5m and 30m read raw series. Every longer window is the mean of shorter ones at offsets that tile it, so it is a
ratio of sums, fresh at every evaluation, and costs a handful of samples.
"""

from collections.abc import Iterator
from itertools import accumulate

from attrs import evolve, frozen

from observability.model.durations import Duration

M5, M30 = Duration.parse("5m"), Duration.parse("30m")
H1, H2, H6 = Duration.parse("1h"), Duration.parse("2h"), Duration.parse("6h")
D1, D3 = Duration.parse("1d"), Duration.parse("3d")

RAW_WINDOWS = (M5, M30)

# So long may scrapes, or the rules themselves, be missing without a window losing what happened meanwhile.
GAP = Duration.parse("15m")


@frozen
class Tile:
    """A shorter window that ended `offset` ago."""

    window: Duration
    offset: Duration


Cover = tuple[Tile, ...]
"""Tiles side by side, the newest first, that fill a window exactly."""


@frozen
class Link:
    """A window, and one cover of it or two whose inner edges are at least 15 minutes apart."""

    window: Duration
    covers: tuple[Cover, ...]


def _cover(*windows: Duration) -> Cover:
    ends = accumulate((window.milliseconds for window in windows), initial=0)
    return tuple(Tile(window, Duration(end)) for window, end in zip(windows, ends, strict=False))


# From 30 minutes to three days, each made of those before it. What happens while scrapes are missing is in no tile if
# the edge between two falls into that gap. So the windows that page have two covers: the gap leaves one of them whole.
CHAIN = (
    Link(H1, (_cover(M30, M30), _cover(M5, M5, M5, M30, M5, M5, M5))),
    Link(H2, (_cover(H1, H1), _cover(M30, H1, M30))),
    Link(H6, (_cover(H2, H2, H2), _cover(H1, H2, H2, H1))),
    Link(D1, (_cover(H6, H6, H6, H6),)),
    Link(D3, (_cover(D1, D1, D1),)),
)


def chain(evaluation: Duration) -> tuple[Link, ...]:
    """The links for rules that are evaluated so often.

    A series can be read where it was recorded: at an offset that is no whole number of evaluations a tile would lie
    elsewhere, and overlap another. A second cover of which that is true is left out.
    """
    return tuple(evolve(link, covers=tuple(_fitting(link.covers, evaluation))) for link in CHAIN)


def _fitting(covers: tuple[Cover, ...], evaluation: Duration) -> Iterator[Cover]:
    first, *others = covers
    yield first
    yield from (c for c in others if not any(t.offset.milliseconds % evaluation.milliseconds for t in c))


def budget_link(window: Duration) -> Link:
    """The window of a budget: as many tiles of three days as fit, and single days for the rest."""
    threes, ones = divmod(window.milliseconds // D1.milliseconds, 3)
    return Link(window, (_cover(*(D3,) * threes, *(D1,) * ones),))
