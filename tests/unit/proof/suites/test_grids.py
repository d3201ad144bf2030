"""Samples are as seldom as what reads them allows, and still every change of a recording shows."""

import pytest

from observability.model.rule import Recording
from observability.proof.mutants.scoring import Fate
from observability.proof.suites.grids import grid
from observability.proof.suites.noticing import score_recordings
from observability.proof.suites.recorded import Recorded

_MINUTE = 60_000


def apart(expr: str) -> float:
    """How far samples are apart, in minutes."""
    found = grid(Recorded.of(Recording("a:b", expr)).found)
    assert found
    return found.sample / _MINUTE


@pytest.mark.parametrize(
    ("expr", "minutes"),
    [
        ("sum(x or last_over_time(x[15m] offset 3d))", 12),
        ("sum(x or last_over_time(x[10m] offset 40m))", 8),
        ("last_over_time(x[15m])", 12),
        ("last_over_time(x[25m] offset 1h)", 20),
        ("last_over_time(x[30d])", 24 * 24 * 60),
        # No time in the last three tenths of the window divides an offset of 13 minutes.
        ("last_over_time(x[7m] offset 13m)", 0.75),
        # What else is read of a window has several samples in each.
        ("last_over_time(x[15m] offset 3d) + rate(y[15m])", 2),
    ],
)
def test_where_the_last_sample_of_a_window_is_read_there_is_one_a_window(expr: str, minutes: int) -> None:
    assert apart(expr) == minutes


@pytest.mark.parametrize(
    "expr",
    [
        'sum by (job) (x or label_replace(last_over_time(x[15m] offset 3d), "ended", "3d", "", "")) / 2',
        "sum by (job) (last_over_time(x[15m]))",
    ],
)
def test_every_change_of_such_a_recording_is_noticed(expr: str) -> None:
    (score,) = score_recordings([Recording("a:b", expr)])
    assert score.count(Fate.NOTICED)
    assert score.count(Fate.NOTICED, Fate.ALIKE) == len(score.judged)
