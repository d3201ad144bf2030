import pytest

from observability.simulation import reach

MINUTE, LOOKBACK = 60_000, 300_000


@pytest.mark.parametrize(
    ("expr", "back"),
    [
        ("x", 0),
        ("x offset 1h", 60),
        ("rate(x[5m])", 5),
        ("last_over_time(x[15m] offset 3d)", 3 * 1440 + 15),
        ("avg_over_time((x offset 7d)[1h:5m])", 7 * 1440 + 60),
        ("avg_over_time(x[1h:5m] offset 1d)", 1440 + 60),
        ("x or y offset 2h", 0),
        ("x or x offset 2h", 120),
    ],
)
def test_windows_and_offsets_add_up(expr: str, back: int) -> None:
    assert reach([expr])["x"] == back * MINUTE + LOOKBACK
