"""Series that are upset stay series: as many samples, none of them twice, the same every time."""

import random

from observability.proof.case import Input
from observability.proof.evaluator.labels import labels_of
from observability.proof.mutants.upsets import upset, without_one
from observability.proof.samples.segments import Segment, notation

GAUGE = Input(labels_of({"__name__": "x"}), (Segment(4, 2.0), Segment(4, 3.0)))
COUNTER = Input(labels_of({"__name__": "x_total"}), (Segment(8, 0.0, 10.0),))


def upsets(one: Input, number: int = 60) -> set[str]:
    chance = random.Random(0)  # noqa: S311 - the same every time
    return {notation(made.segments) for _ in range(number) for made in upset(chance, (one,))}


def test_a_counter_stands_still_and_begins_late_and_ends_early() -> None:
    made = upsets(COUNTER)
    assert "0+10x3 40x3" in made
    assert any(text.startswith("_x") for text in made)
    assert any(text.endswith(("stale", "_")) or "stale _x" in text for text in made)
    assert made == upsets(COUNTER)


def test_a_gauge_is_zero_or_below_it() -> None:
    assert {"2x3 0x3", "2x3 -3x3"} <= upsets(GAUGE)


def test_each_series_is_left_out_once_but_the_only_one_never() -> None:
    assert list(without_one((GAUGE, COUNTER))) == [(COUNTER,), (GAUGE,)]
    assert list(without_one((GAUGE,))) == []
