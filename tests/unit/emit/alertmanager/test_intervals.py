"""Windows cut into boxes of years, months, days and hours: together just the window, whatever its ends."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from observability.emit.alertmanager.intervals import Box, boxes, days
from observability.model.routing import Once, Weekly

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def holds(box: Box, moment: datetime) -> bool:
    """What Alertmanager asks: every key of the interval must hold."""
    numbers = {"years": moment.year, "months": moment.month, "days_of_month": moment.day}
    for key, number in numbers.items():
        if key in box and not any(_within(text, number) for text in box[key]):
            return False
    if "weekdays" in box and _WEEKDAYS[moment.weekday()] not in box["weekdays"]:
        return False
    start, end = box.get("times", ("00:00", "24:00"))
    return start <= f"{moment:%H:%M}" < end


def _within(text: str, number: int) -> bool:
    first, _, last = text.partition(":")
    return int(first) <= number <= int(last or first)


@settings(deadline=None)
@given(DAYS, DAYS)
def test_days_are_just_those_of_the_span(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = list(days(first, last))
    edges = (edge + timedelta(n) for edge in (first, last) for n in (-366, -31, -2, -1, 0, 1, 2, 31, 366))
    for day in edges:
        matching = sum(holds(box, datetime(day.year, day.month, day.day, 12)) for box in found)  # noqa: DTZ001 - local
        assert matching == (first <= day <= last)


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)), st.integers(1, 31 * 24 * 60))  # noqa: DTZ001 - local
def test_once_is_from_its_first_minute_to_the_one_before_its_end(start: datetime, minutes: int) -> None:
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=minutes)
    found = list(boxes(Once(start, end)))
    edges = (edge + timedelta(minutes=n) for edge in (start, end) for n in (-1441, -1, 0, 1, 1441))
    for moment in edges:
        assert any(holds(box, moment) for box in found) == (start <= moment < end)


@settings(deadline=None)
@given(DAYS, st.integers(0, 800), st.sets(st.integers(0, 6), min_size=1), MINUTES, st.integers(1, 24 * 60))
def test_weekly_begins_on_its_days_and_may_end_on_the_next(
    since: date, length: int, weekdays: set[int], start: int, minutes: int
) -> None:
    until = since + timedelta(length)
    window = Weekly(tuple(sorted(weekdays)), start, _end(start, minutes), until, since)
    found = list(boxes(window))
    for day in (since + timedelta(n) for n in (-1, 0, 1, 6, length - 1, length, length + 1, length + 2)):
        for minute in (0, start - 1, start, start + minutes - 1, start + minutes, 24 * 60 - 1):
            moment = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 - local
            assert any(holds(box, moment) for box in found) == _runs(window, minutes, moment)


def _end(start: int, minutes: int) -> int:
    end = start + minutes
    return end if end <= 24 * 60 else end - 24 * 60


def _runs(window: Weekly, minutes: int, moment: datetime) -> bool:
    """Whether it has begun on this day or the one before, and has not ended yet."""
    for day in (moment.date(), moment.date() - timedelta(1)):
        begin = datetime(day.year, day.month, day.day) + timedelta(minutes=window.start)  # noqa: DTZ001 - local
        begins = window.since is None or window.since <= day <= window.until
        if begins and day.weekday() in window.weekdays and begin <= moment < begin + timedelta(minutes=minutes):
            return True
    return False
