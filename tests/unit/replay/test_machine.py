"""The state machine against a plain transcription of Prometheus' own, evaluation by evaluation."""

import pytest
from attrs import define
from hypothesis import given
from hypothesis import strategies as st

from observability.replay.machine import Span, Waits, runs, spans


@define
class _Active:
    active_at: int
    state: str = "pending"
    keep_firing_since: int | None = None


def as_prometheus(times: list[int], present: set[int], waits: Waits) -> list[bool]:  # noqa: C901 - as there
    """At which evaluations ALERTS says `firing`; after rules/alerting.go, for one set of labels."""
    active: _Active | None = None
    firing = []
    for place, ts in enumerate(times):
        found = place in present
        if found and (active is None or active.state == "inactive"):
            active = _Active(ts)
        fires = False
        if active is not None:
            keep = False
            if not found:
                if active.state == "firing" and waits.keep > 0:
                    if active.keep_firing_since is None:
                        active.keep_firing_since = ts
                    keep = ts - active.keep_firing_since < waits.keep
                gone = active.state == "pending"
                if not keep:
                    active.state = "inactive"
                if gone:
                    active = None
            else:
                active.keep_firing_since = None
            if active is not None and (found or keep):
                if active.state == "pending" and ts - active.active_at >= waits.duration:
                    active.state = "firing"
                fires = active.state == "firing"
        firing.append(fires)
    return firing


def fired(times: list[int], present: list[int], waits: Waits) -> list[bool]:
    at = {place for span in spans(times, present, waits) for place in range(span.first, span.last + 1)}
    return [place in at for place in range(len(times))]


steps = st.lists(st.integers(1, 4), max_size=60)


@given(steps, st.data(), st.integers(0, 20), st.integers(0, 20))
def test_it_fires_when_prometheus_does_also_where_evaluations_are_missing(
    pauses: list[int], data: st.DataObject, duration: int, keep: int
) -> None:
    times = [sum(pauses[:n]) for n in range(len(pauses))]
    present = sorted(data.draw(st.sets(st.sampled_from(range(len(times))))) if times else [])
    waits = Waits(duration, keep)
    assert fired(times, present, waits) == as_prometheus(times, set(present), waits)


@given(st.sets(st.integers(0, 30)))
def test_runs_hold_every_place_once(places: set[int]) -> None:
    found = [place for first, last in runs(sorted(places)) for place in range(first, last + 1)]
    assert found == sorted(places)
    assert all(
        later - last > 1
        for (_, last), (later, _) in zip(list(runs(sorted(places))), list(runs(sorted(places)))[1:], strict=False)
    )


MINUTE = 60_000
TIMES = [n * MINUTE for n in range(20)]


@pytest.mark.parametrize(
    ("present", "waits", "expected"),
    [
        pytest.param(range(5, 8), Waits(0), [Span(5, 5, 7)], id="at once without a for"),
        pytest.param(range(5, 10), Waits(5 * MINUTE), [], id="one evaluation too short"),
        pytest.param(range(5, 11), Waits(5 * MINUTE), [Span(5, 10, 10)], id="at the evaluation at which it is due"),
        pytest.param([*range(2, 6), *range(7, 12)], Waits(5 * MINUTE), [], id="a gap begins anew"),
        pytest.param([3, 6], Waits(0, 3 * MINUTE), [Span(3, 3, 9)], id="kept over a gap and after it"),
        pytest.param([3], Waits(0, 90_000), [Span(3, 3, 5)], id="kept at the evaluations before its end"),
        pytest.param(
            [*range(2, 8), 10, 11, 12], Waits(5 * MINUTE, 2 * MINUTE), [Span(2, 7, 14)], id="back when it was kept last"
        ),
        pytest.param([18, 19], Waits(0, 9 * MINUTE), [Span(18, 18, 19)], id="until the last evaluation"),
        pytest.param([], Waits(0, MINUTE), [], id="nothing"),
    ],
)
def test_known_cases(present: list[int], waits: Waits, expected: list[Span]) -> None:
    assert list(spans(TIMES, list(present), waits)) == expected


def test_a_span_counts_its_evaluations() -> None:
    assert Span(0, 2, 5).evaluations == 4
