from decimal import Decimal

import pytest

from observability.model.durations import Duration
from observability.model.signal import Alerting, BurnAlert, Disabled, Objective
from tests.unit.descriptor.samples import complaints, http, signal, spec


def objective(text: str, name: str = "availability") -> Objective:
    return next(o for o in signal(text).objectives if o.name == name)


@pytest.mark.parametrize("said", ["99.9", "'99.9%'", "{target: 99.9}", "{target: 99.9%, window: 30d}"])
def test_an_objective_is_a_target_or_a_map(said: str) -> None:
    found = objective(http(f"objectives: {{availability: {said}}}"))
    assert (found.target, found.window) == (Decimal("0.999"), Duration.parse("30d"))


def test_an_objective_knows_its_line() -> None:
    assert str(objective(http("objectives:\n  availability: 99.9")).origin) == "services/shop.yaml:11:9"


def test_a_latency_objective_has_its_threshold_in_seconds() -> None:
    found = objective(
        http("duration: d_seconds\nobjectives: {latency: {target: 99, threshold: 300ms, window: 4w}}"), "latency"
    )
    assert (found.threshold, found.window, found.target) == (Decimal("0.3"), Duration.parse("28d"), Decimal("0.99"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("objectives: {latency: {target: 99, threshold: 1s}}", "latency needs duration, which the signal has not"),
        (
            "duration: {summary: d_seconds}\nobjectives: {latency: {target: 99, threshold: 1s}}",
            "a summary has quantiles, and nobody can count from them how many events were slow",
        ),
        (
            "duration: {expr: max(d)}\nobjectives: {latency: {target: 99, threshold: 1s}}",
            "a latency objective needs a histogram",
        ),
        ("duration: d_seconds\nobjectives: {latency: {target: 99}}", "the threshold is missing"),
        ("duration: d_seconds\nobjectives: {latency: {threshold: 1s}}", "the target is missing"),
        (
            "duration: {histogram: d_seconds, buckets: [1]}\nobjectives: {latency: {target: 99, threshold: 300ms}}",
            "11:53: no bucket of the histogram ends at 300ms",
        ),
        ("objectives: {availability: {target: 99, window: 36h}}", "10:55: an error budget cannot have a window of 36h"),
        ("objectives: {availability: true}", "true promises nothing"),
        ("objectives: {availability: 100}", "10:34: a target of 100 leaves no error budget"),
        ("objectives: {availability: .nan}", "a target of NaN is no number"),
    ],
)
def test_an_objective_that_cannot_be_kept_says_why(text: str, words: str) -> None:
    found = complaints(http(text))
    assert len(found) == 1
    assert words in found[0]


def test_a_bucket_as_threshold_is_fine() -> None:
    assert not complaints(
        http(
            "duration: {histogram: d_seconds, buckets: [0.1, 0.30, 1]}\n"
            "objectives: {latency: {target: 99, threshold: 300ms}}"
        )
    )


def test_availability_over_expressions_needs_their_window_open() -> None:
    text = spec(
        "golden: {o: {traffic: {expr: 'sum(rate(a_total[5m]))'}, errors: b_total, objectives: {availability: 99}}}"
    )
    assert "reads traffic over several windows, and its expr has a fixed one" in complaints(text)[0]
    assert not complaints(text.replace("5m", "$window"))


def test_alerting_is_completed_with_the_defaults() -> None:
    found = objective(
        http(
            """
            objectives:
              availability:
                target: 99.9
                alerting:
                  minimum_events: 20
                  page: {for: 2m}
                  ticket: {disabled: {reason: rewritten in spring, until: 2027-01-31}}
            """
        )
    )
    default = Alerting()
    assert found.alerting == Alerting(
        20,
        BurnAlert(Duration.parse("2m"), default.page.keep_firing_for),
        BurnAlert(
            default.ticket.duration, default.ticket.keep_firing_for, Disabled("rewritten in spring", "2027-01-31")
        ),
    )


@pytest.mark.parametrize(
    ("alerting", "words"),
    [
        ("{page: {for: 10m}}", "a page that waits for 10m comes too late"),
        ("{minimum_events: 0}", "0 events are no events"),
        ("{ticket: {disabled: {reason: x}}}", "until is missing"),
        ("{ticket: {disabled: {reason: ' ', until: 2027-01-31}}}", "the reason is empty"),
        ("{ticket: {disabled: {reason: x, until: 31.1.2027}}}", "'31.1.2027' is no date"),
        ("{ticket: {disabled: {reason: x, until: 2027-02-30}}}", "'2027-02-30' is no date"),
    ],
)
def test_alerting_that_alerts_nobody_is_refused(alerting: str, words: str) -> None:
    found = complaints(http(f"objectives: {{availability: {{target: 99, alerting: {alerting}}}}}"))
    assert len(found) == 1
    assert words in found[0]
