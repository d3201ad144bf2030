"""Samples read and written as tests of rules have them."""

import pytest

from observability.proof.segments import Segment, notation, samples


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 2 3", [1, 2, 3]),
        ("0+60x3", [0, 60, 120, 180]),
        ("5-2x1", [5, 3]),
        ("1x2 _ 4", [1, 1, 1, None, 4]),
        ("_x2 -1.5x1", [None, None, -1.5, -1.5]),
        ("7x0", [7]),
    ],
)
def test_samples_are_what_promtool_makes_of_them(text: str, values: list[float | None]) -> None:
    found = [value for one in samples(text) for value in (one.values if one.first is not None else [None] * one.count)]
    assert found == values
    assert samples(notation(samples(text))) == samples(text)


def test_stale_ends_a_series() -> None:
    assert samples("1 stale") == (Segment(1, 1.0), Segment(1, stale=True))


@pytest.mark.parametrize("text", ["x", "1xx2", "1+2", "_+1x3", "1x"])
def test_what_is_no_samples_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no samples"):
        samples(text)
