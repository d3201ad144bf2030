"""PrometheusRules of Kubernetes: judged as the rule files that they hold, at the lines where they stand."""

from pathlib import Path

from observability.findings import Severity
from observability.verifier import verify
from tests.support.promtool import Promtool
from tests.unit.verifier.verifying import said, verified, written

RULES = Path(__file__).parents[2] / "rules"
GOOD = """\
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: good}
spec:
  groups:
  - name: a
    rules:
    - {record: "a:b:sum", expr: sum(b)}
"""
BAD = """\
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: bad
spec:
  groups:
  - partial_response_strategy: warn # what Thanos reads, and Prometheus does not know
    name: b
    partial_response_strategy: abort
    rules:
    - record: a:c:sum
      expr: sum(c
    - alert: A
      expr: up == 0
"""
OTHER = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {groups: 3}\n"
LIST = """\
apiVersion: v1
kind: List
items:
- kind: PrometheusRule
  apiVersion: monitoring.coreos.com/v1
  spec: {groups: [{name: c, rules: [{record: "a:d:sum", expr: sum(d}]}]}
"""


def test_a_sound_manifest_is_sound(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, good=GOOD, both=f"{OTHER}---\n{GOOD.replace('a:b', 'a:e')}")
    found = verify([tmp_path], each_promtool.path, 1, lambda _done, _all: None)
    assert (found.findings, found.files, found.rules) == ((), 2, 2)


def test_what_is_wrong_stands_where_it_was_written(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, all=f"{GOOD}---\n{BAD}---\n{LIST}")
    places = {(finding.check, finding.location.line) for finding in verified(each_promtool, tmp_path / "all.yaml")}
    assert {("promtool", 21), ("promtool", 30)} <= places
    assert {line for _, line in places} == {21, 22, 30}


def test_labels_and_duplicates_are_looked_at_as_in_rule_files(promtool: Promtool, tmp_path: Path) -> None:
    alert = "    - {alert: A, expr: up == 0, annotations: {summary: s, runbook_url: r}}\n"
    written(tmp_path, one=GOOD, two=GOOD + alert)
    checks = {finding.check for finding in verified(promtool, tmp_path)}
    assert {"alert-severity", "duplicate-rule"} <= checks


def test_manifests_of_other_kinds_are_a_word_and_no_error(promtool: Promtool, tmp_path: Path) -> None:
    (finding,) = verified(promtool, written(tmp_path, deployment=OTHER))
    assert (finding.severity, finding.message) == (Severity.INFO, "has no rules, but Deployment")


def test_what_should_have_rules_and_has_none_is_an_error(promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, empty=GOOD.partition("spec:")[0])
    assert any("has no rules; write groups" in message for message in said(promtool, tmp_path))


def test_the_examples_of_the_repository(each_promtool: Promtool) -> None:
    found = verified(each_promtool, RULES / "kubernetes.yaml")
    assert [str(finding) for finding in found if finding.check in {"promtool", "rule-file"}] == []
