"""Series that are tried where no case notices: many of them for a share of a count, long ones for what the time is."""

import pytest
from attrs import evolve

from observability.proof import Fate, derive, score
from tests.support.rules import alert_of


@pytest.mark.parametrize(
    ("expr", "changes"),
    [
        ("count(up == 0) / count(up) * 100 > 10", {"> becomes >=", "10 becomes 10.2", "10 becomes 9.8"}),
        ("x > 5 and on () hour() < 6", {"< becomes <=", "without and hour() < 6"}),
    ],
)
def test_what_no_case_notices_is_told(expr: str, changes: set[str]) -> None:
    found = score(derive(evolve(alert_of(expr), annotations={})))[1]
    assert found.count(Fate.BEYOND)
    assert {one.mutant.change for one in found.judged if one.fate in {Fate.NOTICED, Fate.BEYOND}} >= changes
