"""Tests of several cases are taken apart again."""

import pytest
import yaml

from observability.model.durations import Duration
from observability.verifier.tested.document import looks
from observability.verifier.tested.packs import cases, only, turns

PACK = r"""
name: 'A: 2 cases, told apart by the label case'
input_series:
  - {series: 'x{a="b",case="1 % over 5"}', values: 6x5}
  - {series: 'x{case="series that job=\"a\" does not mean"}', values: 6x5}
alert_rule_test:
  - {eval_time: 4m, alertname: A, exp_alerts: []}
  - {eval_time: 5m, alertname: A, exp_alerts: [{exp_labels: {case: "1 % over 5"}}]}
"""
TURNS = """
name: ramps; falling
input_series: [{series: x, values: 1 2 _ 2 1}]
promql_expr_test:
  - {expr: 'a:b # ramps', eval_time: 1h}
  - {expr: 'c:d # ramps', eval_time: 1h}
  - {expr: 'a:b # falling', eval_time: 2h}
"""


def test_a_label_tells_whose_a_series_is() -> None:
    test = yaml.safe_load(PACK)
    assert cases(test, {}) == ("1 % over 5", 'series that job="a" does not mean')
    alone = only(test, 'series that job="a" does not mean', {})
    assert alone["input_series"] == test["input_series"][1:]
    assert [look["exp_alerts"] for look in alone["alert_rule_test"]] == [[], []]
    assert only(test, "1 % over 5", {})["alert_rule_test"] == test["alert_rule_test"]


def test_a_look_that_cases_share_is_silent_for_those_that_do_not_fire() -> None:
    before, fires, silent = looks([{**yaml.safe_load(PACK)}])
    assert (before.expected, silent.expected) == ((), ())
    assert [one["case"] for one in fires.expected] == ["1 % over 5"]


def test_a_comment_tells_what_an_expression_shows() -> None:
    test = yaml.safe_load(TURNS)
    assert cases(test, {}) == ("ramps", "falling")
    alone = only(test, "falling", {})
    assert [look["eval_time"] for look in alone["promql_expr_test"]] == ["2h"]
    assert alone["input_series"] == test["input_series"]


def test_a_test_of_one_case_has_no_others() -> None:
    plain = yaml.safe_load(PACK.replace(r',case="1 % over 5"', ""))
    assert cases(plain, {}) == ()
    assert cases({**yaml.safe_load(TURNS), "name": "ramps", "promql_expr_test": [{"expr": "a # ramps"}]}, {}) == ()


ONE_BY_ONE = r"""
tests:
  - name: 'A: 2 cases, one after the other'
    interval: 1m
    input_series:
      - series: 'x'
        values: '6x5'
    alert_rule_test:
      # 1 % over 5
      - eval_time: 4m
        alertname: A
        exp_alerts: []
      - eval_time: 5m
        alertname: A
        exp_alerts: [{exp_labels: {}}]
      # series that job="a" does not mean; # and more
      - eval_time: 1d1h
        alertname: A
        exp_alerts: []
    # Labels alone: annotations have digits in which versions differ, or more than we render.
    promql_expr_test:
      - expr: 'ALERTS{alertname="A",alertstate="firing"} # exactly 5'
        eval_time: 2d
  - name: other
    alert_rule_test:
      # somebody's own words
      - eval_time: 4m
        alertname: A
"""


def test_a_comment_tells_whose_turn_it_is() -> None:
    test, other = yaml.safe_load(ONE_BY_ONE)["tests"]
    found = turns(ONE_BY_ONE)
    assert found.keys() == {test["name"]}
    alien = 'series that job="a" does not mean; # and more'
    its = {"4m": "1 % over 5", "5m": "1 % over 5", "1d1h": alien}
    assert found[test["name"]] == {Duration.parse(time): case for time, case in its.items()}
    assert cases(test, found[test["name"]]) == ("1 % over 5", alien, "exactly 5")
    assert cases(other, {}) == ()


def test_of_cases_that_take_turns_the_looks_at_one_are_left() -> None:
    test = yaml.safe_load(ONE_BY_ONE)["tests"][0]
    shared = turns(ONE_BY_ONE)[test["name"]]
    alone = only(test, "1 % over 5", shared)
    assert alone["input_series"] == test["input_series"]
    assert [look["eval_time"] for look in alone["alert_rule_test"]] == ["4m", "5m"]
    assert alone["promql_expr_test"] == []
    assert only(test, "exactly 5", shared)["promql_expr_test"] == test["promql_expr_test"]
    assert (cases(alone, shared), cases(only(test, "exactly 5", shared), shared)) == (("1 % over 5",), ("exactly 5",))


@pytest.mark.parametrize("time", [0, "0", "soon", None])
def test_a_time_that_we_cannot_read_is_nobodys(time: object) -> None:
    test = yaml.safe_load(ONE_BY_ONE)["tests"][0]
    shared = turns(ONE_BY_ONE)[test["name"]]
    test["alert_rule_test"][0]["eval_time"] = time
    assert cases(test, shared) == ("1 % over 5", 'series that job="a" does not mean; # and more', "exactly 5")
    assert [look["eval_time"] for look in only(test, "1 % over 5", shared)["alert_rule_test"]] == ["5m"]
