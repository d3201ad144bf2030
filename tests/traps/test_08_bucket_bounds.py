"""Trap 8: `le="1"` became `le="1.0"` in Prometheus 3, and a threshold that is no bucket's bound sees no slow event."""

import pytest

from tests.support.promtool import Case, firing, value, without
from tests.support.services import OWN, compiled, counted, latency, timed, timings

# Of 60 events a second, 6 take longer than the bucket's bound.
SLOW, ALL = 6, 60


def buckets(bound):
    return {
        f'http_request_seconds_bucket{{le="{bound}"}}': f"0+{(ALL - SLOW) * 60}x40",
        'http_request_seconds_bucket{le="+Inf"}': f"0+{ALL * 60}x40",
    }


def slow(bound):
    windows = ("5m", "30m")
    return Case(buckets(bound), tuple(value(f"sum({counted(w, 'bad')})", "35m", SLOW) for w in windows))


@pytest.mark.parametrize("bound", ["1", "1.0"])
def test_a_whole_bound_is_found_however_it_is_written(promtool, bound):
    promtool.passes(compiled(timings(latency("1"))), slow(bound))


@pytest.mark.parametrize("bound", ["10", "1.05", "1x0"])
def test_another_bound_is_not_taken_for_it(promtool, bound):
    promtool.fails(compiled(timings(latency("1"))), slow(bound))


def test_a_matcher_of_one_spelling_misses_the_other(promtool):
    rules = without(compiled(timings(latency("1"))), 'le=~"1(\\\\.0)?"', 'le="1"')
    promtool.passes(rules, slow("1"))
    promtool.fails(rules, slow("1.0"))


def test_an_objective_whose_bucket_is_missing_says_that_it_is_blind(promtool):
    blind = [firing("TelemetryAbsent", "25m", count, objective="latency") for count in (1, 0)]
    rules = compiled(timings(latency("0.3")))
    promtool.passes(rules, Case(buckets("0.25"), (blind[0],)), Case(buckets("0.3"), (blind[1],)))


def test_an_objective_whose_histogram_a_release_renamed_says_that_it_is_blind(promtool):
    counted = {"http_requests_total": f"0+{ALL * 60}x60"}
    histogram = {
        f'http_request_seconds_bucket{{le="{bound}"}}': f"0+{count * 60}x20 stale"
        for bound, count in (("0.3", ALL - SLOW), ("+Inf", ALL))
    }
    # Five minutes until no rate is left, and a quarter of an hour.
    seen = (
        firing("TelemetryAbsent", "38m", 0, objective="latency"),
        firing("TelemetryAbsent", "45m", 1, objective="latency"),
    )
    rules = compiled(timed(latency("0.3")))
    promtool.passes(rules, Case(counted | histogram, seen))
    uncounted = without(rules, f"sum(signal:traffic:rate5m{OWN}) > 0\n            or\n", "")
    promtool.fails(uncounted, Case(counted | histogram, seen))


def test_a_histogram_that_nobody_counts_beside_is_not_blind_without_events(promtool):
    seen = (firing("TelemetryAbsent", "45m", 0, signal="http"),)
    promtool.passes(compiled(timed(latency("0.3"))), Case({"http_requests_total": "7x60"}, seen))


def test_without_events_an_objective_is_not_blind(promtool):
    promtool.passes(compiled(timings(latency("0.3"))), Case({}, (firing("TelemetryAbsent", "25m", 0, signal="http"),)))
