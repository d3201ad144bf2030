"""Trap 1: before the first error there is no series of errors, and the ratio must be 0, not absent."""

from tests.support.promtool import Case, value, without
from tests.support.services import BAD, LABELS, OBJECTIVE, OWN, availability, compiled, counted, requests

HEALTHY = {'http_requests_total{code="200",handler="/pay"}': "0+60x20"}
FAILING = {**HEALTHY, 'http_requests_total{code="500",handler="/pay"}': "0+6x20"}

RATIO = value("objective:error_ratio:rate5m", "10m", 0, OBJECTIVE)
BUDGET = value("objective:budget_remaining:ratio", "10m", 1, OBJECTIVE)
SHARE = value("signal:error_ratio:rate5m", "10m", 0, {**LABELS, "handler": "/pay"})
ERRORS = value(counted("5m", "bad"), "10m", 6 / 60, BAD)


def rules():
    return compiled(requests(availability(), by=("handler",)))


def test_without_an_error_series_the_ratio_is_0_and_the_budget_whole(promtool):
    promtool.passes(rules(), Case(HEALTHY, (RATIO, BUDGET)))


def test_without_the_zero_the_ratio_is_absent(promtool):
    said = promtool.fails(without(rules(), " or vector(0)"), Case(HEALTHY, (RATIO,)))
    assert "got: nil" in said


def test_the_share_of_each_value_of_a_by_label_is_0(promtool):
    promtool.passes(rules(), Case(HEALTHY, (SHARE,)))


def test_without_the_zero_of_the_traffic_the_share_is_absent(promtool):
    zero = f"\n              or 0 * sum by (handler) (signal:traffic:rate5m{OWN})"
    said = promtool.fails(without(rules(), zero), Case(HEALTHY, (SHARE,)))
    assert "got: nil" in said


def test_a_zero_with_other_labels_than_the_errors_makes_the_rule_fail(promtool):
    errors = f"sum(signal:errors:rate5m{OWN}) or "
    other = without(rules(), f"{errors}vector(0)", f"{errors}0 * sum by (signal) (signal:traffic:rate5m{OWN})")
    promtool.passes(rules(), Case(FAILING, (ERRORS,)))
    assert "same labelset" in promtool.fails(other, Case(FAILING, (ERRORS,)))
