"""promtool passes in silence what no one should: each time it is shown to do so, and `verify` to say it."""

import subprocess
from pathlib import Path

import pytest

from observability.adapters.promtool import check_rules
from observability.exceptions import MissingToolError
from observability.verifier import verify
from tests.support.promtool import Promtool
from tests.unit.verifier.verifying import said, verified, written

RULE = "groups: [{name: a, rules: [{record: 'a:b:sum', expr: sum(b)}]}]\n"
TWICE = "groups:\n- name: a\n  rules:\n  - {record: 'a:b:sum', expr: sum(b)}\n  - {record: 'a:b:sum', expr: sum(c)}\n"


def passes(promtool: Promtool, path: Path, *options: str) -> bool:
    """Whether promtool by itself finds nothing wrong."""
    return subprocess.run([promtool.path, "check", "rules", *options, path], capture_output=True).returncode == 0


@pytest.mark.parametrize("content", ["", "# Rules will come.\n", "groups:\n", "groups: []\n"])
def test_a_file_without_rules(each_promtool: Promtool, tmp_path: Path, content: str) -> None:
    written(tmp_path, good=RULE, empty=content)
    assert passes(each_promtool, tmp_path / "empty.yaml", "--lint=all", "--lint-fatal")
    assert said(each_promtool, tmp_path) == ["empty.yaml: has no rules; write groups with rules, or remove the file"]


def test_a_group_without_rules(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, empty="groups: [{name: a, rules: []}]")
    assert passes(each_promtool, tmp_path / "empty.yaml", "--lint=all", "--lint-fatal")
    assert said(each_promtool, tmp_path) == [
        "empty.yaml:1:10: group 'a' has no rules; write rules, or remove the group"
    ]


def test_duplicate_rules_exit_0(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, twice=TWICE)
    assert passes(each_promtool, tmp_path / "twice.yaml")
    assert said(each_promtool, tmp_path) == [
        (
            "twice.yaml:5:5: recording rule 'a:b:sum' is there already, with the same labels; "
            "remove it or that of twice.yaml:4:5, or tell them apart by a label"
        )
    ]


def test_duplicate_rules_in_two_files(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, a=RULE, b=RULE)
    assert passes(each_promtool, tmp_path / "a.yaml", tmp_path / "b.yaml", "--lint=all", "--lint-fatal")
    (message,) = said(each_promtool, tmp_path)
    assert message.startswith("b.yaml:1:28: recording rule 'a:b:sum' is there already")
    assert "remove it or that of a.yaml:1:28" in message


def test_an_unknown_lint_switches_all_off(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, twice=TWICE)
    assert passes(each_promtool, tmp_path / "twice.yaml", "--lint=duplicate-rule", "--lint-fatal")
    # Ours are the right words: promtool itself finds what it was asked for.
    (complaint,) = check_rules(each_promtool.path, [str(tmp_path / "twice.yaml")])
    assert complaint.message == "duplicate rule 'a:b:sum'"


def test_one_bad_duration_hides_all_else(each_promtool: Promtool, tmp_path: Path) -> None:
    alert = "{alert: A, expr: up == 0, for: 5, labels: {severity: page}}"
    written(tmp_path, hidden=f"groups: [{{name: a, interval: 1.5m, rules: [{alert}]}}]")
    options = ("check", "rules", tmp_path / "hidden.yaml")
    run = subprocess.run([each_promtool.path, *options], capture_output=True, text=True)
    assert ['"1.5m"' in run.stderr, '"5"' in run.stderr, "page" in run.stderr].count(True) == 1, run.stderr
    found = {(finding.check, finding.where) for finding in verified(each_promtool, tmp_path)}
    assert found == {
        ("bad-duration", "interval"),
        ("bad-duration", "for"),
        ("alert-severity", "labels.severity"),
        ("alert-annotations", "annotations.summary"),
        ("alert-annotations", "annotations.runbook_url"),
    }


def test_of_two_documents_the_second_is_passed_over(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, two=f"{RULE}---\n{RULE.replace('sum(b)', 'sum(')}")
    assert passes(each_promtool, tmp_path / "two.yaml", "--lint=all", "--lint-fatal")
    assert said(each_promtool, tmp_path) == [
        (
            "two.yaml:2:1: holds more than one YAML document; "
            "put it into a file of its own: Prometheus reads the first, and passes over the rest"
        )
    ]


def test_an_alert_over_a_series_that_nobody_records(each_promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, a=RULE, b="groups: [{name: b, rules: [{record: 'a:c', expr: 'a:b:summ'}]}]")
    assert passes(each_promtool, tmp_path / "b.yaml", "--lint=all", "--lint-fatal")
    assert said(each_promtool, tmp_path) == [
        "b.yaml:1:28: recording rule 'a:c' reads 'a:b:summ', which no rule records (expr); did you mean 'a:b:sum'?"
    ]


# Programs that end as a good promtool would, or as one that found something, and did not look at the files.
@pytest.mark.parametrize("program", ["/bin/true", "/bin/false", "/bin/echo"])
def test_what_did_not_check_every_file_is_no_promtool(tmp_path: Path, program: str) -> None:
    written(tmp_path, a=RULE)
    with pytest.raises(MissingToolError, match=f"{program} did not check all files as promtool does"):
        verify([tmp_path], Path(program), 1, lambda _done, _all: None)


def test_what_fails_and_does_not_say_why_is_no_promtool(tmp_path: Path) -> None:
    written(tmp_path, a=RULE)
    program = tmp_path / "promtool"
    program.write_text('#!/bin/sh\nfor file; do :; done\nprintf "Checking %s\\n" "$file"\nexit 1\n')
    program.chmod(0o755)
    with pytest.raises(MissingToolError, match="did not check all files"):
        verify([tmp_path / "a.yaml"], program, 1, lambda _done, _all: None)
