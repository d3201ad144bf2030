"""Trap 2: 0/0 is NaN, and one NaN poisons every window that it falls into. No traffic gives no sample."""

from fractions import Fraction

from tests.support.promtool import Case, nothing, value, without
from tests.support.services import OBJECTIVE, availability, compiled, requests

# Two hours of traffic with one error in a hundred, three without a request, one as before.
DAY = {
    'http_requests_total{code="200"}': "0+99x120 11880x180 11880+99x60",
    'http_requests_total{code="500"}': "0+1x120 120x180 120+1x60",
}
BAD, EVENTS, BUDGET = Fraction(1, 60), Fraction(100, 60), Fraction(1, 1000)
LEFT = 1 - BAD / EVENTS / BUDGET


def rules():
    return compiled(requests(availability(window="7d")))


# NaN if one of the recorded series is NaN; NaN alone is not equal to itself.
ALL = 'sum({__name__=~".*:.*"})'
QUIET = Case(DAY, (nothing("objective:error_ratio:rate5m", "4h"),))


def test_without_traffic_the_ratio_has_no_sample(promtool):
    promtool.passes(rules(), QUIET)


def test_without_the_comparison_the_ratio_is_nan(promtool):
    assert "NaN" in promtool.fails(without(rules(), " > 0),\n            0, 1", "),\n            0, 1"), QUIET)


def test_hours_without_traffic_leave_no_nan_and_no_hole_in_the_budget(promtool):
    budget = "objective:budget_remaining:ratio"
    expected = (
        value(budget, "4h", LEFT, OBJECTIVE),
        value(budget, "6h", LEFT, OBJECTIVE),
        nothing(f"{ALL} != {ALL}", "4h"),
        # Half a minute off the edge: up to 2.x a sample at the very start of a range counts, from 3.0 it does not.
        value(f"count_over_time({budget}[299m30s])", "6h", 5 * 60, OBJECTIVE),
    )
    promtool.passes(rules(), Case(DAY, expected))
