"""Tests of several cases, of which a label tells whose each series and each alert is."""

import json
import re
from collections.abc import Mapping
from typing import Any

from observability.proof.suites import CASE

_LABEL = re.compile(rf'[{{,]{CASE}=("(?:[^"\\]|\\.)*")')


def cases(test: Mapping[str, Any]) -> tuple[str, ...]:
    """The cases of a test that has several; none where its series are not all some case's."""
    found = [_case(one) for one in test.get("input_series") or ()]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def only(test: Mapping[str, Any], case: str) -> Mapping[str, Any]:
    """The test with one of its cases alone."""
    series = [one for one in test["input_series"] if _case(one) == case]
    looks = [_look(look, case) for look in test.get("alert_rule_test") or ()]
    return {**test, "input_series": series, "alert_rule_test": looks}


def _case(one: Mapping[str, Any]) -> str:
    found = _LABEL.search(str(one.get("series", "")))
    return str(json.loads(found[1])) if found else ""


def _look(look: Mapping[str, Any], case: str) -> Mapping[str, Any]:
    expected = [one for one in look.get("exp_alerts") or () if (one.get("exp_labels") or {}).get(CASE) == case]
    return {**look, "exp_alerts": expected}
