"""Tests of several cases: a label tells whose each series and each alert is, or a comment whose each look is."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from observability.model.durations import Duration
from observability.proof.suites import CASE, ONE_BY_ONE

_LABEL = re.compile(rf'[{{,]{CASE}=("(?:[^"\\]|\\.)*")')
_COMMENT = re.compile(r" # (.*)")
# How tests are written whose cases take turns: the comment stands above the looks at each.
_NAME = re.compile(rf"  - name: (.*{ONE_BY_ONE}.*)")
_ABOVE = re.compile(r"      # (.*)")
_TIME = re.compile(r"      - eval_time: (\w+)")

# Whose the look at a time is.
Turns = Mapping[Duration, str]


def turns(text: str) -> Mapping[str, Turns]:
    """By their names the tests of a file whose cases take turns."""
    found: dict[str, dict[Duration, str]] = {}
    name = case = ""
    for line in text.split("\n"):
        if line.startswith("  - "):
            told = _NAME.fullmatch(line)
            name, case = str(yaml.load(told[1], yaml.CSafeLoader)) if told else "", ""
        elif above := _ABOVE.fullmatch(line):
            case = above[1]
        elif (time := _TIME.fullmatch(line)) and name and case:
            found.setdefault(name, {})[Duration.parse(time[1])] = case
    return found


def cases(test: Mapping[str, Any], shared: Turns) -> tuple[str, ...]:
    """The cases of a test that has several; else none. `shared`: whose turn it is when."""
    found = dict.fromkeys(_cases(test, shared))
    return () if "" in found or list(found) == [test.get("name")] else tuple(found)


def _cases(test: Mapping[str, Any], shared: Turns) -> Iterator[str]:
    if test.get("alert_rule_test") and not shared:
        yield from (_of_series(one) for one in test.get("input_series") or ())
    else:
        yield from (turn for look in test.get("alert_rule_test") or () if (turn := _turn(look, shared)))
        yield from (_of_expr(one) for one in test.get("promql_expr_test") or ())


def only(test: Mapping[str, Any], case: str, shared: Turns) -> Mapping[str, Any]:
    """The test with one of its cases alone; of those that take turns, with the looks at it alone."""
    looks, exprs = test.get("alert_rule_test") or (), test.get("promql_expr_test") or ()
    if shared or not looks:
        its = [one for one in looks if _turn(one, shared) == case]
        return {**test, "alert_rule_test": its, "promql_expr_test": [one for one in exprs if _of_expr(one) == case]}
    series = [one for one in test["input_series"] if _of_series(one) == case]
    return {**test, "input_series": series, "alert_rule_test": [_look(look, case) for look in looks]}


def _turn(look: Mapping[str, Any], shared: Turns) -> str:
    try:
        return shared.get(Duration.parse(str(look.get("eval_time"))), "")
    except ValueError:
        # promtool says what is wrong with it.
        return ""


def _of_series(one: Mapping[str, Any]) -> str:
    found = _LABEL.search(str(one.get("series", "")))
    return str(json.loads(found[1])) if found else ""


def _of_expr(one: Mapping[str, Any]) -> str:
    found = _COMMENT.search(str(one.get("expr", "")))
    return found[1] if found else ""


def _look(look: Mapping[str, Any], case: str) -> Mapping[str, Any]:
    expected = [one for one in look.get("exp_alerts") or () if (one.get("exp_labels") or {}).get(CASE) == case]
    return {**look, "exp_alerts": expected}
