import pytest

from observability.proof.case import Input
from observability.proof.samples.segments import Segment, notation
from observability.proof.suites.timeline import laid_out

LABELS = (("__name__", "up"),)


def test_series_of_several_cases_follow_one_another_with_gaps_between() -> None:
    (found,) = laid_out([(0, [Input(LABELS, (Segment(2, 1.0),))]), (5, [Input(LABELS, (Segment(3, 7.0),))])])
    assert [one.count for one in found.segments] == [2, 3, 3]
    assert [one.first for one in found.segments] == [1.0, None, 7.0]


def test_two_cases_never_have_a_sample_of_a_series_at_one_time() -> None:
    with pytest.raises(ValueError, match="at the same time"):
        laid_out([(0, [Input(LABELS, (Segment(4, 1.0),))]), (3, [Input(LABELS, (Segment(3, 7.0),))])])


def test_after_the_end_of_one_case_there_is_time_for_another() -> None:
    ended = (Segment(1, 1.0), Segment(3, stale=True))
    (found,) = laid_out([(0, [Input(LABELS, ended)]), (3, [Input(LABELS, (Segment(1, 2.0),))])])
    assert notation(found.segments) == "1 stale _ 2"
