from decimal import Decimal

import pytest

from observability.descriptor.report import RefusedError
from observability.descriptor.values.targets import check_threshold, target, window
from observability.model.durations import Duration


@pytest.mark.parametrize("value", [Decimal("99.9"), "99.9", "99.9%", "99.9 %"])
def test_a_target_is_a_percentage_held_as_an_exact_ratio(value: object) -> None:
    assert target(value) == Decimal("0.999")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (0, "a target of 0 promises nothing"),
        (100, "leaves no error budget: the first error would break it"),
        ("100%", "leaves no error budget"),
        (Decimal("100.0"), "leaves no error budget"),
        (Decimal("100.1"), "a target of 100.1 is more than everything"),
        (-1, "a target of -1 is less than nothing"),
        (Decimal("NaN"), "a target of NaN is no number"),
        (Decimal("Infinity"), "a target of Infinity is no number"),
        ("nan", "'nan' is no percentage"),
        ("99,9", "'99,9' is no percentage"),
        (Decimal("0.999"), "of which 0.999 % is too little"),
    ],
)
def test_a_target_that_makes_no_budget_says_why(value: object, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        target(value)


def test_a_ratio_is_told_its_percentage() -> None:
    with pytest.raises(RefusedError) as refused:
        target(Decimal("0.9995"))
    assert refused.value.hint == "write 99.95"


@pytest.mark.parametrize("text", ["7d", "1w", "168h", "30d", "4w", "90d"])
def test_a_window_is_whole_days_from_a_week_to_a_quarter(text: str) -> None:
    assert window(text) == Duration.parse(text)


@pytest.mark.parametrize("text", ["6d", "91d", "13w", "36h", "10h", "7d1h"])
def test_a_window_that_the_budget_arithmetic_cannot_use_names_those_it_can(text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        window(text)
    assert refused.value.hint == "write whole days from 7d to 90d, as in 7d, 28d, 30d, 4w"


def test_a_threshold_between_two_buckets_names_the_nearest() -> None:
    buckets = tuple(map(Decimal, ("0.1", "0.25", "1", "2.5")))
    check_threshold(Decimal("0.25"), buckets)
    with pytest.raises(RefusedError, match="no bucket of the histogram ends at 300ms") as refused:
        check_threshold(Decimal("0.3"), buckets)
    assert refused.value.hint == "the nearest one ends at 250ms"


def test_without_declared_buckets_no_threshold_can_be_judged() -> None:
    check_threshold(Decimal("0.3"), ())
