"""The panel that an alert links to shows what the alert compares, with the limit as a line."""

from decimal import Decimal

import pytest

from observability import signals
from observability.model.durations import Duration
from observability.model.panel import Role
from observability.model.routing import SEVERITIES
from observability.model.signal import Counter, Exhaustion, Gauge, Kind, Signal, View
from observability.signals.scope import Scope
from tests.support.services import measurement, pool, requests, selector, service


def panel(signal, kind):
    scope = Scope(service(signal), signal)
    return next(panel for panel in signals.lower_panels(scope) if panel.key == f"{signal.name}/{kind}")


def lines(found):
    return {str(step.value): step.role for step in found.thresholds}


def test_limits_of_levels():
    found = panel(pool(warning=Decimal("0.8"), critical=Decimal("0.95")), Kind.UTILIZATION)
    assert lines(found) == {"0.8": Role.WARNING, "0.95": Role.CRITICAL}
    assert "The lines are the limits" in found.description


def test_without_limits_no_line_is_spoken_of():
    found = panel(pool(), Kind.UTILIZATION)
    assert lines(found) == {}
    assert "lines" not in found.description


def test_the_end_is_drawn_where_exhaustion_is_predicted():
    ends = Exhaustion(Duration.parse("4h"), "critical")
    queue = measurement(Kind.SATURATION, Gauge(selector("waiting"), capacity=Decimal(500)), exhaustion=ends)
    assert lines(panel(Signal("queue", View.USE, (queue,)), Kind.SATURATION)) == {"500": Role.CRITICAL}
    assert lines(panel(pool(exhaustion=ends), Kind.UTILIZATION)) == {"1": Role.CRITICAL}


@pytest.mark.parametrize("severity", SEVERITIES)
def test_the_end_is_drawn_whatever_the_severity(severity):
    found = panel(pool(exhaustion=Exhaustion(Duration.parse("4h"), severity)), Kind.UTILIZATION)
    assert list(lines(found)) == ["1"]


def test_a_limit_at_the_end_is_worse_than_what_is_for_the_record():
    ends = Exhaustion(Duration.parse("4h"), "info")
    assert lines(panel(pool(warning=Decimal(1), exhaustion=ends), Kind.UTILIZATION)) == {"1": Role.WARNING}


def test_where_a_limit_is_the_end_the_line_is_the_worse():
    found = panel(pool(critical=Decimal(1), exhaustion=Exhaustion(Duration.parse("4h"))), Kind.UTILIZATION)
    assert lines(found) == {"1": Role.CRITICAL}
    found = panel(pool(warning=Decimal(1), exhaustion=Exhaustion(Duration.parse("4h"), "critical")), Kind.UTILIZATION)
    assert lines(found) == {"1": Role.CRITICAL}


def test_errors_are_shown_as_their_alert_counts_them():
    traffic = requests().measurement(Kind.TRAFFIC)
    assert traffic
    limited = measurement(Kind.ERRORS, Counter(selector("failures_total")), warning=Decimal(5))
    found = panel(Signal("http", View.RED, (traffic, limited)), Kind.ERRORS)
    assert lines(found) == {"5": Role.WARNING}
    assert (found.unit, found.maximum) == ("eps", None)
    assert panel(requests(), Kind.ERRORS).unit == "percentunit"
