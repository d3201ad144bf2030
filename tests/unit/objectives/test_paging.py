"""Who is woken, when, and by what: burn-rate alerts over raw counters, in the real promtool."""

import pytest

from observability.model.durations import Duration
from observability.model.signal import Alerting, BurnAlert, Disabled
from tests.support.promtool import Case, firing, value, without
from tests.support.services import OWN, PROMISED, availability, compiled, latency, requests, timed, timings
from tests.support.services import counted as events

BURN = "AvailabilityBudgetBurn"


def counted(good, bad):
    return {'http_requests_total{code="200"}': good, 'http_requests_total{code="500"}': bad}


def pages(*seen, alert=BURN, severity="critical"):
    return tuple(firing(alert, at, count, severity=severity) for at, count in seen)


def rules(target="0.999", **more):
    return compiled(requests(availability(target, **more)))


# An hour in order; then what the test is about.
ORDER = "0+600x60"


def test_a_total_outage_pages_within_three_minutes(promtool):
    outage = counted(f"{ORDER} 36000x10", "0x60 600+600x9")
    promtool.passes(rules(), Case(outage, pages(("60m", 0), ("63m", 1))))


def test_the_page_goes_soon_after_the_outage_but_is_one_episode(promtool):
    flapping = counted(f"{ORDER} 36000x3 36000+600x120", "0x60 600+600x3 2400x120")
    promtool.passes(rules(), Case(flapping, pages(("63m", 1), ("74m", 1), ("110m", 0))))


@pytest.mark.parametrize(("bad", "paged"), [(8, 0), (10, 1)])
def test_a_burn_pages_from_14_4_times_the_allowed_rate_on(promtool, bad, paged):
    """Of 600 events a minute, 8.64 are 14.4 times 0.1 %; two hours fill the hour's window."""
    case = Case(counted(f"0+{600 - bad}x120", f"0+{bad}x120"), pages(("115m", paged)))
    slower = without(rules(), "> 0.006\n", "> 1\n")
    promtool.passes(slower, case)


@pytest.mark.parametrize(("bad", "ticketed"), [(0, 0), (1, 0), (2, 1), (5, 1)])
def test_a_burn_below_the_pages_is_a_ticket(promtool, bad, ticketed):
    """Of 1,200 events a step, 1.2 are the allowed rate."""
    expected = pages(("390m", 0)) + pages(("390m", ticketed), severity="warning")
    case = Case(counted(f"0+{1200 - bad}x200", f"0+{bad}x200"), expected, interval="2m")
    promtool.passes(rules(), case)


def test_one_error_at_a_request_a_minute_wakes_nobody(promtool):
    single = counted("0+1x90 90 91+1x120", "0x90 1x121")
    silent = pages(*((at, 0) for at in ("91m", "93m", "95m", "100m", "120m")))
    promtool.passes(rules(), Case(single, silent))
    unguarded = rules()
    for window, seconds in (("1h", 3600), ("6h", 21600)):
        floor = f"and\n            sum without (events) ({bad(window)}) * {seconds} > 4.5\n"
        unguarded = without(unguarded, floor, "\n")
    promtool.fails(unguarded, Case(single, silent))


def test_a_service_of_a_request_a_minute_that_fails_altogether_pages_within_a_quarter_of_an_hour(promtool):
    failing = counted("0+1x90 90x20", "0x90 1+1x19")
    promtool.passes(rules(), Case(failing, pages(("92m", 0), ("105m", 1))))


def bad(window):
    """The bad events of a window as a rule reads them."""
    return f'objective:events:rate{window}{PROMISED[:-1]},events="bad"}}'


def averaged(what):
    """Half an hour as the average of recorded five minutes, which are blind in a gap."""
    return f"sum(avg_over_time(signal:{what}:rate5m{OWN}[30m]))"


def test_errors_during_a_scrape_gap_page(promtool):
    """A service fails while its scrapes fail: from a minute before ten minutes without a scrape on."""
    good = f"{ORDER} 36480 _x9 {36480 + 480 * 10}+600x20"
    bad = f"0x60 120 _x9 {120 * 11}x21"
    case = Case(counted(good, bad), pages(("60m", 0), ("75m", 1)))
    promtool.passes(rules(), case)
    blind = without(rules(), 'sum(rate(http_requests_total{code=~"5.."}[30m15s]))', averaged("errors"))
    promtool.fails(without(blind, "sum(rate(http_requests_total[30m15s]))", averaged("traffic")), case)


def test_a_target_of_90_percent_still_pages(promtool):
    outage = Case(counted(f"{ORDER} 36000x60", "0x60 600+600x59"), pages(("60m", 0), ("115m", 1)))
    promtool.passes(rules("0.9"), outage)
    uncapped = without(without(rules("0.9"), "> 0.8\n", "> 1.44\n"), "> 0.6\n", "> 1.44\n")
    promtool.fails(uncapped, outage)


def test_an_alert_that_is_switched_off_is_not_made():
    off = BurnAlert(Duration(60_000), Duration(600_000), Disabled("Moves to another team.", "2030-01-01"))
    assert "severity: critical" not in rules(alerting=Alerting(page=off)).split(f"alert: {BURN}", 1)[1]


def test_slow_events_burn_the_budget_of_latency(promtool):
    slow = {
        'http_request_seconds_bucket{le="0.3"}': "0+600x60 36000x20",
        'http_request_seconds_bucket{le="+Inf"}': "0+600x80",
    }
    promtool.passes(compiled(timings(latency())), Case(slow, pages(("60m", 0), ("78m", 1), alert="LatencyBudgetBurn")))


# Buckets of schema 0 end at 1, 2, 4: all events are below 1, or between 2 and 4. Only promtool 3 has this syntax: the
# older one, which Debian has, cannot be given native histograms, so that what reads them is tested with the newest.
FAST, SLOW = (
    "{{{{schema:0 count:{0} sum:{0} buckets:[{0} 0 0]}}}}",
    "{{{{schema:0 count:{0} sum:{0} buckets:[0 0 {0}]}}}}",
)


def test_a_native_histogram_counts_what_is_slower_than_the_threshold(promtool):
    native = {
        'http_request_seconds{pod="a"}': f"{FAST.format(0)}+{FAST.format(540)}x40",
        'http_request_seconds{pod="b"}': f"{SLOW.format(0)}+{SLOW.format(60)}x40",
    }
    windows = ("5m", "30m")
    slow = [value(f"sum({events(window, 'bad')})", "40m", 1) for window in windows]
    every = [value(f"sum({events(window, 'all')})", "40m", 10) for window in windows]
    promtool.passes(compiled(timings(latency("1"), native=True)), Case(native, (*slow, *every)))


def test_a_native_histogram_that_is_gone_while_events_are_counted_leaves_its_objective_blind(promtool):
    seen = (
        firing("TelemetryAbsent", "38m", 0, objective="latency"),
        firing("TelemetryAbsent", "45m", 1, objective="latency"),
    )
    native = f"{FAST.format(0)}+{FAST.format(600)}x20 stale"
    rules = compiled(timed(latency("1"), native=True))
    promtool.passes(rules, Case({"http_requests_total": "0+600x60", "http_request_seconds": native}, seen))
    # Where nothing is counted beside it, nobody could tell.
    assert "blind" in rules
    assert "blind" not in compiled(timings(latency("1"), native=True))


def test_a_native_histogram_without_events_leaves_no_nan(promtool):
    idle = {"http_request_seconds": f"{FAST.format(60)}x40"}
    every = 'sum({__name__=~"objective:.*|signal:latency_seconds.*"})'
    zero = value(f"sum({events('5m', 'bad')})", "40m", 0)
    case = Case(idle, (zero, value(f"count({every} == {every})", "40m", 1)))
    promtool.passes(compiled(timings(latency("1"), native=True)), case)
    promtool.fails(without(compiled(timings(latency("1"), native=True)), " >= 0))\n", "))\n"), case)
