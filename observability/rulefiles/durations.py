"""Durations as Prometheus reads them in rule files. It is stricter than we are in descriptors: no decimals."""

import re

from observability.model.durations import Duration

_DAY = 86_400_000
_UNITS = {"y": 365 * _DAY, "w": 7 * _DAY, "d": _DAY, "h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}
_PATTERN = re.compile("".join(rf"(?:(?P<{unit}>\d+){unit})?" for unit in _UNITS), re.ASCII)
# Nanoseconds in 63 bits, about 292 years.
_LONGEST = (2**63 - 1) // 1_000_000


def parse_duration(text: str) -> Duration:
    """Read `0`, `30s`, `1h30m`, `1y`.

    Raises:
        ValueError: Prometheus would refuse it.
    """
    if text == "0":
        return Duration(0)
    match = _PATTERN.fullmatch(text)
    if not match or not text:
        raise ValueError(f"{text!r} is not a duration")
    total = sum(int(number) * _UNITS[unit] for unit, number in match.groupdict().items() if number)
    if total > _LONGEST:
        raise ValueError(f"{text!r} is longer than the 292 years that Prometheus can count")
    return Duration(total)
