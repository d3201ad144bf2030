"""What we say Prometheus does not load, promtool refuses; what we pass, it passes."""

import subprocess
from pathlib import Path

import pytest

from observability.linting import Request, lint
from tests.support.promtool import Promtool
from tests.support.samples import rule_file
from tests.unit.linting import test_alerts, test_expressions, test_files

LOADS = frozenset({"rule-file", "rule-fields", "promql-syntax", "bad-duration", "template-error"})
# What fails when it is run, what other versions load, and a part of the language that is not switched on.
NOT_ASKED = frozenset({"x[5m]", "x[5m:1m]", "holt_winters(x[5m],0.5,0.5) > 1", "rate(x[5m] anchored) > 1"})
EXPRESSIONS = [expr for _, expr, _ in test_expressions.BAD if expr not in NOT_ASKED] + test_expressions.GOOD
FIELDS = [text for text, _ in test_files.FIELDS]
ALERTS = [text for _, text, _ in test_alerts.BAD] + test_alerts.GOOD


def loaded(promtool: Promtool, path: Path) -> bool:
    done = subprocess.run([promtool.path, "check", "rules", path], capture_output=True, text=True, check=False)
    return done.returncode == 0


def refused(path: Path) -> bool:
    found = lint(Request((path,))).findings
    return any(one.check in LOADS and one.severity == "error" for one in found)


@pytest.mark.parametrize("expr", EXPRESSIONS)
def test_an_expression_is_refused_where_prometheus_refuses_it(promtool: Promtool, expr: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(rule_file(test_expressions.rule(expr)))
    assert refused(path) is not loaded(promtool, path)


@pytest.mark.parametrize("text", [*FIELDS, *ALERTS])
def test_keys_names_and_templates_are_refused_where_prometheus_refuses_them(
    promtool: Promtool, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(rule_file(text))
    assert refused(path) is not loaded(promtool, path)
