"""Cases of an alert take turns in one test, and each shows what it shows by itself."""

import pytest
from attrs import evolve

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.promql import tree_of
from observability.proof import derive
from observability.proof.alerting import Simulation
from observability.proof.derived import Derived
from observability.proof.evaluator import V2, V3, Storage
from observability.proof.samples.segments import series
from observability.proof.script import Script
from observability.proof.suites.turns import in_turn

_DAY = 86_400_000
_SHORT = "sum(x) > 5"
_LONG = "sum(avg_over_time(x[1h] offset 1d)) > 3 and (sum(x) or vector(0)) == 0"


def turns(expr: str, **times: str) -> tuple[Derived, Script | None]:
    parsed = {name: Duration.parse(time) for name, time in times.items()}
    alert = Alert("A", expr, parsed["duration"], {}, {"summary": "{{ $value }}"})
    derived = derive(evolve(alert, keep_firing_for=parsed.get("keep_firing_for")))
    assert derived.both_ways
    return derived, in_turn(derived, derived.cases)


@pytest.mark.parametrize("expr", [_SHORT, _LONG, "avg(rate(x[5m])) > 3", "sum(x) > 5 unless sum(y) > 1"])
@pytest.mark.parametrize("times", [{"duration": "10m"}, {"duration": "5m", "keep_firing_for": "20m"}])
def test_each_case_shows_what_it_shows_alone(expr: str, times: dict[str, str]) -> None:
    derived, script = turns(expr, **times)
    assert script
    alone = {case.name: [check.expected for check in case.checks] for case in derived.cases}
    together = {name: [check.expected for _, check in script.alerts if check.case == name] for name in alone}
    assert together == alone
    storage = Storage([series(one.labels, one.segments, script.sample) for one in script.inputs])
    interval = derived.cases[0].evaluation
    for semantics in (V2, V3):
        simulation = Simulation(derived.alert, tree_of(expr), storage, interval, semantics)
        fired = dict(simulation.run(max(check.at for _, check in script.alerts)))
        for _, check in script.alerts:
            assert len(fired[check.at]) == len(check.expected)


def test_others_have_their_turn_while_a_day_passes() -> None:
    derived, script = turns(_LONG, duration="10m")
    assert script
    assert len(derived.cases) > 8
    assert max(check.at for _, check in script.alerts) < len(derived.cases) * _DAY / 3


def test_there_is_nothing_but_what_is_read() -> None:
    derived, script = turns(_LONG, duration="10m")
    assert script
    given = sum(1 for one in script.inputs for at in series(one.labels, one.segments, script.sample).times)
    alone = sum(
        len(series(one.labels, one.segments, case.sample).times) for case in derived.cases for one in case.inputs
    )
    assert given < alone / 3


def test_cases_in_which_there_is_nothing_have_one_turn() -> None:
    derived, script = turns("absent(x)", duration="5m")
    assert script
    looks = {case.name: [check.at for _, check in script.alerts if check.case == case.name] for case in derived.cases}
    assert looks["without x"] == looks["no series at all"]
    assert looks["with x"] not in (looks["without x"], looks["stops when its reason is gone"])


def test_what_takes_longer_together_stays_apart() -> None:
    _, script = turns("sum(max_over_time(x[30d])) > 5", duration="1h")
    assert script is None


def test_steps_of_subqueries_stay_what_they_are_in_each_case() -> None:
    expr = "sum(avg_over_time((x offset 1d)[1h:20m])) > 3 and (sum(x) or vector(0)) == 0"
    derived, script = turns(expr, duration="10m")
    assert script
    alone = {case.name: case.checks[0].at for case in derived.cases}
    together = {check.case: check.at for _, check in reversed(script.alerts)}
    # Forty minutes are two steps, and four evaluations.
    assert {case.evaluation for case in derived.cases} == {600_000}
    assert {(together[name] - at) % 2_400_000 for name, at in alone.items()} == {0}


def test_what_two_would_find_the_same_both_read() -> None:
    _, script = turns(_LONG, duration="10m")
    assert script
    looks = {check.case: check.at for _, check in script.alerts}
    # Both read an hour of yesterday, in which there is the same.
    fires, stops = looks["exactly 0 in sum(x) or vector(0)"], looks["stops when its reason is gone"]
    assert 0 < stops - fires < _DAY / 24
    for one in script.inputs:
        times = series(one.labels, one.segments, script.sample).times
        assert len(times) == len(set(times))


def test_what_climbs_is_not_shared() -> None:
    derived, script = turns("sum(rate(x[1h] offset 1d)) > 3 and (sum(y) or vector(0)) == 0", duration="10m")
    assert script
    ends = [case.end for case in derived.cases if case.inputs]
    assert len({check.at for _, check in script.alerts}) > len(set(ends))
