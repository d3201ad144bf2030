"""What never holds and what always does, whatever the series."""

import pytest

from observability.promql import tree_of
from observability.proof.satisfiability.always import always_holds, always_there, is_truth
from observability.proof.satisfiability.bounds import bounds


@pytest.mark.parametrize(
    "expr",
    [
        "x > 5 and x < 3",
        "x > 5 < 3",
        "x > 5 and y > 3 and x < 4",
        "a / b > 0.5 and a / b < 0.4",
        "count(x) == 0",
        "count by (job) (x > 3) < 1",
        "absent(x) == 0",
        "absent(x) > 1",
        "rate(x[5m]) < 0",
        "sum(rate(x[5m])) < 0",
        "1 - rate(x[5m]) > 2",
        "requests_total < 0",
        "up > 1",
        "max(up) == 2",
        "x unless x",
        "vector(1) > 2",
        "clamp(x, 0, 1) > 2",
        "clamp_min(up, 2) > 2",
        "clamp(x, 8, 5)",
        "hour() > 24",
        "abs(x) < 0",
        "(x > bool 5) > 1",
        "sum(x > 5) < 3",
        "changes(x[5m]) < 0",
        "sum(histogram_count(rate(x[5m]))) < 0",
        "histogram_fraction(0, 1, rate(x[5m])) > 1",
        "stddev(x) < 0",
        "-abs(x) > 0",
        'x{a="1",a="2"} > 0',
        'x{a="1",a=~"2|3"} > 0',
        'x{a=~"1|2",a!="1",a!~"2.*"} > 0',
        'sum(rate(x_total{a="1",a!="1"}[5m])) > 0',
        'x{job="a"} and x{job="b"}',
        'x{job="a"} / y{job="b"} > 0',
        'x{job="a"} > on (job) y{job="b"}',
        'x{job="a"} > 1 and sum by (pod) (y) > 1',
        'x{job=""} and x{job="a"}',
        'x{job="a"} and vector(1)',
        "x > x",
        "x - x > 0",
        "x / x > 1",
        "sum by (job) (x) < sum by (job) (x)",
        "x > 5 unless x > 3",
        "x and absent(x)",
        "absent(x) and on () sum(x > 5)",
        'sum(rate(e_total{code="5"}[5m])) / sum(rate(e_total[5m])) > 1.5',
        "x % 5 > 5",
        "x ^ 2 < 0",
        "x == NaN",
        "x > NaN",
        "histogram_quantile(0.9, sum by (job) (rate(h_bucket[5m]))) > 1",
        "histogram_quantile(0.9, sum(rate(h_bucket[5m]))) > 1",
    ],
)
def test_it_never_holds(expr: str) -> None:
    assert bounds(tree_of(expr)).empty


@pytest.mark.parametrize(
    "expr",
    [
        "x > 5 and x < 7",
        "x > 5 and on (job) x < 3",
        "x > 5 or x < 3",
        "count(x) or vector(0) == 0",
        "(count(x) or vector(0)) < 1",
        "delta(requests_total[5m]) < 0",
        "deriv(x[5m]) < 0",
        "x - y < 0",
        "1 - up == 1",
        "x / y < 0",
        "sum(x) < 0",
        "min_over_time(x[5m]) < 0",
        "x unless y",
        "x unless on (job) x",
        'x{a="1",a!="2"} > 0',
        'x{a=~"1|2",a!="1"} > 0',
        'x{a=~"5..",a!~"5.+"} > 0',
        'x{a=~"1.*",a=~".*2"} > 0',
        'absent(x{a="1",a="2"})',
        'x unless x{a="1",a="2"}',
        'x{job="a"} > on (instance) y{job="b"}',
        'x{job="a"} / ignoring (job) y{job="b"} > 0',
        'x{job="a"} or x{job="b"}',
        'x{job="a"} unless x{job="b"}',
        'x{job=~"a"} and x{job="b"}',
        'x{job="a"} > on (job) group_left sum by (job) (y)',
        'x{job="a"} and on () sum(y) > 1',
        'x{job="a"} > scalar(sum(y))',
        'x{job="a"} > 5 and label_replace(y, "job", "a", "", "")',
        'x{job="a"} and topk(1, y)',
        'x{job="a"} and count_values("job", y)',
        "sum by (job) (x) > sum by (job) (x offset 5m)",
        "x > on (job) x",
        "x != x",
        "x >= x",
        "x > 3 unless x > 5",
        "x > 5 unless (x > 3 and y)",
        "x > 5 unless on (job) x > 3",
        "x and absent(y)",
        'x and absent(x{a="b"})',
        "max_over_time(x[5m]) and absent(x)",
        "max_over_time(x[5m:1m]) and absent(x)",
        'sum(rate(e_total{code="5"}[5m])) / sum(rate(e_total[5m])) > 0.9',
        'sum(rate(e_total{code="5"}[5m])) / sum(rate(r_total[5m])) > 1.5',
        'sum(rate(e_total[5m])) / sum(rate(e_total{code="5"}[5m])) > 1.5',
        'sum(rate(e_total{code="5"}[5m])) / sum(rate(e_total[5m] offset 1h)) > 1.5',
        'sum(increase(e_total{code="5"}[1h])) / sum(rate(e_total[1h])) > 1.5',
        "x % 5 > 4",
        "x ^ 3 < 0",
        "histogram_quantile(0.9, sum by (job, le) (rate(h_bucket[5m]))) > 1",
        "histogram_quantile(0.9, sum by (job) (rate(h[5m]))) > 1",
        "histogram_quantile(0.9, sum without (job) (rate(h_bucket[5m]))) > 1",
        "absent(x > 5 and x < 3)",
        "predict_linear(x_total[5m], 3600) < 0",
        "ln(x) < 0",
        "a * b < 0",
        "up == 1 < bool 2",
        "clamp_min(up, 2) > 1.5",
        "clamp_max(count(x), 0) <= 0",
        "x == 3 unless x != 3",
        "x > 0 unless x != 1",
        '{__name__=~"a|b"} > 5 and {__name__=~"a|b"} < 3',
    ],
)
def test_it_may_hold(expr: str) -> None:
    assert not bounds(tree_of(expr)).empty


@pytest.mark.parametrize(
    ("expr", "always"),
    [
        ("rate(x[5m]) >= 0", True),
        ("rate(x[5m]) > -1", True),
        ("count(x) >= 1", True),
        ("count(x) != 0", True),
        ("absent(x) == 1", False),
        ("count(up == 0) > 0", False),
        ("count(x and y) > 0", False),
        ("count(x > bool 3) > 0", True),
        ("up <= 1", True),
        ("x > 5 or x <= 5", True),
        ("x >= 0 or x < 0", True),
        ("rate(x[5m]) >= 0 and up >= 0", True),
        ("x > 5 or rate(x[5m]) >= 0", True),
        ("sum(rate(x[5m]) >= 0)", True),
        ("rate(x[5m]) > 0", False),
        ("x >= 0", False),
        ("x > 5 or x < 5", False),
        ("x != 5 or x > 9", False),
        ("x > 9 or x != 5", False),
        ("x > 5 or x < 7 > 6", False),
        ("x > 5 or y <= 5", False),
        ("rate(x[5m]) >= 0 and x > 3", False),
        ("(x > 3) >= 3", False),
        ("rate(x[5m]) >= bool 0", False),
        ("x", False),
        ("absent(x)", False),
    ],
)
def test_what_always_holds(expr: str, always: bool) -> None:
    assert always_holds(tree_of(expr)) is always


@pytest.mark.parametrize(
    ("expr", "there"),
    [
        ("sum(x) or vector(0)", True),
        ("abs(sum(x) or vector(0))", True),
        ("sum(sum(x) or vector(0)) + 1", True),
        ("x or absent(x)", True),
        ("absent(x) or x", True),
        ("(sum(x) or vector(0)) > bool 5", True),
        ("sum(x) or vector(0) > 5", False),
        ("(sum(x) or vector(0)) > 5", False),
        ("x or absent(y)", False),
        ("x and on () vector(1)", False),
        ("vector(1) unless on () x", False),
        ("topk(0, vector(1))", False),
        ("x", False),
    ],
)
def test_what_is_there_without_any_series(expr: str, there: bool) -> None:
    assert always_there(tree_of(expr)) is there


@pytest.mark.parametrize(
    ("expr", "truth"),
    [("x > bool 5", True), ("x > bool 5 == 1", False), ("(x > 5) > bool 7", False), ("x > 5", False), ("x", False)],
)
def test_what_is_0_or_1_for_no_and_yes(expr: str, truth: bool) -> None:
    assert is_truth(tree_of(expr)) is truth
