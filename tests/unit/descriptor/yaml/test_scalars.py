"""What plain scalars mean, and what is remembered of how they are written."""

import pickle
from copy import deepcopy
from decimal import Decimal

import pytest

from observability.descriptor.yaml.scalars import resolve, written

NUMBERS = [
    ("010", 10),
    ("+5", 5),
    ("-0", 0),
    ("12", 12),
    ("0x20", 32),
    ("0o17", 15),
    ("1e3", Decimal(1000)),
    (".5", Decimal("0.5")),
    ("1.50", Decimal("1.5")),
    (".inf", Decimal("Infinity")),
    ("-.INF", Decimal("-Infinity")),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_is_what_it_says_and_remembers_how(text: str, value: int | Decimal) -> None:
    number = resolve(text)
    assert number == value
    assert isinstance(number, type(value))
    assert written(number) == text


@pytest.mark.parametrize("text", [*(text for text, _ in NUMBERS), ".nan"])
def test_so_it_does_in_other_processes_and_copies(text: str) -> None:
    number = resolve(text)
    for other in (pickle.loads(pickle.dumps(number)), deepcopy(number)):  # noqa: S301 - our own
        assert (written(other), str(other), type(other)) == (text, str(number), type(number))
