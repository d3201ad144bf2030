"""Alerts on where a series is expected to be: each limit is shown at just what it is, and each window by its length."""

import pytest

from observability.model.durations import Duration
from observability.proof import Derived, Fate, score
from tests.unit.proof.deriving import case, derived, names


def full(capacity: str) -> Derived:
    """It is half full, and full within an hour by two trends."""
    trends = (f"predict_linear(x[{window}], 3600) >= {capacity}" for window in ("30m", "15m"))
    half = float(capacity) / 2
    return derived(
        f"x >= {half:g} and x offset 30m and {' and '.join(trends)}", "15m", keep_firing_for=Duration.parse("30m")
    )


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
def test_windows_and_comparisons_of_trends_are_told(capacity: str) -> None:
    judged = score(full(capacity))[1].judged
    left = [one.mutant.change for one in judged if one.fate in {Fate.BEYOND, Fate.UNDECIDED}]
    assert not [change for change in left if "becomes [" in change or ">= becomes" in change]
