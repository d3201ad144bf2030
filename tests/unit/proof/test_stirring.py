"""Evaluations that are left out would have found what the ones before them found."""

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observability.promql import tree_of
from observability.proof.evaluator import BOTH, Evaluator, Series, Storage, labels_of
from observability.proof.samples.segments import samples, series
from observability.proof.stirring import stirring

MINUTE = 60_000
INTERVAL = 5 * MINUTE
EXPRESSIONS = (
    "x",
    "x offset 2h",
    "rate(x[20m])",
    "changes(x[1h])",
    "count_over_time(x[10m])",
    "avg_over_time((x offset 1h)[1h:5m])",
    "max_over_time((x > 1)[30m:])",
    "sum(x) > 1 unless x offset 3h",
    "absent(x)",
    "predict_linear(x[1h], 3600)",
)


def stored(values: str, sample: int = MINUTE) -> Storage:
    return Storage([series(labels_of({"__name__": "x"}), samples(values), sample)])


def length(one: Series) -> int:
    return (one.times or [0])[-1] + 6 * 60 * MINUTE


@given(st.lists(st.sampled_from(["1x90", "2x90", "_x90", "1", "3", "_", "stale", "0+1x5", "1x4"]), max_size=9))
@settings(max_examples=60, deadline=None)
def test_what_is_left_out_is_as_it_was(parts: list[str]) -> None:
    storage = stored(" ".join(parts))
    end = length(storage.series[0])
    for expr in EXPRESSIONS:
        tree = tree_of(expr)
        for semantics in BOTH:
            times = stirring(tree, storage, INTERVAL, end)
            assert left_out(Evaluator(storage, semantics, INTERVAL), expr, times, end) == []


def left_out(evaluator: Evaluator, expr: str, times: Collection[int], end: int) -> list[int]:
    """The evaluations that would have found something else."""
    tree, before, wrong = tree_of(expr), None, []
    for at in range(0, end + 1, INTERVAL):
        found = evaluator.vector(tree, at)
        if at not in times and found != before:
            wrong.append(at)
        before = found
    return wrong


def test_of_a_quiet_week_little_is_evaluated() -> None:
    week = 7 * 24 * 60 * MINUTE
    assert len(stirring(tree_of("avg_over_time((x offset 1d)[1h:5m])"), stored("1x10080"), INTERVAL, week)) < 100


@pytest.mark.parametrize(
    ("expr", "values", "sample"),
    [
        ("time() - x > 5", "1x3000", MINUTE),
        ("hour() > 5 and x", "1x3000", MINUTE),
        ("avg_over_time(x[1h:7m])", "1x3000", MINUTE),
        ("x", "0+1x3000", MINUTE),
        ("x", "1x3000", 7 * MINUTE),
    ],
)
def test_all_is_evaluated_where_it_may_matter(expr: str, values: str, sample: int) -> None:
    end = 3000 * MINUTE
    assert stirring(tree_of(expr), stored(values, sample), INTERVAL, end) == range(0, end + 1, INTERVAL)
