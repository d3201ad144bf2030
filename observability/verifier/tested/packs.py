"""Tests of several cases: a label tells whose each series and each alert is, or a comment whose each expression."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from observability.proof.suites import CASE

_LABEL = re.compile(rf'[{{,]{CASE}=("(?:[^"\\]|\\.)*")')
_COMMENT = re.compile(r" # (.*)")


def cases(test: Mapping[str, Any]) -> tuple[str, ...]:
    """The cases of a test that has several; else none."""
    found = dict.fromkeys(_cases(test))
    return () if "" in found or list(found) == [test.get("name")] else tuple(found)


def _cases(test: Mapping[str, Any]) -> Iterator[str]:
    if test.get("alert_rule_test"):
        yield from (_of_series(one) for one in test.get("input_series") or ())
    else:
        yield from (_of_expr(one) for one in test.get("promql_expr_test") or ())


def only(test: Mapping[str, Any], case: str) -> Mapping[str, Any]:
    """The test with one of its cases alone."""
    if not test.get("alert_rule_test"):
        return {**test, "promql_expr_test": [one for one in test["promql_expr_test"] if _of_expr(one) == case]}
    series = [one for one in test["input_series"] if _of_series(one) == case]
    return {**test, "input_series": series, "alert_rule_test": [_look(look, case) for look in test["alert_rule_test"]]}


def _of_series(one: Mapping[str, Any]) -> str:
    found = _LABEL.search(str(one.get("series", "")))
    return str(json.loads(found[1])) if found else ""


def _of_expr(one: Mapping[str, Any]) -> str:
    found = _COMMENT.search(str(one.get("expr", "")))
    return found[1] if found else ""


def _look(look: Mapping[str, Any], case: str) -> Mapping[str, Any]:
    expected = [one for one in look.get("exp_alerts") or () if (one.get("exp_labels") or {}).get(CASE) == case]
    return {**look, "exp_alerts": expected}
