"""Sums of 2.x depend on the order of series, in their last digits."""

import pytest

from observability.promql import tree_of
from observability.proof.evaluator import Series, Storage
from observability.proof.evaluator.labels import labels_of
from observability.proof.orders import whatever_the_order


def storage(*values: float) -> Storage:
    named = [labels_of({"__name__": "x", "n": str(number)}) for number in range(len(values))]
    return Storage([Series(labels, [0], [value]) for labels, value in zip(named, values, strict=True)])


@pytest.mark.parametrize(("limit", "sure"), [("0.6", False), ("0.5", True), ("0.7", True)])
def test_a_sum_at_its_limit_in_one_order_alone_is_not_sure(limit: str, sure: bool) -> None:
    assert whatever_the_order(storage(0.1, 0.2, 0.3), tree_of(f"sum(x) > {limit}"), [0], 1_000) is sure


def test_of_two_series_the_sum_is_the_same_either_way() -> None:
    assert whatever_the_order(storage(0.1, 0.2), tree_of("sum(x) > 0.3"), [0], 1_000)
