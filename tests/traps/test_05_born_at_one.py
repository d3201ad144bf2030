"""Trap 5: a counter that is born at 1 hides its first event. No rule can cure that; a client that starts at 0 can."""

from fractions import Fraction

from tests.support.promtool import Case, value
from tests.support.services import BAD, availability, compiled, counted, requests

TRAFFIC = {'http_requests_total{code="200"}': "0+60x60"}


def case(errors, rate):
    series = {**TRAFFIC, 'http_requests_total{code="500"}': errors}
    return Case(series, (value(counted("30m", "bad"), "1h", rate, BAD),))


def test_an_event_that_brings_the_series_into_being_is_not_seen(promtool):
    promtool.passes(compiled(requests(availability())), case("_x45 1x15", 0))


def test_an_event_after_a_start_at_0_is_seen(promtool):
    # Half an hour is read with a scrape more, which is not stretched for a counter that was 0 in it.
    promtool.passes(compiled(requests(availability())), case("0x45 1x15", Fraction(1, 30 * 60 + 15)))
