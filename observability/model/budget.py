"""Which windows an error budget can have."""

from observability.model.durations import Duration

_DAY = Duration.parse("1d")
# Less has no room for the three days of the slowest alert; more is beyond what people plan by.
SHORTEST, LONGEST = _DAY * 7, _DAY * 90


def usable(window: Duration) -> bool:
    """Whether windows of three days and less add up to it, within the bounds: whole days, 7 to 90 of them."""
    return window.milliseconds % _DAY.milliseconds == 0 and SHORTEST <= window <= LONGEST
