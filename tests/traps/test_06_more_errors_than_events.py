"""Trap 6: rates are extrapolated, counters scraped a moment apart: errors can exceed events, good events all events."""

import pytest

from observability.model.signal import Counter, Kind, Signal, View
from tests.support.promtool import Case, value, without
from tests.support.services import ORIGIN, availability, compiled, counted, latency, measurement, selector, timings

COUNTED_APART = Signal(
    "http",
    View.RED,
    (
        measurement(Kind.TRAFFIC, Counter(selector("requests_total"))),
        measurement(Kind.ERRORS, Counter(selector("failures_total"))),
    ),
    objectives=(availability(),),
    origin=ORIGIN,
)
MORE_FAILURES = {"requests_total": "0+60x20", "failures_total": "0+66x20"}
MORE_GOOD = {
    'http_request_seconds_bucket{le="0.3"}': "0+66x20",
    'http_request_seconds_bucket{le="+Inf"}': "0+60x20",
}


@pytest.mark.parametrize("ratio", ["objective:error_ratio:rate5m", "signal:error_ratio:rate5m"])
def test_a_ratio_is_never_above_1(promtool, ratio):
    case = Case(MORE_FAILURES, (value(f"sum({ratio})", "10m", 1),))
    rules = compiled(COUNTED_APART)
    promtool.passes(rules, case)
    promtool.fails(without(rules, "            0, 1\n", "            0, +Inf\n"), case)


def test_slow_events_are_never_fewer_than_none(promtool):
    case = Case(MORE_GOOD, (value(f"sum({counted('5m', 'bad')})", "10m", 0),))
    rules = compiled(timings(latency()))
    promtool.passes(rules, case)
    promtool.fails(without(rules, "            0\n          ) or", "            -Inf\n          ) or"), case)
