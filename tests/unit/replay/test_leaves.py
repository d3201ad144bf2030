import pytest

from observability.replay.leaves import Leaf, is_shared, leaves, without_matchers

MINUTE = 60_000


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ("x > y", [Leaf("x", "x", 0), Leaf("y", "y", 0)]),
        ('rate(x{a="b"}[5m])', [Leaf('x{a="b"}', "x", 5 * MINUTE)]),
        ("x offset 1h - x", [Leaf("x", "x", 60 * MINUTE)]),
        ("max_over_time(rate(x[5m] offset 1m)[1h:] offset 1d)", [Leaf("x", "x", (5 + 1 + 60 + 1440) * MINUTE)]),
        ('{__name__=~"x.*"}', [Leaf('{__name__=~"x.*"}', "", 0)]),
        ("x offset -5m", [Leaf("x", "x", 0)]),
        ("x @ 100", [Leaf("x", "x", 0)]),
        ("rate(x[5m] @ 100 offset 1h)", [Leaf("x", "x", 0)]),
        ("vector(1)", []),
    ],
)
def test_selectors_are_found_with_how_far_back_they_are_read(expr: str, expected: list[Leaf]) -> None:
    assert list(leaves(expr)) == expected


def test_a_metric_alone_has_no_matchers() -> None:
    (one,) = leaves('x{a="b"} > 1')
    assert without_matchers(one) == "x"
    (other,) = leaves('{a="b"} > 1')
    assert without_matchers(other) == ""


def test_only_subqueries_are_shared_by_evaluations() -> None:
    assert is_shared("max_over_time((x > 1)[1h:1m]) > 1")
    assert not is_shared("max_over_time(x[1h]) > 1")
