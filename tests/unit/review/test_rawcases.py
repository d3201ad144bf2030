import pytest

from observability.model.durations import Duration
from observability.model.rule import Alert, Recording
from observability.proof.errors import NotDerivableError
from observability.review.rawcases import raw_cases
from observability.review.version import Version


def test_what_is_made_of_too_many_recordings_is_not_played_and_that_is_said() -> None:
    chain = tuple(Recording(f"job:x{number}:sum", "sum(x)") for number in range(21))
    version = Version(Alert("A", "job:x20:sum > 1", Duration(0), {}, {}), chain)
    with pytest.raises(NotDerivableError, match="21 recordings, more than 20"):
        next(raw_cases(version))


def test_series_on_both_sides_of_what_is_recorded_are_found() -> None:
    version = Version(Alert("A", "job:x:sum > 1", Duration(0), {}, {}), (Recording("job:x:sum", "sum(x)"),))
    quickly, beside = raw_cases(version)
    assert len(quickly) > 1
    assert beside
