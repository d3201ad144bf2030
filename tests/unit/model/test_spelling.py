"""Numbers and durations as people read them."""

from decimal import Decimal

import pytest

from observability.model.durations import Duration
from observability.model.numbers import prefixed


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("0s", "0s"),
        ("300ms", "300ms"),
        ("1s", "1s"),
        ("2.5s", "2.5s"),
        ("2s50ms", "2.05s"),
        ("61.5s", "1m1.5s"),
        ("90m", "1h30m"),
        ("30d", "30d"),
    ],
)
def test_a_duration_in_brief(text: str, brief: str) -> None:
    assert Duration.parse(text).brief == brief


@pytest.mark.parametrize(
    ("number", "decimal", "binary"),
    [
        ("0", "0", "0"),
        ("0.05", "0.05", "0.05"),
        ("999", "999", "999"),
        ("1000", "1k", "1000"),
        ("1024", "1.024k", "1Ki"),
        ("8000", "8k", "7.812Ki"),
        ("1234567", "1.235M", "1.177Mi"),
        ("-2500", "-2.5k", "-2.441Ki"),
        ("2147483648", "2.147G", "2Gi"),
        ("5e15", "5000T", "4547Ti"),
    ],
)
def test_a_number_with_its_prefix(number: str, decimal: str, binary: str) -> None:
    assert prefixed(Decimal(number)) == decimal
    assert prefixed(Decimal(number), 1024) == binary
