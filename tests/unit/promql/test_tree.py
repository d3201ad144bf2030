"""Questions to an expression: what it reads, which labels it yields, what it compares."""

from datetime import timedelta

import pytest

from observability.promql import comparisons, quantiles_without_le, reads, result_labels, scaling


def is_bucket(name):
    return name.endswith("_bucket")


def test_a_read_knows_what_is_around_it():
    (bucket, total) = reads('histogram_quantile(0.9, sum by (le) (rate(x_bucket{a="b"}[5m]))) / (a:b > 4)')
    assert (bucket.metric, bucket.within) == ("x_bucket", ("histogram_quantile", "sum", "rate"))
    assert bucket.window == timedelta(minutes=5)
    assert (total.metric, total.within, total.window, total.recorded) == ("a:b", (), None, True)
    assert [(m.label, m.value) for m in bucket.matchers] == [("a", "b")]


def test_a_read_by_name_matcher_has_that_name():
    assert [r.metric for r in reads('{__name__="up",job="a"}')] == ["up"]


@pytest.mark.parametrize(
    ("expr", "labels"),
    [
        ("x", None),
        ("sum(x)", set()),
        ("sum by (a, b) (x)", {"a", "b"}),
        ("sum without (a) (x)", None),
        ("topk(3, sum by (a) (x))", {"a"}),
        ("histogram_quantile(0.9, sum by (a, le) (rate(x[5m])))", {"a"}),
        ("sum by (a) (x) and on (a) y", {"a"}),
        ("2 * sum by (a) (x)", {"a"}),
        ("sum by (a) (x) / sum(y)", {"a"}),
        ("sum by (a) (x) / y", None),
        ("clamp(sum by (a) (x), 0, 1)", {"a"}),
        ("-(sum by (a) (x))", {"a"}),
        ("vector(1)", set()),
        ('label_replace(sum(x), "b", "$1", "a", "(.*)")', None),
    ],
)
def test_labels_of_a_result(expr, labels):
    assert result_labels(expr) == (None if labels is None else frozenset(labels))


@pytest.mark.parametrize(
    ("expr", "count"),
    [
        ("histogram_quantile(0.9, sum by (a) (rate(x_bucket[5m])))", 1),
        ("1 - histogram_quantile(0.9, sum(rate(x_bucket[5m])))", 1),
        ("histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))", 0),
        ("histogram_quantile(0.9, rate(x_bucket[5m]))", 0),
        ("histogram_quantile(0.9, sum(rate(native[5m])))", 0),
    ],
)
def test_a_quantile_needs_le_where_buckets_are_classic(expr, count):
    assert len(quantiles_without_le(expr, is_bucket)) == count


@pytest.mark.parametrize(
    ("expr", "limits"),
    [
        ("(max by (a) (b:c) > 0.85)", [({"b:c"}, "0.85", True)]),
        ("a <= -2", [({"a"}, "-2.0", False)]),
        ("5 < a", [({"a"}, "5.0", True)]),
        ("a > 1 and b > 2", [({"a"}, "1.0", True), ({"b"}, "2.0", True)]),
        ("(a > 2 and b > 1) or (a > 1 and b > 1)", [({"a"}, "2.0", True), ({"b"}, "1.0", True), ({"a"}, "1.0", True)]),
        ("a > 1 and a > 2", [({"a"}, "2.0", True)]),
        ("a < 2 and a < 1 and a < 3", [({"a"}, "1.0", False)]),
        ("a > 1 and a < 2", [({"a"}, "1.0", True), ({"a"}, "2.0", False)]),
        ("(a > 1 or a > 3) and a > 2", [({"a"}, "3.0", True), ({"a"}, "2.0", True)]),
        ("a > 1 unless b > 2", [({"a"}, "1.0", True)]),
        ("a offset 1d > 1", [(set(), "1.0", True)]),
        ("max_over_time(a[1h:5m] offset 1d) + b > 1", [({"b"}, "1.0", True)]),
        ("a - a offset 1d > 1", [({"a"}, "1.0", True)]),
        ('{__name__="a"} > 1', [({"a"}, "1.0", True)]),
    ],
)
def test_limits_are_metrics_and_numbers(expr, limits):
    assert [(one.metrics, str(one.limit), one.upper) for one in comparisons(expr)] == limits


@pytest.mark.parametrize("expr", ["a == 1", "a > b", "max_over_time(a[1h])", "a > Inf", "a > NaN", "sum(a > 1)"])
def test_other_expressions_have_no_limit(expr):
    assert comparisons(expr) == ()


@pytest.mark.parametrize(
    ("expr", "scaled"),
    [("sum(a) / 0.25", ({"a"}, 4)), ("a * 1000", ({"a"}, 1000)), ("a offset 1d * 2", (set(), 2))],
)
def test_a_series_times_a_number_is_scaled(expr, scaled):
    found = scaling(expr)
    assert found
    assert (found.metrics, found.factor) == scaled


@pytest.mark.parametrize("expr", ["a / b", "a + 1", "1 - a / 2", "a / 0", "a"])
def test_other_expressions_are_not_scaled(expr):
    assert scaling(expr) is None
