import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.replay.compare import Kind, compare
from observability.replay.outcome import Episode
from tests.unit.replay.outcomes import episode, outcome_of


def kinds(old: list[Episode], new: list[Episode]) -> list[tuple[str, int, int]]:
    return [(one.kind.value, len(one.old), len(one.new)) for one in compare(outcome_of(*old), outcome_of(*new))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([episode(5, 9)], [episode(5, 9)], [("same", 1, 1)], id="same"),
        pytest.param([], [episode(5, 9)], [("added", 0, 1)], id="added"),
        pytest.param([episode(5, 9)], [], [("lost", 1, 0)], id="lost"),
        pytest.param([episode(5, 9)], [episode(5, 12)], [("longer", 1, 1)], id="longer"),
        pytest.param([episode(5, 9)], [episode(7, 9, active=5)], [("shorter", 1, 1)], id="shorter"),
        pytest.param([episode(5, 9)], [episode(6, 10)], [("moved", 1, 1)], id="moved"),
        pytest.param([episode(5, 9)], [episode(12, 14, active=5)], [("shorter", 1, 1)], id="only pending in common"),
        pytest.param([episode(5, 9)], [episode(10, 14)], [("lost", 1, 0), ("added", 0, 1)], id="one after the other"),
        pytest.param([episode(1, 9)], [episode(1, 3), episode(6, 9)], [("shorter", 1, 2)], id="split"),
        pytest.param([episode(1, 3), episode(6, 9)], [episode(1, 9)], [("longer", 2, 1)], id="joined"),
        pytest.param(
            [episode(1, 3, a="1")], [episode(1, 3, a="2")], [("lost", 1, 0), ("added", 0, 1)], id="other labels"
        ),
        pytest.param(
            [episode(1, 3, a="1", b="x"), episode(2, 5, a="1", b="y")],
            [episode(1, 5, a="1")],
            [("shorter", 2, 1)],
            id="an aggregation more",
        ),
        pytest.param(
            [episode(1, 3, a="1", b="x")],
            [episode(1, 3, a="2")],
            [("lost", 1, 0), ("added", 0, 1)],
            id="an aggregation more, of others",
        ),
        pytest.param([episode(1, 3, a="1")], [episode(1, 3)], [("same", 1, 1)], id="no labels any more"),
    ],
)
def test_what_became_of_an_episode(
    old: list[Episode], new: list[Episode], expected: list[tuple[str, int, int]]
) -> None:
    assert sorted(kinds(old, new)) == sorted(expected)


def test_an_alert_that_is_not_there_does_not_fire() -> None:
    assert [one.kind for one in compare(None, outcome_of(episode(1, 2)))] == [Kind.ADDED]
    assert [one.kind for one in compare(outcome_of(episode(1, 2)), None)] == [Kind.LOST]
    assert compare(None, None) == ()


def test_less_than_an_evaluation_is_no_difference() -> None:
    """Two intervals cannot tell it."""
    half = Episode(330_000, 540_000, 330_000, (), 240_000)
    assert [one.kind for one in compare(outcome_of(episode(5, 9)), outcome_of(half, step=30_000))] == [Kind.SAME]


pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.sampled_from("ab")), max_size=8)


def apart(found: list[tuple[int, int, str]]) -> list[Episode]:
    """Episodes of one set of labels, one after another."""
    made, free = list[Episode](), {"a": 0, "b": 0}
    for pause, length, label in found:
        start = free[label] + pause + 2
        free[label] = start + length
        made.append(episode(start, start + length, a=label))
    return made


@given(pairs, pairs)
def test_every_episode_is_told_of_once(old: list[tuple[int, int, str]], new: list[tuple[int, int, str]]) -> None:
    before, after = apart(old), apart(new)
    changes = compare(outcome_of(*before), outcome_of(*after))
    assert sorted(one for change in changes for one in change.old) == sorted(before)
    assert sorted(one for change in changes for one in change.new) == sorted(after)
    longer = sum(one.milliseconds for one in after) - sum(one.milliseconds for one in before)
    told = sum(sum(e.milliseconds for e in one.new) - sum(e.milliseconds for e in one.old) for one in changes)
    assert told == longer
    assert all(one.kind is Kind.SAME for one in compare(outcome_of(*before), outcome_of(*before)))
