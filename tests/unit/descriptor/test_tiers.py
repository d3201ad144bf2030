from decimal import Decimal

from observability.model.durations import Duration
from tests.unit.descriptor.samples import BASE, PATH, complaints, http, project, project_text, signal, spec

GOLD = project(
    project_text(
        """
        tiers:
          standard:
            objectives:
              availability: {target: 99.95, window: 28d, alerting: {minimum_events: 50, page: {for: 3m}}}
              latency: {target: 95, threshold: 1s}
        """
    )
)


def test_a_service_without_a_tier_is_standard() -> None:
    (objective,) = signal(BASE).objectives
    assert (objective.name, objective.target) == ("availability", Decimal("0.995"))


def test_a_default_objective_comes_from_the_signals_line() -> None:
    (objective,) = signal(BASE).objectives
    assert (objective.origin.file, objective.origin.line) == (PATH, 8)


def test_the_built_in_tiers_promise_more_or_less() -> None:
    for tier, ratio in (("critical", "0.999"), ("low", "0.99")):
        (objective,) = signal(BASE.replace("team", f"team, tier: {tier}")).objectives
        assert objective.target == Decimal(ratio)


def test_an_unknown_tier_gets_a_suggestion() -> None:
    found = complaints(BASE.replace("team", "team, tier: critcal"))
    assert found == [f"{PATH}:3:43: the tier 'critcal' is unknown (metadata.tier); did you mean critical?"]


def test_a_projects_tier_replaces_the_built_in_one() -> None:
    (objective,) = signal(BASE, project=GOLD).objectives
    assert (objective.target, objective.window) == (Decimal("0.9995"), Duration.parse("28d"))
    assert objective.alerting.minimum_events == 50


def test_a_latency_default_holds_for_histograms_only() -> None:
    with_histogram = signal(http("duration: d_seconds"), project=GOLD)
    assert [o.name for o in with_histogram.objectives] == ["availability", "latency"]
    assert [o.name for o in signal(http("duration: {summary: d_seconds}"), project=GOLD).objectives] == ["availability"]


def test_what_the_service_says_wins_and_the_tier_fills_the_rest() -> None:
    text = http("objectives: {availability: {target: 99, alerting: {page: {for: 1m}}}}")
    (objective,) = signal(text, project=GOLD).objectives
    assert (objective.target, objective.window) == (Decimal("0.99"), Duration.parse("28d"))
    assert objective.alerting.page.duration == Duration.parse("1m")
    assert objective.alerting.minimum_events == 50


def test_false_switches_a_default_off() -> None:
    assert not signal(http("objectives: {availability: false}")).objectives


def test_a_signal_without_errors_gets_no_default() -> None:
    text = spec("golden: {orders: {traffic: orders_total}}")
    assert not signal(text, "orders").objectives


def test_a_default_that_a_signal_cannot_keep_is_told_with_the_way_out() -> None:
    text = spec("golden: {o: {traffic: {expr: 'sum(rate(a_total[5m]))'}, errors: b_total}}")
    (found,) = complaints(text)
    assert found.endswith("write [$window] for the range, or switch it off with availability: false")


def test_a_default_threshold_that_is_no_bucket_is_told_at_the_signal() -> None:
    (found,) = complaints(http("duration: {histogram: d_seconds, buckets: [0.5, 2]}"), GOLD)
    assert found.startswith(f"{PATH}:8:7: no bucket of the histogram ends at 1s")
