"""Alerts on where a series is expected to be: each limit is shown at just what it is, and each window by its length."""

import pytest

from observability.model.durations import Duration
from observability.proof import Derived, Fate, score
from tests.unit.proof.deriving import case, derived, names


def full(capacity: str, windows: tuple[str, str] = ("30m", "15m"), within: int = 3600) -> Derived:
    """It is half full, and full within so many seconds by two trends."""
    trends = " and ".join(f"predict_linear(x[{window}], {within}) >= {capacity}" for window in windows)
    there = f"x >= {float(capacity) / 2:g} and x offset {windows[0]}"
    return derived(f"{there} and {trends}", "15m", keep_firing_for=Duration.parse("30m"))


def unnoticed(found: Derived) -> list[str]:
    """The changes that no case tells from the alert."""
    return [one.mutant.change for one in score(found)[1].judged if one.fate in {Fate.BEYOND, Fate.UNDECIDED}]


def test_what_stands_still_at_the_limit_is_expected_there() -> None:
    found = full("10000")
    still = [name for name in names(found) if name.endswith("where it stands still")]
    assert still == [
        "fires: exactly 10000 in predict_linear(x[30m], 3600), where it stands still",
        "fires: exactly 10000 in predict_linear(x[15m], 3600), where it stands still",
    ]


def test_what_is_there_now_is_at_its_limit_for_one_moment_on_its_way() -> None:
    one = case(full("10000"), "exactly 5000 in x, on its way")
    assert any(segment.first == 5000.0 for segment in one.inputs[0].segments)


@pytest.mark.parametrize("capacity", ["1", "10000", "0.5"])
def test_no_change_of_a_trend_goes_unnoticed(capacity: str) -> None:
    assert not unnoticed(full(capacity))


@pytest.mark.parametrize("capacity", ["1", "10000"])
def test_nor_does_one_of_a_trend_over_days_or_of_how_long_it_waits(capacity: str) -> None:
    assert not unnoticed(full(capacity, ("3d12h", "21h"), 604800))


@pytest.mark.parametrize(
    ("expr", "told"),
    [
        # What has forgotten the climb when it fires is under its limit when all windows are full.
        ("predict_linear(x[30m], 3600) > 1 and predict_linear(x[15m], 3600) > 1", "1.00102 (over 1) in {}[30m]"),
        # It never has: under its limit at the end is what counts.
        ("predict_linear(x[1h], 3600) < 1 and predict_linear(x[30m], 3600) < 1", "1 % over 1 in {}[1h]"),
    ],
)
def test_a_trend_is_under_its_limit_early_or_late(expr: str, told: str) -> None:
    name = f"{told.format('predict_linear(x')}, 3600), by this trend alone"
    assert name in [one.partition(": ")[2] for one in names(derived(expr, "15m"))]


def test_what_climbed_for_just_so_long_that_it_fires_nevertheless_shows_the_shorter_window() -> None:
    assert "fires: what has climbed a little longer stands still" in names(full("10000"))
