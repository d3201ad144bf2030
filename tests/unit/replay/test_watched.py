import pytest

from observability.replay.watched import watched


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ("x > 5", "x - 5"),
        ("x > on (a) group_left () y", "x - on (a) group_left () y"),
        ("x > bool 5", "x > bool 5"),
        ("x > 5 and y < 2", "x - 5 and y - 2"),
        ("x > 5 or y < 2", "x - 5 or y - 2"),
        ("x > 5 unless on () y > 1", "x - 5"),
        ("sum(x > 5)", "sum(x > 5)"),
        ("absent(x)", "absent(x)"),
    ],
)
def test_conditions_are_taken_away_and_what_they_are_about_is_left(expr: str, expected: str) -> None:
    assert watched(expr) == expected
