"""Questions to an expression: what it reads, which labels it yields, what it compares."""

from datetime import timedelta
from decimal import Decimal

import pytest

from observability.promql import comparison, quantiles_without_le, reads, result_labels


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


def test_a_limit_is_a_metric_and_a_number():
    found = comparison("(max by (a) (b:c) > 0.85)")
    assert found
    assert (found.metrics, found.limit) == ({"b:c"}, Decimal("0.85"))


@pytest.mark.parametrize("expr", ["a > 1 and b > 2", "a == 1", "a > b", "max_over_time(a[1h])"])
def test_other_expressions_are_no_limit(expr):
    assert comparison(expr) is None
