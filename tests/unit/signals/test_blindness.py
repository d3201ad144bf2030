"""Which alerts say that they see on when the service's telemetry is gone."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from observability.lowering import lower
from observability.model.durations import Duration
from observability.model.service import HandWrittenAlert, Service
from observability.model.signal import Counter, Expression, Kind, Ratio, Signal, View
from tests.support.services import availability, measurement, requests, selector, service

TARGETS = selector('up{job="checkout"}')
OWN, OTHER = 'http_requests_total{job="checkout"}', 'http_requests_total{job="proxy"}'


def labels(service: Service) -> Mapping[str, set[str]]:
    """By alert, the values of the label; empty where it has none."""
    found: dict[str, set[str]] = {}
    for alert in lower(service).alerts:
        found.setdefault(alert.alert, set()).add(alert.labels.get("telemetry", ""))
    return found


def traffic(metric: str, view: View = View.RED) -> Signal:
    return Signal("http", view, (measurement(Kind.TRAFFIC, Counter(selector(metric))),))


def by_hand(expr: str) -> Service:
    written = HandWrittenAlert("Down", expr, Duration.parse("5m"), "critical", "It is down.")
    return service(alerts=(written,), telemetry=TARGETS)


def test_a_signal_of_the_services_own_targets_is_blind_without_them() -> None:
    assert labels(service(traffic(OWN), telemetry=TARGETS))["TrafficGone"] == {""}


def test_a_signal_of_other_targets_sees_on() -> None:
    assert labels(service(traffic(OTHER), telemetry=TARGETS))["TrafficGone"] == {"elsewhere"}
    assert labels(service(traffic("http_requests_total"), telemetry=TARGETS))["TrafficGone"] == {"elsewhere"}


def test_so_do_the_alerts_of_its_objectives() -> None:
    found = labels(service(requests(availability()), telemetry=TARGETS))
    assert found["AvailabilityBudgetBurn"] == {"elsewhere"}
    assert found["TelemetryAbsent"] == {""}


def test_one_series_from_elsewhere_is_enough_to_see() -> None:
    used = Ratio(selector('pool_in_use{job="checkout"}'), selector('limit{job="config"}'))
    pool = Signal("pool", View.USE, (measurement(Kind.UTILIZATION, used, warning=Decimal("0.9")),))
    assert labels(service(pool, telemetry=TARGETS))["UtilizationHigh"] == {"elsewhere"}


@pytest.mark.parametrize(("expr", "label"), [
    ('payment_up{job="checkout"} == 0', ""),
    ('payment_up{job="checkout",region="eu"} == 0', ""),
    ("payment_up == 0", "elsewhere"),
    ('probe_success{job="blackbox"} == 0', "elsewhere"),
    ('payment_up{job="checkout"} == 0 and on () probe_success{job="blackbox"} == 0', "elsewhere"),
    ("vector(1)", ""),
])  # fmt: skip
def test_an_alert_written_by_hand_is_judged_by_what_it_reads(expr: str, label: str) -> None:
    assert labels(by_hand(expr))["Down"] == {label}


@pytest.mark.parametrize(("job", "label"), [("checkout", ""), ("proxy", "elsewhere")])
def test_so_is_an_expression_with_a_window(job: str, label: str) -> None:
    rate = Expression(f'sum(rate(jobs_total{{job="{job}"}}[$window]))')
    jobs = Signal("jobs", View.GOLDEN, (measurement(Kind.TRAFFIC, rate),))
    assert labels(service(jobs, telemetry=TARGETS))["TrafficGone"] == {label}


def test_where_any_target_will_do_nothing_else_is_left_to_see() -> None:
    assert labels(service(traffic("http_requests_total"), telemetry=selector("up")))["TrafficGone"] == {""}
