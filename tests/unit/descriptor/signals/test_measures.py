from decimal import Decimal

import pytest

from observability.model.durations import Duration
from observability.model.selector import Matcher, MatchOp, Selector
from observability.model.signal import (
    Aggregation,
    Counter,
    Exhaustion,
    Expression,
    Gauge,
    Histogram,
    Kind,
    Measure,
    Measurement,
    Ratio,
    Summary,
)
from tests.unit.descriptor.samples import complaints, http, signal, spec, use

JOB = Matcher("job", MatchOp.EQUAL, "shop")


def measurement(text: str, kind: Kind, name: str = "pool") -> Measurement:
    found = signal(text, name).measurement(kind)
    assert found
    return found


def of(metric: str) -> Selector:
    return Selector(metric, (JOB,))


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("d_seconds", Histogram(of("d_seconds"))),
        ("{histogram: d_seconds}", Histogram(of("d_seconds"))),
        (
            "{histogram: d_seconds, buckets: [0.1, 250ms, 1]}",
            Histogram(of("d_seconds"), buckets=(Decimal("0.1"), Decimal("0.25"), Decimal(1))),
        ),
        ("{native_histogram: d_seconds}", Histogram(of("d_seconds"), native=True)),
        ("{summary: d_seconds}", Summary(of("d_seconds"))),
        ("{expr: 'max_over_time(d[$window])'}", Expression("max_over_time(d[$window])")),
    ],
)
def test_latency_has_five_forms(said: str, measure: Measure) -> None:
    assert measurement(http(f"duration: {said}"), Kind.LATENCY, "http").measure == measure


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("waiters", Gauge(of("waiters"))),
        ("{gauge: waiters, aggregation: sum, capacity: 2GiB}", Gauge(of("waiters"), Aggregation.SUM, Decimal(2**31))),
        ("{gauge: free, below: true, warning: 5}", Gauge(of("free"), Aggregation.MIN)),
        ("{ratio: [used, all]}", Ratio(of("used"), of("all"))),
        ("{counter: waits_total}", Counter(of("waits_total"))),
        ("{expr: a / b}", Expression("a / b")),
    ],
)
def test_saturation_has_four_forms(said: str, measure: Measure) -> None:
    assert measurement(use(f"saturation: {said}"), Kind.SATURATION).measure == measure


def test_a_measurement_knows_its_line() -> None:
    found = measurement(use("saturation: waiters"), Kind.SATURATION)
    assert str(found.origin) == "services/shop.yaml:12:7"


def test_thresholds_and_all_that_goes_with_them_are_read() -> None:
    text = use("saturation: {ratio: [a, b], warning: 80%, critical: 0.95, for: 15m, exhaustion: 4h, unit: percentunit}")
    found = measurement(text, Kind.SATURATION)
    assert (found.warning, found.critical) == (Decimal("0.8"), Decimal("0.95"))
    assert (found.duration, found.exhaustion) == (Duration.parse("15m"), Exhaustion(Duration.parse("4h")))
    assert found.unit == "percentunit"


def test_a_percentage_of_a_gauge_with_a_capacity_is_a_share_of_it() -> None:
    found = measurement(
        use("saturation: {gauge: depth, capacity: 5000, warning: 80%, critical: 4900}"), Kind.SATURATION
    )
    assert (found.warning, found.critical) == (Decimal(4000), Decimal(4900))


def test_exhaustion_may_page() -> None:
    text = use("saturation: {gauge: a, capacity: 10, exhaustion: {within: 1h, severity: critical}}")
    assert measurement(text, Kind.SATURATION).exhaustion == Exhaustion(Duration.parse("1h"), "critical")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("utilization: {ratio: [a, b], warning: 80}", "80 is no share: it runs from 0 to 1"),
        ("utilization: {ratio: [a, b], warning: 80}", "write 80%"),
        ("utilization: {ratio: [a, b], warning: 120%}", "120% is no share"),
        ("utilization: {gauge: a, warning: 90%, critical: 80%}", "critical lies below warning"),
        ("saturation: {gauge: a, below: true, warning: 1, critical: 2}", "critical lies above warning"),
        ("saturation: {gauge: a, exhaustion: 4h}", "nobody knows when this is exhausted"),
        ("saturation: {gauge: a, capacity: 9, below: true, exhaustion: 4h}", "exhaustion watches a climb"),
        ("saturation: {gauge: a, below: true}", "there is no limit to fall below"),
        ("saturation: {gauge: a, for: 5m}", "no alert waits so long"),
        ("saturation: {gauge: a, warning: 80%}", "80% of what? The gauge has no capacity"),
        ("saturation: {gauge: a, warning: 80%}", "or write 0.8 where the gauge itself is a share"),
        ("saturation: {gauge: a, capacity: 9, warning: 120%}", "120% is no share: it runs from 0% to 100%"),
        ("errors: {counter: a_total, warning: 1%}", "errors are counted per second, and 1% is no number of them"),
        ("saturation: {counter: a_total, capacity: 9}", "capacity belongs to a gauge"),
        ("saturation: {gauge: a, capacity: 0}", "0 is not above 0"),
        ("saturation: {gauge: a, warning: .inf}", "Infinity is no usable number"),
        ("saturation: {gauge: a, warning: lots}", "'lots' is not a number"),
        ("saturation: {gauge: a, for: 5 minutes}", "'5 minutes' is not a duration"),
        ("saturation: {gauge: a, for: 9999999w}", "'9999999w' is longer than 3650d"),
        ("saturation: {gauge: a, for: 0s}", "'0s' is no time at all"),
        ("saturation: {gauge: a, unit: 'a b'}", "'a b' is not the id of a unit"),
        ("saturation: {gauge: a, ratio: [a, b]}", "gauge and ratio exclude each other"),
        ("saturation: {warning: 1}", "what is measured is missing"),
        ("saturation: {warning: 1}", "write one of gauge, ratio, counter, expr"),
        ("title: Pool", "the signal measures nothing"),
    ],
)
def test_a_measurement_that_makes_no_sense_says_why(said: str, words: str) -> None:
    (found,) = complaints(use(said))
    assert words in found


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("{native_histogram: d_seconds, buckets: [1]}", "buckets belong to a classic histogram"),
        ("{histogram: d_seconds, buckets: [1, 0.5]}", "the bounds do not ascend"),
        ("{histogram: d_seconds, buckets: [1, 1s]}", "the bounds do not ascend"),
    ],
)
def test_buckets_are_the_bounds_of_a_classic_histogram(said: str, words: str) -> None:
    (found,) = complaints(http(f"duration: {said}"))
    assert words in found


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("http_requests_total{", "is not a selector"),
        ("rate(x_total[5m])", "this is an expression, not a metric with matchers"),
        ("'{__name__=\"x\"}'", "the metric's name must stand before the braces"),
        ("x_total[5m]", "this is an expression"),
        ("''", "'' is not a selector"),
        ("{expr: sum(}", "'sum(' is not PromQL"),
        ("{expr: scalar(up) + 5m}", "has a single number for its result, and series are needed"),
        ("{expr: 5}", "this is the number 5, not text"),
        ("{expr: 'up[5m:1m] # a comment'}", "has a range for its result"),
        ("{expr: $window}", "has a single number for its result"),
        ("{expr: '\"a\"'}", "has a text for its result"),
        ("{expr: 'rate(x[$windows])'}", "is not PromQL"),
    ],
)
def test_promql_that_does_not_parse_is_refused_where_it_stands(said: str, words: str) -> None:
    (found,) = complaints(spec(f"golden:\n  orders:\n    traffic: {said}"))
    assert words in found


def test_all_signals_have_names_of_their_own() -> None:
    (found,) = complaints(spec("use: {http: {saturation: a}}"))
    assert "10:9: the signal http stands under red already (spec.use.http)" in found
