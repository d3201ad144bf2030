"""What is tried by chance: also without one of the series, and with series that come late or are gone early."""

import pytest

from observability.promql import tree_of
from observability.proof import derive
from observability.proof.case import Input
from observability.proof.evaluator.labels import labels_of
from observability.proof.mutants.telling import Telling
from observability.proof.mutants.trials import Series, Trial, by_chance
from observability.proof.samples.segments import Segment
from tests.support.rules import alert_of


def test_each_series_is_left_out_once() -> None:
    cases = derive(alert_of("a > 1 and b > 1")).cases
    whole = len(cases[0].inputs)
    assert whole == 2
    metrics = {tuple(dict(one.labels)["__name__"] for one in made.inputs) for made in by_chance(cases, 0)}
    assert {("a",), ("b",)} <= metrics


def test_series_come_late_or_are_gone_early() -> None:
    cases = derive(alert_of("a > 1 and b > 1")).cases
    tried = list(by_chance(cases, 40))
    assert any(segment.first is None for made in tried for one in made.inputs for segment in one.segments)


@pytest.mark.parametrize(("limit", "sure"), [("0.6", False), ("0.5", True)])
def test_a_case_that_hangs_on_the_order_of_series_is_none(limit: str, sure: bool) -> None:
    alert = alert_of(f"sum(x) > {limit}", "0s")
    tree = tree_of(alert.expr)
    named = [labels_of({"__name__": "x", "n": str(number)}) for number in range(3)]
    inputs = tuple(Input(one, (Segment(1, value),)) for one, value in zip(named, (0.3, 0.2, 0.1), strict=True))
    trial = Trial.of(alert, tree, Series(inputs, 60_000, 0), 60_000)
    found = Telling(alert, tree, derive(alert).cases)._case(trial, 0, "by chance")
    assert (found is not None) is sure
