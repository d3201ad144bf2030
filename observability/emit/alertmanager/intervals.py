"""Maintenance as Alertmanager's time intervals, which know years, months, days and hours, and no dates.

So a span of days is cut into boxes: what is left of its first year and month, whole months and years, and the
beginning of the last ones.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from observability.model.routing import WEEKDAYS, Maintenance, Once, Weekly
from observability.yamltext import comment, quoted, scalar

_DAY = 24 * 60
_ONE_DAY = timedelta(days=1)
# A window without a first day has no beginning that anybody remembers.
_BEGINNING = date(2000, 1, 1)

# Values by key of Alertmanager; `times` are the two ends.
Box = Mapping[str, tuple[str, ...]]


def lines(maintenance: Iterable[Maintenance]) -> Iterator[str]:
    """The windows, as YAML."""
    for window in maintenance:
        yield comment(window.reason, 2)
        yield f"  - name: {scalar(window.name)}"
        yield "    time_intervals:"
        for box in boxes(window.window):
            yield from _box(box, window.timezone)


def _box(box: Box, timezone: str) -> Iterator[str]:
    first, *rest = (f"{key}: {_list(values)}" for key, values in box.items() if key != "times")
    yield f"      - {first}"
    yield from (f"        {line}" for line in rest)
    if "times" in box:
        start, end = map(quoted, box["times"])
        yield f"        times: [{{start_time: {start}, end_time: {end}}}]"
    yield f"        location: {quoted(timezone)}"


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(quoted, values))}]"


def boxes(window: Once | Weekly) -> Iterator[Box]:
    """Boxes that together are the window."""
    return _once(window) if isinstance(window, Once) else _weekly(window)


def _once(window: Once) -> Iterator[Box]:
    first, last = window.start.date(), window.end.date()
    start, end = (moment.hour * 60 + moment.minute for moment in (window.start, window.end))
    if first == last:
        yield from _with(days(first, last), times=_times(start, end))
        return
    if start:
        yield from _with(days(first, first), times=_times(start, _DAY))
        first += _ONE_DAY
    if first < last:
        yield from days(first, last - _ONE_DAY)
    if end:
        yield from _with(days(last, last), times=_times(0, end))


def _weekly(window: Weekly) -> Iterator[Box]:
    since = window.since or _BEGINNING
    if window.end > window.start:
        yield from _on(window.weekdays, since, window.until, _times(window.start, window.end))
        return
    yield from _on(window.weekdays, since, window.until, _times(window.start, _DAY))
    if window.end:
        after = tuple(sorted((weekday + 1) % 7 for weekday in window.weekdays))
        yield from _on(after, since + _ONE_DAY, window.until + _ONE_DAY, _times(0, window.end))


def _on(weekdays: tuple[int, ...], first: date, last: date, times: tuple[str, ...]) -> Iterator[Box]:
    if len(weekdays) == len(WEEKDAYS):
        yield from _with(days(first, last), times=times)
    else:
        yield from _with(days(first, last), weekdays=tuple(WEEKDAYS[day] for day in weekdays), times=times)


def _with(found: Iterable[Box], **more: tuple[str, ...]) -> Iterator[Box]:
    return ({**box, **more} for box in found)


def _times(start: int, end: int) -> tuple[str, ...]:
    return tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in (start, end))


def days(first: date, last: date) -> Iterator[Box]:
    """The days from the first to the last, both included."""
    if first.year == last.year:
        yield from _of_a_year(first, last)
        return
    head = first != date(first.year, 1, 1)
    tail = last != date(last.year, 12, 31)
    if head:
        yield from _of_a_year(first, date(first.year, 12, 31))
    start, end = first.year + head, last.year - tail
    if start <= end:
        yield {"years": _range(start, end)}
    if tail:
        yield from _of_a_year(date(last.year, 1, 1), last)


def _of_a_year(first: date, last: date) -> Iterator[Box]:
    year = (str(first.year),)
    head, tail = first.day > 1, last.day < monthrange(last.year, last.month)[1]
    if first.month == last.month and (head or tail):
        yield {"years": year, "months": (str(first.month),), "days_of_month": _range(first.day, last.day)}
        return
    if head:
        end = monthrange(first.year, first.month)[1]
        yield {"years": year, "months": (str(first.month),), "days_of_month": _range(first.day, end)}
    start, end = first.month + head, last.month - tail
    if start <= end:
        yield {"years": year} if (start, end) == (1, 12) else {"years": year, "months": _range(start, end)}
    if tail:
        yield {"years": year, "months": (str(last.month),), "days_of_month": _range(1, last.day)}


def _range(start: int, end: int) -> tuple[str, ...]:
    return (str(start) if start == end else f"{start}:{end}",)
