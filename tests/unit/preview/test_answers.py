from typing import Any

from observability.preview.answers import distribution, instant, label_values, ranged
from observability.preview.fill import Span

SPAN = Span(60_000, 300_000, 60_000)


def series(values: list[Any], **labels: str) -> dict[str, Any]:
    return {"metric": labels, "values": values}


def test_values_stand_at_their_moments_and_holes_are_none() -> None:
    assert ranged([series([[120, "1.5"], [240, "2"]], a="b")], SPAN) == [
        {"labels": {"a": "b"}, "at": 1, "values": [1.5, None, 2]}
    ]


def test_what_is_not_finite_is_a_hole() -> None:
    (frame,) = ranged([series([[60, "NaN"], [120, "+Inf"], [180, "3"], [240, "-Inf"]])], SPAN)
    assert frame == {"labels": {}, "at": 2, "values": [3]}


def test_six_digits_are_kept_and_all_of_a_time() -> None:
    (frame,) = ranged([series([[60, "0.99912345678"], [120, "1742390100000.5"]])], SPAN)
    assert frame["values"] == [0.999123, 1742390100000]


def test_an_instant_answer_is_one_value() -> None:
    assert instant([{"metric": {"a": "b"}, "value": [300, "7"]}]) == [{"labels": {"a": "b"}, "at": 0, "values": [7]}]


def test_classic_buckets_hold_what_the_one_below_does_not_and_never_less_than_nothing() -> None:
    found = distribution(
        [
            series([[60, "5"], [120, "9"]], le="+Inf"),
            series([[60, "1"], [120, "2"]], le="0.1"),
            series([[60, "4"], [120, "1"]], le="0.5"),
            series([[60, "4"]], le="none"),
        ],
        SPAN,
    )
    assert [(one["lower"], one["upper"], one["values"][:2]) for one in found] == [
        (0, 0.1, [1, 2]),
        (0.1, 0.5, [3, 0]),
        (0.5, "+Inf", [1, 8]),
    ]


def test_native_buckets_are_their_own() -> None:
    native = {"count": "3", "sum": "1", "buckets": [[0, "0.5", "1", "2"], [0, "1", "2", "1"]]}
    found = distribution([{"metric": {}, "histograms": [[60, native]]}], SPAN)
    assert [(one["lower"], one["upper"], one["values"][:2]) for one in found] == [(0.5, 1, [2, 0]), (1, 2, [1, 0])]


def test_values_of_a_label_are_sorted_and_never_empty() -> None:
    assert label_values([series([], a="z"), series([], a="b"), series([], a=""), series([])], "a") == ["b", "z"]


def test_series_stand_in_the_order_of_their_labels_however_a_server_tells_them() -> None:
    some = [series([[60, "1"]], a=name) for name in "zbc"]
    assert [one["labels"]["a"] for one in ranged(some, SPAN)] == ["b", "c", "z"]
    vector = [{"metric": {"a": name}, "value": [300, "7"]} for name in "zbc"]
    assert [one["labels"]["a"] for one in instant(vector)] == ["b", "c", "z"]


def test_what_a_query_sorts_stands_in_its_order_and_what_is_equal_in_that_of_its_labels() -> None:
    vector = [{"metric": {"a": name}, "value": [300, number]} for name, number in (("z", "7"), ("c", "9"), ("b", "7"))]
    assert [one["labels"]["a"] for one in instant(vector, "sort_desc(topk(3, x))")] == ["c", "b", "z"]
    assert [one["labels"]["a"] for one in instant(vector, "sort(bottomk(3, x))")] == ["b", "z", "c"]
    assert [one["labels"]["a"] for one in instant(vector, "sorted")] == ["b", "c", "z"]
