import pytest

from observability.mutation.presence import presence
from observability.mutation.signs import never_negative
from observability.promql import tree_of

COUNTS = frozenset({"signal:errors:rate5m", "signal:latency_histogram:rate5m"})


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ("signal:errors:rate5m", True),
        ("sum(max_over_time(signal:errors:rate5m[1h]))", True),
        ("rate(anything[5m])", True),
        ("signal:temperature:value", False),
        ("-signal:errors:rate5m", False),
        # Of native histograms a sum is one as well, and `max` passes over them.
        ("signal:latency_histogram:rate5m", False),
    ],
)
def test_what_is_never_below_zero_is_known_of_what_is_recorded(expr: str, expected: bool) -> None:
    assert never_negative(tree_of(expr), COUNTS) is expected


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("sum(a)", "max(a)", True),
        ("rate(a[5m])", "irate(a[5m])", True),
        ("sum(signal:errors:rate5m) == 0", "max(signal:errors:rate5m) == 0", True),
        ("sum(signal:temperature:value) == 0", "max(signal:temperature:value) == 0", False),
        ("sum(a_histogram)", "max(a_histogram)", False),
        ("a > 1", "a > 2", False),
    ],
)
def test_only_what_decides_whether_there_are_samples_counts(one: str, other: str, alike: bool) -> None:
    assert (presence(tree_of(one), COUNTS) == presence(tree_of(other), COUNTS)) is alike
