"""Traffic that is gone: a service that rests wakes nobody, one that falls silent does."""

import pytest

from tests.support.promtool import Case, firing, without
from tests.support.services import OWN, compiled, requests

# A sample each 10 minutes: so many make a day.
DAY = 144


def days(*rates, last="1x0"):
    """Traffic at a steady rate a day, and then."""
    return {f'signal:traffic:rate5m{{pod="a",{OWN[1:]}': " ".join([*(f"{rate}x{DAY - 1}" for rate in rates), last])}


def gone(count, day, time="2h"):
    return firing("TrafficGone", f"{day}d{time}", count)


def case(series, *expected):
    return Case(series, expected, interval="10m")


# Monday to Sunday, with nothing on Saturday and Sunday; then a Monday and so on.
WORKING_WEEK = (1, 1, 1, 1, 1, 0, 0)
UNLESS = f"\n          unless\n          sum(avg_over_time((signal:traffic:rate5m{OWN} offset 7d)[1h:5m])) <= 0.0333"


def test_a_service_that_rests_at_weekends_is_not_gone_on_saturday(promtool):
    saturday = case(days(*WORKING_WEEK, *WORKING_WEEK), gone(0, 12), gone(0, 12, "12h"))
    promtool.passes(compiled(requests()), saturday)
    promtool.fails(without(compiled(requests()), UNLESS), saturday)


def test_the_same_silence_on_a_wednesday_pages(promtool):
    silent = days(*WORKING_WEEK, 1, 1, last=f"0x{DAY}")
    promtool.passes(compiled(requests()), case(silent, gone(0, 8, "23h"), gone(1, 9)))


def test_a_service_that_is_a_day_old_is_judged_by_yesterday(promtool):
    promtool.passes(compiled(requests()), case(days(1, last=f"0x{DAY}"), gone(1, 1)))


@pytest.mark.parametrize(("rate", "count"), [("0.03", 0), ("0.04", 1)])
def test_silence_says_little_of_a_service_with_less_than_two_events_a_minute(promtool, rate, count):
    promtool.passes(compiled(requests()), case(days(rate, last=f"0x{DAY}"), gone(count, 1)))


def test_traffic_that_is_only_less_is_not_gone(promtool):
    promtool.passes(compiled(requests()), case(days(100, last=f"0.01x{DAY}"), gone(0, 1)))


def test_all_events_of_the_hour_count_though_it_is_read_every_five_minutes(promtool):
    # In 30 minutes 130 events, in two bursts of a minute each: two and a bit a minute, over the hour.
    burst = {"http_requests_total": "9x60 74x29 139x2000"}
    promtool.passes(compiled(requests()), Case(burst, (gone(1, 1, "1h45m"),)))
    promtool.passes(compiled(requests()), Case({"http_requests_total": "9x60 64x29 119x2000"}, (gone(0, 1, "1h45m"),)))
