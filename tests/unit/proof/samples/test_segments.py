"""Samples read and written as tests of rules have them."""

import pytest

from observability.proof.samples.moving import first_samples, moved, sample_at
from observability.proof.samples.segments import Segment, notation, samples, series


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


@pytest.mark.parametrize(
    ("text", "times", "native", "ends"),
    [
        ("5", [0], False, False),
        ("1+1x2 _x2 7", [0, 1, 2, 5], False, False),
        ("1 stale _ 2", [0, 1, 3], False, True),
        ("{{count:1 sum:2}} 7x1", [0, 1, 2], True, False),
    ],
)
def test_a_series_tells_what_its_samples_may_be(text: str, times: list[int], native: bool, ends: bool) -> None:
    made = series((), samples(text), 1000)
    assert (made.times, made.native, made.ends) == ([1000 * at for at in times], native, ends)
    assert [value is None for value in made.values] == [ends and at == 1 for at in times]


@pytest.mark.parametrize("text", ["x", "1xx2", "1+2", "_+1x3", "1x"])
def test_what_is_no_samples_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no samples"):
        samples(text)


@pytest.mark.parametrize(
    ("index", "value", "text"),
    [
        (0, 9.0, "9 1+0.1x3 5 _x2"),
        # Sums of floats are no products: the samples stay what promtool made of them.
        (2, 9.0, "0.9+0.1x1 9 1.2000000000000002+0.1x1 5 _x2"),
        (4, None, "0.9+0.1x3 _ 5 _x2"),
        (5, 9.0, "0.9+0.1x4 9 _x2"),
        (7, 9.0, "0.9+0.1x4 5 _ 9"),
        (8, 9.0, "0.9+0.1x4 5 _x2"),
    ],
)
def test_one_sample_is_moved_and_all_others_stay(index: int, value: float | None, text: str) -> None:
    assert notation(moved(samples("0.9+0.1x4 5 _x2"), index, value)) == text


def test_a_sample_is_found_by_its_index() -> None:
    segments = samples("1+1x2 _ 7")
    assert [sample_at(segments, index) for index in range(6)] == [1, 2, 3, None, 7, None]
    assert notation(first_samples(segments, 4)) == "1+1x2 _"
    assert notation(first_samples(segments, 2)) == "1+1x1"
