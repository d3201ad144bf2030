"""Whatever a descriptor measures, raw series are found for it, and they are what they are called."""

from pathlib import Path

import pytest

from observability.building import plan_of
from observability.model.selector import Selector
from observability.promql import reads
from observability.simulation import Clock, Series, raw_series
from observability.simulation.labels import finds

ROOT = Path(__file__).parents[3]
CASES = {
    "shop": ROOT,
    "node": ROOT,
    "prometheus": ROOT,
    "alertmanager": ROOT,
}
CLOCK = Clock(60_000)


def made(service: str) -> list[Series]:
    return raw_series(plan_of((CASES[service],), service, None).plan, CLOCK)


@pytest.mark.parametrize("service", CASES)
def test_every_raw_read_finds_series(service: str) -> None:
    plan = plan_of((CASES[service],), service, None).plan
    found = [dict(one.labels) for one in raw_series(plan, CLOCK)]
    exprs = [rule.expr for group in plan.groups for rule in group.rules]
    raw = {read for expr in exprs for read in reads(expr) if not read.recorded}
    missing = [r for r in raw if not any(finds(Selector(r.metric, r.matchers), labels) for labels in found)]
    assert raw
    assert missing == []


@pytest.mark.parametrize("service", CASES)
def test_each_series_is_there_once_with_a_value_at_each_scrape(service: str) -> None:
    series = made(service)
    assert len({one.key for one in series}) == len(series)
    assert all(len(one.values or one.histograms) == len(CLOCK.times) for one in series)


def test_it_is_the_same_every_time() -> None:
    assert made("shop") == made("shop")


def test_counters_never_fall_and_buckets_hold_those_below_them() -> None:
    by_key = {one.key: one for one in made("shop")}
    counters = [one for one in by_key.values() if one.labels["__name__"].endswith(("_total", "_bucket", "_count"))]
    assert all(before <= after for one in counters for before, after in zip(one.values, one.values[1:], strict=False))
    buckets = [one for one in counters if one.labels.get("le") == "0.3"]
    assert buckets
    for one in buckets:
        all_events = by_key[tuple(sorted({**one.labels, "le": "+Inf"}.items()))]
        assert all(some <= every for some, every in zip(one.values, all_events.values, strict=True))


def test_errors_are_a_part_of_the_traffic_that_grows_in_the_incident() -> None:
    requests = [one for one in made("shop") if one.labels["__name__"] == "http_requests_total"]
    bad = [one for one in requests if one.labels["code"].startswith("5")]
    good = [one for one in requests if not one.labels["code"].startswith("5")]

    def share(since: int, until: int) -> float:
        grown = [sum(one.values[until] - one.values[since] for one in some) for some in (bad, good)]
        return grown[0] / sum(grown)

    hour = 60
    assert share(0, -3 * hour) < 0.001 < 0.02 < share(-hour - 20, -hour + 20)
