"""How long a time of the day or the week lasts, against the `for` of an alert."""

import pytest

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.promql import tree_of
from observability.proof.satisfiability.verdicts import judge


def judged(expr: str, duration: str) -> str:
    found = judge(Alert("A", expr, Duration.parse(duration), {}, {}), tree_of(expr))
    return f"{found.check} {found.severity}: {found.message}; {found.hint}" if found else ""


@pytest.mark.parametrize(
    ("expr", "duration", "lasts"),
    [
        ("hour() == 3 and on () x > 1", "2h", "`hour()` holds for 1h"),
        ("x > 1 and on () hour() == 3", "1h", "`hour()` holds for 1h"),
        ("x > 1 and on () (hour() >= 9 < 17)", "9h", "`hour()` holds for 8h"),
        ("minute() < 5 and on () x > 1", "10m", "`minute()` holds for 5m"),
        ("x unless on () y and on () day_of_week() == 1", "48h", "`day_of_week()` holds for 1d"),
        ("x and on () day_of_week() == 1 and on () hour() > 20", "5h", "`hour()` holds for 3h"),
    ],
)
def test_a_time_that_passes_sooner_is_told(expr: str, duration: str, lasts: str) -> None:
    said = judged(expr, duration)
    assert said.startswith("cannot-hold error: the alert A can never fire")
    assert lasts in said
    assert f"`for` is {Duration.parse(duration)}; make that shorter" in said


@pytest.mark.parametrize(
    ("expr", "duration", "part", "lasts"),
    [
        ("x unless x offset 10m", "15m", "x unless x offset 10m", "10m"),
        ("x offset 10m unless x", "10m", "x offset 10m unless x", "10m"),
        ("x > 0 unless x offset 5m > 0", "5m", "x > 0 unless x offset 5m > 0", "5m"),
        ("(x unless on (a) x offset 5m) > 3 and y", "6m", "x unless on (a) x offset 5m", "5m"),
        ("y and (sum by (a) (x offset 1h) unless sum by (a) (x))", "2h", "sum by (a) (x offset 1h)", "1h"),
        ("rate(x[5m] offset 5m) unless rate(x[5m] offset 15m)", "1h", "rate(x[5m] offset 5m)", "10m"),
        ("x * y @ 5 unless x offset 5m * y @ 5", "5m", "x * y @ 5", "5m"),
        ("(x unless x offset 5m) unless y", "5m", "x unless x offset 5m", "5m"),
    ],
)
def test_what_is_new_or_gone_is_so_for_as_long_as_the_offset(expr: str, duration: str, part: str, lasts: str) -> None:
    said = judged(expr, duration)
    assert said.startswith(f"cannot-hold error: the alert A can never fire: `{part}")
    assert f"holds for {lasts} at most; `for` is {Duration.parse(duration)}; make that shorter, or the offset" in said


@pytest.mark.parametrize(
    ("expr", "duration"),
    [
        ("x unless x offset 10m", "9m"),
        ("x unless y offset 10m", "15m"),
        ("x unless x offset 10m > 5", "15m"),
        ("y and on () (x unless x offset 10m)", "15m"),
        ("count(x unless x offset 10m) > 0", "15m"),
        ("x or (x unless x offset 10m)", "15m"),
        ("x unless x @ 5", "15m"),
        # The clock goes on, in steps of a subquery too.
        ("x - time() > 9 unless x offset 10m - time() > 9", "15m"),
        ("max_over_time(x[5m:7m]) unless max_over_time((x offset 10m)[5m:7m])", "15m"),
        ("max_over_time(x[5m:1m] @ 5) unless max_over_time((x offset 10m)[5m:1m] @ 5)", "15m"),
        # What is to come is never there yet.
        ("x unless x offset -10m", "15m"),
        # Evaluated each minute, it may be there and not there in between.
        ("x > 5 unless x offset 90s > 5", "2m"),
    ],
)
def test_what_may_last_is_not_called_fleeting(expr: str, duration: str) -> None:
    assert "cannot-hold" not in judged(expr, duration)


@pytest.mark.parametrize(
    ("expr", "duration"),
    [
        ("hour() == 3 and on () x > 1", "59m"),
        ("x > 1 and on () (hour() >= 22 or hour() < 6)", "9h"),
        ("x > 1 unless on () hour() == 3", "2h"),
        ("x > 1 or hour() == 3", "2h"),
        ("day_of_week() != 0 and on () x > 1", "3d"),
        ("hour() >= 0 and on () x > 1", "3d"),
        ("hour(x) == 3", "2h"),
        ("day_of_week() == 1", "5m"),
        ("month() == 12", "5m"),
    ],
)
def test_one_that_lasts_is_not(expr: str, duration: str) -> None:
    assert judged(expr, duration) == ""


@pytest.mark.parametrize("expr", ["vector(1)", "hour() >= 0", "vector(1) > 0"])
def test_what_holds_at_any_time_is_a_heartbeat(expr: str) -> None:
    assert "reads no series and always fires" in judged(expr, "5m")
