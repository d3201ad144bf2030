"""What is remarked of a replay."""

from observability.model.durations import Duration
from observability.replaying.rendering.words import remarks
from observability.replaying.replayed import Replayed, Side
from tests.unit.replay.outcomes import MINUTE, alert, outcome_of

BEGAN = {'x{job="a"}': 5 * MINUTE}


def told(expr: str, **rest: object) -> list[str]:
    side = Side(alert(expr=expr), Duration(MINUTE), expr, outcome_of(), partial=BEGAN, **rest)  # type: ignore[arg-type]
    return list(remarks(Replayed("A", None, side)))


def test_what_was_absent_before_its_history_is_told() -> None:
    assert any("cannot be told from its history" in one for one in told('absent(x{job="a"} offset 1m)'))
    assert any("cannot be told from its history" in one for one in told('absent_over_time(x{job="a"}[1m]) and y'))


def test_who_does_not_look_for_an_absence_is_told_of_the_beginning_alone() -> None:
    assert told('x{job="a"} > 1 and absent(y)') == ['the history of x{job="a"} begins about 1970-01-01 00:05']
