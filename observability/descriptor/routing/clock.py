"""Days, times and time zones as people write them."""

import re
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from observability.descriptor.report import RefusedError
from observability.descriptor.suggest import suggestion

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?(Z?)", re.ASCII)
_TIMES = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})", re.ASCII)
_DAY = 24 * 60


def timezone(text: str) -> str:
    """The IANA name of a time zone.

    Raises:
        RefusedError: nobody knows it.
    """
    if text in _zones():
        return text
    hint = suggestion(text, _zones())
    hint = hint if hint.startswith("did you mean") else "write an IANA name, as in Europe/Berlin"
    raise RefusedError(f"the time zone {text!r} is unknown", hint, "timezone")


@cache
def _zones() -> frozenset[str]:
    # Those of a package, for what is right must not depend on the machine.
    return frozenset((files("tzdata") / "zones").read_text().split())


def moment(text: str) -> tuple[datetime, bool]:
    """A day and a time, to the minute, and whether it was said to be UTC.

    Raises:
        RefusedError: it is none.
    """
    match = _MOMENT.fullmatch(text)
    if not match:
        raise RefusedError(f"{text!r} is not a day and a time", "write both, as in 2027-01-31 22:00", "date")
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2]}"), bool(match[3])
    except ValueError:
        raise RefusedError(f"there is no {text!r} in the calendar", check="date") from None


def day(text: str) -> date:
    """A day.

    Raises:
        RefusedError: it is none.
    """
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f"there is no {text!r} in the calendar", check="date") from None
    raise RefusedError(f"{text!r} is not a day", "write one, as in 2027-06-30", "date")


def hours(text: str) -> tuple[int, int]:
    """The two ends of `22:00-04:00`, in minutes of the day, 24:00 included.

    Raises:
        RefusedError: it is no such span.
    """
    match = _TIMES.fullmatch(text)
    if not match:
        raise RefusedError(f"{text!r} is not a span of hours", "write it as in 22:00-04:00", "date")
    start, end = (int(match[at]) * 60 + int(match[at + 1]) for at in (1, 3))
    if start >= _DAY or end > _DAY or any(int(match[at]) > 59 for at in (2, 4)):
        raise RefusedError(f"{text!r} is not on the clock", "hours go from 00:00 to 24:00", "date")
    if start == end:
        raise RefusedError(f"{text!r} is no time at all", "for whole days, write 00:00-24:00", "date")
    return start, end % _DAY if start >= end else end
