from typing import Any

import pytest

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.simulation import played

TIMES = range(11)


def alert(wait: int, keep: int | None = None) -> Alert:
    kept = None if keep is None else Duration(keep)
    return Alert("Burn", "up", Duration(wait), {"severity": "critical"}, {}, keep_firing_for=kept)


@pytest.mark.parametrize(
    ("wait", "keep", "held", "pending", "firing"),
    [
        (2, None, [3, 4, 5, 6], [3, 4], [5, 6]),
        (0, None, [3, 4], [], [3, 4]),
        (2, None, [3, 4, 6, 7], [3, 4, 6, 7], []),
        (1, 3, [2, 3, 4], [2], [3, 4, 5, 6, 7]),
        (1, 3, [2, 3, 5, 6], [2], [3, 4, 5, 6, 7, 8, 9]),
        (0, None, [], [], []),
    ],
)
def test_it_waits_fires_and_goes_on(wait: int, keep: int | None, held: Any, pending: Any, firing: Any) -> None:
    states = (one for one in played(alert(wait, keep), {(): held}, TIMES) if "alertstate" in one.labels)
    found = {one.labels["alertstate"]: list(one.times) for one in states}
    assert found == {state: times for state, times in (("pending", pending), ("firing", firing)) if times}


def test_each_set_of_labels_is_an_alert_of_its_own() -> None:
    made = played(alert(0), {(("instance", "a"),): [1], (("instance", "b"),): [2]}, TIMES)
    assert [one.labels for one in made if one.labels["__name__"] == "ALERTS"] == [
        {
            "__name__": "ALERTS",
            "alertname": "Burn",
            "alertstate": "firing",
            "instance": instance,
            "severity": "critical",
        }
        for instance in ("a", "b")
    ]


@pytest.mark.parametrize(
    ("keep", "held", "since"),
    [(None, [2, 3, 5], {2: 2, 3: 2, 5: 5}), (3, [2, 3], dict.fromkeys(range(2, 7), 2))],
)
def test_it_is_told_since_when_an_alert_is_active(keep: int | None, held: Any, since: Any) -> None:
    told = [one for one in played(alert(1, keep), {(): held}, TIMES) if "alertstate" not in one.labels]
    assert [one.labels["__name__"] for one in told] == ["ALERTS_FOR_STATE"]
    assert dict(zip(told[0].times, (round(1000 * value) for value in told[0].values), strict=True)) == since
