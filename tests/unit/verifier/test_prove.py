"""`observability prove`, from rule files to findings, exit codes and tests that run without us."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from observability import cli
from observability.adapters.promtool_tests import run_tests as run_promtool
from observability.exceptions import MissingToolError
from tests.support.promtool import Promtool

GOOD = """groups:
  - name: shop
    rules:
      - alert: QueueLong
        expr: queue_length > 5
        for: 5m
      - alert: QueueLong
        expr: queue_length > 50
        labels: {severity: page}
      - record: queue:long
        expr: sum(queue_length)
"""
MANIFEST = """apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: one}
spec:
  groups:
    - name: g
      rules:
        - {alert: Down, expr: up == 0}
---
kind: ConfigMap
data: {groups: none}
---
kind: List
items:
  - kind: PrometheusRule
    spec: {groups: [{name: h, rules: [{alert: Gone, expr: absent(up)}]}]}
"""


@pytest.fixture(autouse=True)
def tools(promtool: Promtool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROMTOOL", str(promtool.path))
    monkeypatch.chdir(tmp_path)


def rules(text: str, name: str = "rules.yaml") -> str:
    Path(name).write_text(text)
    return name


def an_alert(expr: str, more: str = "") -> str:
    return f"groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: {expr}\n        {more}\n"


def test_good_alerts_are_proven_and_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["prove", rules(GOOD)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("2 of 2 alerts are shown firing and silent, by ")


def test_its_tests_are_kept_and_run_without_us(promtool: Promtool) -> None:
    assert cli.run(["prove", rules(GOOD), rules(MANIFEST, "manifest.yml"), "--output", "tests", "--jobs", "2"]) == 0
    made = sorted(str(path.relative_to("tests")) for path in Path("tests").rglob("*.test.yaml"))
    assert made == [
        "manifest/Down.test.yaml",
        "manifest/Gone.test.yaml",
        "rules/QueueLong-2.test.yaml",
        "rules/QueueLong.test.yaml",
    ]
    run = subprocess.run([promtool.path, "test", "rules", *made], cwd="tests", capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_the_same_rules_make_the_same_tests() -> None:
    for folder in ("one", "two"):
        assert cli.run(["prove", rules(GOOD), "--output", folder]) == 0
    first, second = ({p.name: p.read_bytes() for p in Path(folder).rglob("*.yaml")} for folder in ("one", "two"))
    assert first == second


def test_tests_of_alerts_that_are_gone_go_too() -> None:
    assert cli.run(["prove", rules(GOOD), "--output", "tests"]) == 0
    assert cli.run(["prove", rules(MANIFEST), "--output", "tests"]) == 0
    assert sorted(path.name for path in Path("tests/rules").glob("*.test.yaml")) == ["Down.test.yaml", "Gone.test.yaml"]


@pytest.mark.parametrize(
    ("expr", "more", "code", "line", "said"),
    [
        ("count(up) < 1", "", 1, 4, "the alert A can never fire: nothing satisfies `count(up) < 1`"),
        ("rate(x[5m]) >= 0", "", 1, 4, "the alert A fires for whatever series there are"),
        ("increase(x[5m]) > 0", "for: 10m", 0, 4, "warning: the alert A does not fire for one event of x"),
        ("x @ 7 > 5", "", 0, 4, "warning: no test was derived for the alert A: the modifier @"),
        ("vector(1)", "", 0, 4, "info: the alert A reads no series and always fires"),
        ("x > 5", "for: 1,5m", 1, 6, "'1,5m' is not a duration"),
    ],
)
def test_findings_have_their_line(
    capsys: pytest.CaptureFixture[str], expr: str, more: str, code: int, line: int, said: str
) -> None:
    assert cli.run(["prove", rules(an_alert(f"'{expr}'", more))]) == code
    told = capsys.readouterr()
    assert told.out.startswith(f"rules.yaml:{line}:")
    assert said in told.out
    assert " of 1 alerts are shown firing and silent" in told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.yaml"], "missing.yaml: there is no such file or folder"),
        (["empty"], "empty: there are no rule files; they are *.yaml, *.yml, *.rules"),
        ([], "Missing argument 'RULES...'"),
        (["other.yaml"], "other.yaml: there are no rules\n"),
    ],
)
def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    Path("empty").mkdir()
    Path("other.yaml").write_text("group: []\n")
    assert cli.run(["prove", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_missing_promtool_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PROMTOOL", "nowhere")
    assert cli.run(["prove", rules(GOOD)]) == 3
    assert "PROMTOOL=nowhere" in capsys.readouterr().err


def test_what_is_no_yaml_is_said_and_the_rest_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    Path("all").mkdir()
    assert cli.run(["prove", str(Path(rules("a: [", "all/bad.yaml")).parent), rules(GOOD)]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("all/bad.yaml:2:1: is not YAML")
    assert "2 of 2 alerts" in told.err


def test_findings_as_documents(capsys: pytest.CaptureFixture[str]) -> None:
    name = rules(an_alert("count(up) < 1"))
    found: dict[str, Any] = {}
    for form in ("json", "sarif", "junit"):
        assert cli.run(["prove", name, "--format", form]) == 1
        found[form] = capsys.readouterr().out
    assert json.loads(found["json"])["findings"][0]["check"] == "never-fires"
    assert json.loads(found["sarif"])["runs"][0]["results"][0]["ruleId"] == "never-fires"
    assert 'failures="1"' in found["junit"]


FAILING = """rule_files: [r.yaml]
group_eval_order: [g]
tests:
- name: 'A: first'
  input_series: [{series: x, values: 6}]
  alert_rule_test: [{eval_time: 0m, alertname: A}]
- name: 'A: second, with "quotes"'
  input_series: [{series: x, values: 6}]
  promql_expr_test: [{expr: 'ALERTS{alertname="A"} # A: second', eval_time: 0m}]
"""


def test_failures_lead_back_to_their_tests(each_promtool: Promtool, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(an_alert("x > 5"))
    for name, text in (("bad.yaml", FAILING), ("good.yaml", FAILING.replace("6", "5"))):
        (tmp_path / name).write_text(text)
    # Whatever runs apart comes in the order that was asked for.
    bad, good = run_promtool(each_promtool.path, tmp_path, ["bad.yaml", "good.yaml"], ["bad.yaml"])
    assert [(failure.test, failure.time) for failure in bad.failures] == [("A: first", "0s"), ("A: second", "0s")]
    assert 'got:[ 0: Labels:{alertname="A"}' in bad.failures[0].message
    assert good.failures == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule_files: [gone.yaml]\ntests: []\n", "the rule file is not there"),
        ("tests:\n- input_series: [{series: 'x{', values: 6}]\n", "parse error"),
        ("rule_files: [r.yaml]\ntests:\n- {nonsense: 1}\n", "nonsense"),
    ],
)
def test_what_is_no_test_fails(each_promtool: Promtool, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "r.yaml").write_text(an_alert("x > 5"))
    (tmp_path / "t.yaml").write_text(text)
    (tested,) = run_promtool(each_promtool.path, tmp_path, ["t.yaml"])
    assert said in tested.failures[0].message


def test_another_program_is_no_promtool(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match="did not test all files as promtool does"):
        run_promtool(Path("/bin/echo"), tmp_path, ["t.yaml"])


def test_mutants_are_told_in_a_table_and_what_they_add_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["prove", rules(GOOD), "--mutants", "--output", "tests"]) == 0
    err = capsys.readouterr().err
    assert [line.split()[0] for line in err.splitlines()[-5:-1]] == ["rule", "QueueLong", "QueueLong", "all"]
    assert "(100%)" in err.splitlines()[-2]
