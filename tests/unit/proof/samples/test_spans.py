"""Spans of time, and what is left of series in them, compared with one moment after the other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from observability.proof.samples.segments import Segment, notation, samples, series
from observability.proof.samples.spans import Span, later, united, within, without

_SAMPLE = 10
_span = st.tuples(st.integers(-20, 90), st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))
_spans = st.lists(_span, max_size=5)
_segments = st.lists(
    st.one_of(
        st.builds(Segment, st.integers(1, 4)),
        st.builds(Segment, st.integers(1, 4), st.integers(0, 9).map(float), st.sampled_from([0.0, 1.0, -2.0])),
    ),
    max_size=4,
)


def moments(spans: list[Span]) -> set[int]:
    return {at for first, last in spans for at in range(first, last + 1)}


@given(_spans)
def test_united_they_are_the_same_time_in_order(spans: list[Span]) -> None:
    found = united(spans)
    assert moments(found) == moments(spans)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(_spans, _spans)
def test_without_others_only_what_is_in_none_of_them_is_left(spans: list[Span], others: list[Span]) -> None:
    assert moments(without(spans, others)) == moments(spans) - moments(others)


def test_later_they_are_as_long() -> None:
    assert later([(0, 5), (9, 9)], 3) == [(3, 8), (12, 12)]


@given(_segments, _spans)
def test_samples_within_are_those_of_the_series_at_their_own_times(segments: list[Segment], spans: list[Span]) -> None:
    spans = united(spans)
    whole = dict(zip(*times_and_values(segments), strict=True))
    kept = dict(zip(*times_and_values(list(within(segments, spans, _SAMPLE))), strict=True))
    assert kept == {at: value for at, value in whole.items() if at in moments(spans)}


def times_and_values(segments: list[Segment]) -> tuple[list[int], list[object]]:
    found = series((), segments, _SAMPLE)
    return list(found.times), list(found.values)


def test_the_end_of_a_series_is_not_moved() -> None:
    assert notation(within(samples("1 stale"), [(0, 15)], _SAMPLE)) == "1 stale"
    assert notation(within([Segment(1, 1.0), Segment(3, stale=True)], [(20, 30)], _SAMPLE)) == "_ _ _x2"
