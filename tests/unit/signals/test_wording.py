"""What a person reads who is woken: the texts of alerts, as the real promtool fills them in."""

import re
from decimal import Decimal

import pytest
from attrs import evolve

from observability.model.durations import Duration
from observability.model.signal import Counter, Exhaustion, Gauge, Kind, Signal, View
from tests.support.promtool import Case
from tests.support.services import availability, compiled, latency, measurement, pool, requests, selector, timings

FAILING = {'http_requests_total{code="200"}': "0+588x70", 'http_requests_total{code="500"}': "0+12x70"}
SLOW = {'http_request_seconds_bucket{le="2.5"}': "0+540x70", 'http_request_seconds_bucket{le="+Inf"}': "0+600x70"}


def texts(promtool, signal, name, at, series, severity="critical", title="Shop"):
    """Summary and description of the alert that fires then."""
    silent = {"alertname": name, "eval_time": at, "exp_alerts": []}
    said = promtool.fails(compiled(signal, title=title), Case(series, alerts=(silent,)))
    fired = re.findall(r'severity="(\w+)".*\n.*description="(.*?)", runbook_url=.*, summary="(.*?)"}', said)
    return next((summary, description) for found, description, summary in fired if found == severity)


def test_a_share_of_the_requests_failed(promtool):
    http = evolve(requests(availability()), title="HTTP requests")
    assert texts(promtool, http, "AvailabilityBudgetBurn", "70m", FAILING) == (
        "Shop, HTTP requests: 2% failed; the availability budget burns fast",
        (
            "Shop, HTTP requests: 2% failed, where the objective of 99.9% over 30 days allows 0.1%. "
            "Fires after 1 minute above 1.44% over both 1 hour and 5 minutes (burn rate 14.4: a whole budget "
            "lasts 2 days 2 hours), or above 0.6% over both 6 hours and 30 minutes (burn rate 6: a whole budget lasts "
            "5 days). The share is that of 1 hour, or of 6 hours if only those are above; at this moment it may be "
            "higher or lower."
        ),
    )


def test_a_signal_without_a_title_is_called_by_its_name(promtool):
    summary, _ = texts(promtool, requests(availability()), "AvailabilityBudgetBurn", "70m", FAILING)
    assert summary == "Shop, http events: 2% failed; the availability budget burns fast"


def test_a_threshold_is_written_as_people_write_it(promtool):
    slow = timings(latency("2.5", "0.99"))
    summary, _ = texts(promtool, slow, "LatencyBudgetBurn", "70m", SLOW, severity="warning")
    assert summary == "Shop, http events: 10% took longer than 2.5s; the latency budget burns steadily"


def test_an_error_now_and_then_is_no_thousandth_with_a_prefix(promtool):
    timeouts = measurement(Kind.ERRORS, Counter(selector("timeouts_total")))
    series = {"timeouts_total": "0x5 1+1x25"}
    assert texts(promtool, use(timeouts), "ResourceErrors", "20m", series, "warning") == (
        "Shop, db-pool: errors at 0.017 per second",
        "Shop, db-pool: errors above 0 per second, the warning limit, for 10 minutes; now 0.017 per second.",
    )


def use(*measured, **more):
    return Signal("db-pool", View.USE, measured, **more)


def level(gauge="waiting", **more):
    return measurement(Kind.SATURATION, Gauge(selector(gauge)), **more)


@pytest.mark.parametrize(
    ("unit", "limit", "value", "said"),
    [
        ("", "1000", "1200", "1k|1.2k"),
        ("s", "0.05", "0.25", "50ms|250ms"),
        ("s", "90", "3700", "1m30s|1h 1m 40s"),
        ("ms", "250", "300", "250 ms|300 ms"),
        ("bytes", "2147483648", "3221225472", "2GiB|3GiB"),
        ("percentunit", "0.1", "0.125", "10%|12.5%"),
        ("percent", "80", "85", "80%|85%"),
        ("furlongs", "3", "4", "3|4"),
    ],
)
def test_limit_and_value_are_read_in_the_same_unit(promtool, unit, limit, value, said):
    signal = use(level(unit=unit, warning=Decimal(limit)))
    summary, description = texts(promtool, signal, "SaturationHigh", "20m", {"waiting": f"{value}x20"}, "warning")
    shown, now = said.split("|")
    assert summary == f"Shop, db-pool: saturation at {now}"
    assert (
        description == f"Shop, db-pool: saturation at or above {shown}, the warning limit, for 10 minutes; now {now}."
    )


def test_what_falls_below_a_limit_may_be_less_than_one(promtool):
    left = use(level(warning=Decimal(2), below=True))
    summary, description = texts(promtool, left, "SaturationHigh", "20m", {"waiting": "0.25x20"}, "warning")
    assert summary == "Shop, db-pool: saturation down to 0.25"
    assert description == "Shop, db-pool: saturation at or below 2, the warning limit, for 10 minutes; now 0.25."


def test_what_is_used_too_little_is_told_as_that(promtool):
    idle = pool(warning=Decimal("0.2"), below=True)
    used = {"pool_in_use": "125x20", "pool_size": "1000x20"}
    summary, description = texts(promtool, idle, "UtilizationHigh", "20m", used, "warning")
    assert summary == "Shop, pool: utilization down to 12.5%"
    assert description == "Shop, pool: utilization at or below 20%, the warning limit, for 10 minutes; now 12.5%."


def test_labels_say_which_one(promtool):
    by = use(level(warning=Decimal(1)), by=("host", "queue"))
    summary, _ = texts(promtool, by, "SaturationHigh", "20m", {'waiting{host="a",queue="mail"}': "2x20"}, "warning")
    assert summary == "Shop, db-pool (host a, queue mail): saturation at 2"


def test_exhaustion_tells_what_is_in_use_now(promtool):
    climbing = {"pool_in_use": "400+2x200", "pool_size": "1000x200"}
    filling = pool(exhaustion=Exhaustion(Duration.parse("4h")))
    assert texts(promtool, filling, "ExhaustionPredicted", "150m", climbing, "warning") == (
        "Shop, pool: utilization at 70%, and exhausted within 4 hours if the trend goes on",
        (
            "Shop, pool: utilization at 70% now; if the trend of the last 2 hours goes on, it reaches 100%, its end, "
            "within 4 hours."
        ),
    )


def test_traffic_that_is_gone_is_compared_with_yesterday(promtool):
    orders = evolve(requests(), title="Orders")
    silent = {'http_requests_total{code="200"}': "0+20x1500 30000x200"}
    assert texts(promtool, orders, "TrafficGone", "1600m", silent) == (
        "Shop, Orders: no traffic",
        (
            "Shop, Orders: no event was counted for 15 minutes, or the series that count them are gone. "
            "At this hour yesterday there were 0.33 per second."
        ),
    )


def test_of_targets_the_number_is_told(promtool):
    up = {f'up{{job="checkout",instance="{name}"}}': value for name, value in (("a", "1x30"), ("b", "0x30"))}
    summary, _ = texts(promtool, requests(), "TelemetryAbsent", "20m", up, "warning")
    assert summary == "Shop: 1 of the targets cannot be scraped"


def test_a_title_is_text_and_no_template(promtool):
    title = '{{ query "up" }} $value'
    up = {'up{job="checkout"}': "0x30"}
    summary, _ = texts(promtool, requests(), "TelemetryAbsent", "20m", up, title=title)
    assert summary.replace("\\", "") == f"{title}: no target is up"
