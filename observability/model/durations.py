"""Durations as people and PromQL write them, held exactly in milliseconds."""

import re
from decimal import Decimal
from functools import cache

from attrs import frozen

_UNITS = {
    "w": 604_800_000,
    "d": 86_400_000,
    "h": 3_600_000,
    "m": 60_000,
    "s": 1_000,
    "ms": 1,
}
_WORDS = {"w": "week", "d": "day", "h": "hour", "m": "minute", "s": "second", "ms": "millisecond"}
# Like Prometheus: units from large to small, each at most once. Decimals are ours ("1.5s").
_PATTERN = re.compile(
    r"(?:(?P<w>\d+)w)?(?:(?P<d>\d+)d)?(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?(?:(?P<s>\d+(?:\.\d{1,3})?)s)?(?:(?P<ms>\d+)ms)?",
    re.ASCII,
)


@frozen(order=True)
class Duration:
    """A span of time of whole milliseconds."""

    milliseconds: int

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read `300ms`, `1.5s`, `1h30m`, `30d`.

        Raises:
            ValueError: the text is no duration; the message says what would be one.
        """
        match = _PATTERN.fullmatch(text)
        if not match or not text:
            raise ValueError(f"{text!r} is not a duration; write a number and a unit, as in 300ms, 30s, 5m, 1h30m, 30d")
        parts = ((Decimal(n) * _UNITS[unit]) for unit, n in match.groupdict().items() if n)
        return cls(int(sum(parts)))

    @classmethod
    def of_seconds(cls, seconds: Decimal) -> "Duration":
        """A number of seconds, to the nearest millisecond."""
        return cls(int((seconds * 1000).to_integral_value()))

    @property
    def seconds(self) -> Decimal:
        """The span in seconds, exact."""
        return Decimal(self.milliseconds) / 1000

    def __floordiv__(self, other: "Duration") -> int:
        """How many times the other fits into this one."""
        return self.milliseconds // other.milliseconds

    def _parts(self, units: tuple[str, ...]) -> list[tuple[int, str]]:
        rest, parts = self.milliseconds, []
        for unit in units:
            count, rest = divmod(rest, _UNITS[unit])
            if count:
                parts.append((count, unit))
        return parts

    @cache  # noqa: B019 - a program knows a handful of durations, and writes each thousands of times
    def __str__(self) -> str:
        """The shortest spelling that PromQL reads, without weeks: `1h30m`, `30d`."""
        return "".join(f"{n}{unit}" for n, unit in self._parts(("d", "h", "m", "s", "ms"))) or "0s"

    @property
    def words(self) -> str:
        """For a person: `1 hour 30 minutes`."""
        parts = self._parts(("d", "h", "m", "s", "ms"))
        return " ".join(f"{n} {_WORDS[unit]}{'s' if n != 1 else ''}" for n, unit in parts) or "0 seconds"

    @property
    def brief(self) -> str:
        """As a person writes it: `300ms`, `2.5s`, `1h30m`."""
        seconds = Decimal(self.milliseconds % _UNITS["m"]) / 1000
        if self.milliseconds < _UNITS["s"] or not seconds % 1:
            return str(self)
        minutes = Duration(self.milliseconds - int(seconds * 1000))
        return (str(minutes) if minutes.milliseconds else "") + f"{seconds.normalize():f}s"

    def __add__(self, other: "Duration") -> "Duration":
        return Duration(self.milliseconds + other.milliseconds)

    def __mul__(self, factor: int) -> "Duration":
        return Duration(self.milliseconds * factor)


# For so long Prometheus takes a series' newest sample for its value.
LOOKBACK = Duration(300_000)
