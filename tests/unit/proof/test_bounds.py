"""What never holds and what always does, whatever the series."""

import pytest

from observability.promql import tree_of
from observability.proof.always import always_holds
from observability.proof.bounds import bounds


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
        "hour() > 24",
        "abs(x) < 0",
        "(x > bool 5) > 1",
        "sum(x > 5) < 3",
        "changes(x[5m]) < 0",
        "stddev(x) < 0",
        "-abs(x) > 0",
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
        "absent(x > 5 and x < 3)",
        "predict_linear(x_total[5m], 3600) < 0",
        "ln(x) < 0",
        "a * b < 0",
        "x ^ 2 < 0",
        "up == 1 < bool 2",
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
