"""No series contradict what is said of an edit: fuzzed, over whole windows and all functions that alerts use."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from observability.promql import text_of, tree_of
from observability.promql.tree import Node
from observability.proof.evaluator import V3, EvaluationError, Evaluator, Storage, UnsupportedError
from observability.review.change import Sensitivity, together
from observability.review.expressions import compare
from tests.unit.review.edited import END, MINUTE, alert, edited, storage

STORAGES = [storage(Random(seed)) for seed in range(60)]  # noqa: S311 - nothing is kept secret
TIMES = (10 * MINUTE, 17 * MINUTE, END)


@given(st.randoms(use_true_random=False), st.integers(0, 3), st.integers(1, 2))
@settings(max_examples=150)
def test_no_series_contradict_a_direction(rng: Random, depth: int, edits: int) -> None:
    try:
        old = new = tree_of(text_of(alert(rng, depth)))
        for _ in range(edits):
            new = edited(rng, new)
    except (TypeError, ValueError):  # no PromQL
        return
    found = compare(text_of(old), text_of(new), of_alert=True)
    said = together([one.sensitivity for one in found.changes])
    if said in (Sensitivity.UNKNOWN, Sensitivity.DIFFERENTLY):
        return
    for series in rng.sample(STORAGES, 12):
        for at in TIMES:
            before, after = fires(series, old, at), fires(series, new, at)
            if before is not None and after is not None:
                where = text_of(old), text_of(new), said
                assert not before or after or said is Sensitivity.LESS, where
                assert before or not after or said is Sensitivity.MORE, where


def fires(series: Storage, tree: Node, at: int) -> bool | None:
    """Whether there are samples; None where Prometheus would refuse to evaluate it."""
    try:
        return bool(Evaluator(series, V3, MINUTE).vector(tree, at))
    except (EvaluationError, UnsupportedError, ValueError):
        return None
