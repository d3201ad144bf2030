"""Trap 13: two producers of one recorded series in one rule tree. `service` is the label that keeps services apart."""

from attrs import evolve

from observability.emit.rules import rule_file
from observability.lowering import lower
from tests.support.services import every_form


def series(service):
    return [(rule.record, *sorted(rule.labels.items())) for rule in lower(service).recordings]


def test_no_series_is_recorded_twice():
    recorded = series(every_form())
    assert len(recorded) == len(set(recorded))


def test_services_alike_record_the_same_names_and_no_common_series():
    checkout, returns = every_form(), evolve(every_form(), name="returns")
    assert {name for name, *_ in series(checkout)} == {name for name, *_ in series(returns)}
    assert set(series(checkout)).isdisjoint(series(returns))


def test_promtool_refuses_two_producers_in_a_file(promtool):
    groups = lower(every_form()).groups
    again = evolve(groups[1], name="again")
    assert promtool.check(rule_file("Once.", groups).decode()).returncode == 0
    twice = promtool.check(rule_file("Twice.", (*groups, again)).decode())
    assert "duplicate rule(s) found" in twice.stdout + twice.stderr
    assert twice.returncode == 3
