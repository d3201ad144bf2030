"""Tests of several cases are taken apart again."""

import yaml

from observability.verifier.tested.packs import cases, only

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
    assert cases(test) == ("1 % over 5", 'series that job="a" does not mean')
    alone = only(test, 'series that job="a" does not mean')
    assert alone["input_series"] == test["input_series"][1:]
    assert [look["exp_alerts"] for look in alone["alert_rule_test"]] == [[], []]
    assert only(test, "1 % over 5")["alert_rule_test"] == test["alert_rule_test"]


def test_a_comment_tells_what_an_expression_shows() -> None:
    test = yaml.safe_load(TURNS)
    assert cases(test) == ("ramps", "falling")
    alone = only(test, "falling")
    assert [look["eval_time"] for look in alone["promql_expr_test"]] == ["2h"]
    assert alone["input_series"] == test["input_series"]


def test_a_test_of_one_case_has_no_others() -> None:
    plain = yaml.safe_load(PACK.replace(r',case="1 % over 5"', ""))
    assert cases(plain) == ()
    assert cases({**yaml.safe_load(TURNS), "name": "ramps", "promql_expr_test": [{"expr": "a # ramps"}]}) == ()
