"""Trap 9: the rate of a sum of counters takes a reset for a burst, or misses it. Rates come first, sums after."""

import pytest

from tests.support.promtool import Case, value, without
from tests.support.services import compiled, requests

# Two instances count an event a second each; one of them is started anew after ten minutes, and counts on from 0.
RESTARTED = {
    'http_requests_total{instance="a"}': "0+60x10 60+60x9",
    'http_requests_total{instance="b"}': "60000+60x20",
}
RATE = "sum(rate(http_requests_total[5m15s]))"


@pytest.mark.parametrize("at", ["10m", "12m", "20m"])
def test_a_reset_does_not_change_the_rate(promtool, at):
    promtool.passes(compiled(requests()), Case(RESTARTED, (value("sum(signal:traffic:rate5m)", at, 2),)))


def test_the_rate_of_a_sum_takes_the_reset_for_a_burst(promtool):
    rules = without(compiled(requests()), RATE, "rate(sum(http_requests_total)[5m:1m])")
    promtool.passes(rules, Case(RESTARTED, (value("sum(signal:traffic:rate5m)", "10m", 2),)))
    promtool.fails(rules, Case(RESTARTED, (value("sum(signal:traffic:rate5m)", "12m", 2),)))
