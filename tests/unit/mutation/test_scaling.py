"""What of a histogram does not depend on how much there is."""

import pytest

from observability.mutation.equal import same
from observability.promql import tree_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("histogram_quantile(0.5, sum(h))", "histogram_quantile(0.5, avg(h))"),
        (
            "histogram_fraction(0, 1, sum by (job) (rate(h[5m])))",
            "histogram_fraction(0, 1, avg by (job) (increase(h[5m])))",
        ),
        ("histogram_avg(sum without (le) (h))", "histogram_avg(avg without (le) (h))"),
        (
            "histogram_quantile(0.5, sum by (le) (rate(h[5m])))",
            "histogram_quantile(0.5, sum by (le) (increase(h[5m])))",
        ),
        ("histogram_fraction(0, 1, h) >= 0", "histogram_fraction(0, 1, h) >= -1"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert same(tree_of(one), tree_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("histogram_quantile(0.5, sum by (le) (h))", "histogram_quantile(0.5, avg by (le) (h))"),
        ("histogram_quantile(0.5, sum(h))", "histogram_quantile(0.5, max(h))"),
        ("histogram_quantile(0.5, sum(sum by (job) (h)))", "histogram_quantile(0.5, sum(avg by (job) (h)))"),
        ("histogram_quantile(0.5, sum(rate(h[5m])))", "histogram_quantile(0.5, sum(irate(h[5m])))"),
        ("histogram_quantile(0.5, sum(rate(h[5m])))", "histogram_quantile(0.5, sum(rate(h[10m])))"),
        ("histogram_count(sum(h))", "histogram_count(avg(h))"),
        ("histogram_fraction(0, 1, h) >= 0", "histogram_fraction(0, 1, h) >= 1"),
        ("histogram_fraction(0, 1, h) >= 0", "histogram_fraction(0, 1, h) > 0"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert not same(tree_of(one), tree_of(other))
