"""When it all happens: a quiet day, then the day that is shown, with an incident shortly before its end."""

import math
from functools import cached_property
from itertools import pairwise

from attrs import frozen

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

# A Wednesday, 15:00 UTC. Servers refuse samples of the future, so it is long ago for every clock.
END = 1_742_396_400_000

# Before the incident, whose cause it is.
RELEASE = END - 105 * MINUTE
_BEGINS, _FULL, _MENDED, _OVER = (END - minutes * MINUTE for minutes in (100, 85, 25, 10))
# The longest window over raw series is half an hour, and one scrape.
_LEAD = HOUR
# More often than this nothing looks different, and all takes longer.
_SCRAPE = 30_000


@frozen
class Clock:
    """All times are milliseconds since 1970; `scrape` is the interval of the environment, its least."""

    scrape: int
    end: int = END

    @property
    def shown(self) -> int:
        """From here on everything is there to be looked at."""
        return self.end - DAY

    @property
    def quiet(self) -> int:
        """The beginning of the day before: rules are played from here."""
        return self.end - 2 * DAY

    @cached_property
    def times(self) -> tuple[int, ...]:
        """When raw series are scraped. The quiet day is only asked for five minutes at a time."""
        dense, sparse = max(self.scrape, _SCRAPE), max(self.scrape, MINUTE)
        return (*range(self.quiet - _LEAD, self.shown, sparse), *range(self.shown, self.end + 1, dense))

    @cached_property
    def seconds(self) -> tuple[float, ...]:
        """Since the scrape before."""
        return (0.0, *((after - before) / 1000 for before, after in pairwise(self.times)))

    @cached_property
    def daily(self) -> tuple[float, ...]:
        """How busy it is, 0 to 1: at its least at four in the morning, at its most in the afternoon."""
        return tuple(map(_busy, self.times))

    @cached_property
    def trouble(self) -> tuple[float, ...]:
        """How bad the incident is, 0 to 1."""
        return tuple(map(_bad, self.times))


def _busy(at: int) -> float:
    hour = at % DAY / HOUR
    main, lunch = math.cos((hour - 16) * math.pi / 12), math.exp(-(((hour - 11.5) / 1.5) ** 2))
    return 0.55 + 0.38 * main + 0.07 * lunch


def _bad(at: int) -> float:
    if at <= _BEGINS or at >= _OVER:
        return 0.0
    if at < _FULL:
        return (at - _BEGINS) / (_FULL - _BEGINS)
    return 1.0 if at <= _MENDED else (_OVER - at) / (_OVER - _MENDED)
