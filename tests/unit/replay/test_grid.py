from hypothesis import given
from hypothesis import strategies as st

from observability.replay.grid import Grid, chunks, halves


def test_evaluations_lie_on_multiples_of_the_interval_and_begin_early_enough() -> None:
    grid = Grid.of(since=61, end=299, step=60, before=100)
    assert list(grid.times) == [0, 60, 120, 180, 240]
    assert grid.since == 120


def test_there_is_always_an_evaluation() -> None:
    assert list(Grid.of(since=61, end=70, step=60).times) == [60]


@given(st.integers(0, 200), st.integers(1, 50))
def test_parts_hold_every_time_once_and_are_as_few_as_can_be(count: int, most: int) -> None:
    times = range(0, count * 15, 15)
    found = list(chunks(times, most))
    assert [time for part in found for time in part] == list(times)
    assert all(len(part) <= most for part in found)
    assert len(found) == -(-count // most)


@given(st.integers(2, 200))
def test_halves_are_smaller_and_hold_every_time(count: int) -> None:
    one, other = halves(range(count))
    assert [*one, *other] == list(range(count))
    assert 0 < len(other) <= len(one) < count
