from decimal import Decimal

import pytest

from observability.model.numbers import parse_quantity, percent, plain, prefixed


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


@pytest.mark.parametrize(
    ("text", "number"), [("0.8", "0.8"), ("80%", "0.8"), ("2GiB", "2147483648"), ("10k", "10000"), ("-3", "-3")]
)
def test_a_quantity_as_people_write_it(text: str, number: str) -> None:
    assert parse_quantity(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "80 percent", "1e3", "5kk", "NaN", "\u0663"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_quantity(text)


def test_a_number_is_written_without_an_exponent_and_without_noise() -> None:
    assert [plain(Decimal(text)) for text in ("1E-7", "1E+3", "14.40", "0.1000000000000055")] == [
        "0.0000001",
        "1000",
        "14.4",
        "0.1",
    ]
    assert percent(Decimal("0.9990")) == "99.9%"
