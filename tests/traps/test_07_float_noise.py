"""Trap 7: floats leak into rules (`0.0009999999999998899`). The arithmetic is in Decimal, its digits are counted."""

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.services import availability, compiled, requests

TARGETS = st.integers(10, 99_999).map(lambda n: str(Decimal(n) / 100_000))
WINDOWS = st.integers(7, 90).map(lambda days: f"{days}d")
NUMBER = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")


def numbers(rules):
    return {number for line in rules.splitlines() for number in NUMBER.findall(line)}


@settings(max_examples=25)
@given(TARGETS, WINDOWS)
def test_no_number_of_a_rule_has_more_than_twelve_digits_or_an_exponent(target, window):
    rules = compiled(requests(availability(target, window)))
    assert all(len(number.replace(".", "").lstrip("0")) <= 12 for number in numbers(rules))
    assert not re.search(r"\d[eE][-+]?\d", "".join(re.findall(r"expr: .*", rules)))


@settings(max_examples=25)
@given(TARGETS)
def test_the_budget_is_exactly_what_the_target_leaves(target):
    rules = compiled(requests(availability(target)))
    (budget,) = set(re.findall(r"/ ([\d.]+)\"?$", rules, re.MULTILINE)) - {"2", "3", "4", "10"}
    assert Decimal(budget) == 1 - Decimal(target)


def test_the_same_in_floats_would_leak():
    assert str(1 - 0.999) != "0.001"
    rules = compiled(requests(availability("0.999")))
    assert {"0.0144", "0.006", "0.003", "0.001"} <= numbers(rules)
