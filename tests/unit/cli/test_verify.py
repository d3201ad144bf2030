"""How `observability verify` ends: what it prints where, and its exit code."""

import json
from pathlib import Path

import pytest

from observability import cli
from observability.cli.exit_codes import ExitCode
from tests.support.promtool import Promtool

GOOD = "groups: [{name: a, rules: [{record: 'a:b:sum', expr: sum(b)}]}]\n"
STYLE = "groups: [{name: a, rules: [{record: errors_total, expr: sum(b)}]}]\n"
ALERT = (
    "groups: [{name: a, rules: [{alert: A, expr: up == 0, labels: {severity: info}, "
    "annotations: {summary: s, runbook_url: r}}]}]\n"
)


@pytest.fixture(autouse=True)
def promtool_of_tests(promtool: Promtool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROMTOOL", str(promtool.path))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("content", "code", "out", "err"),
    [
        (GOOD, ExitCode.OK, "", "All is well: 1 rule file"),
        (STYLE, ExitCode.OK, "a.yaml:1:28: warning: 'errors_total' looks like", "1 warning in 1 file: 1 rule file"),
        (ALERT, ExitCode.OK, "a.yaml: info: metrics of alerts were not checked", "1 info in 1 file: 1 rule file"),
        ("", ExitCode.FINDINGS, "a.yaml: has no rules", "1 error in 1 file: 1 rule file"),
        ("groups: [", ExitCode.FINDINGS, "a.yaml:2:1: is not YAML", "1 error in 1 file: 1 rule file"),
    ],
    ids=["good", "warning", "info", "error", "no YAML"],
)
def test_only_errors_fail(capsys: pytest.CaptureFixture[str], content: str, code: ExitCode, out: str, err: str) -> None:
    Path("a.yaml").write_text(content)
    assert cli.run(["verify", "a.yaml"]) == code
    printed = capsys.readouterr()
    assert (printed.out[: len(out)], bool(printed.out)) == (out, bool(out))
    assert printed.err.startswith(err)


def test_findings_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text("")
    assert cli.run(["verify", "a.yaml", "--format", "json"]) == ExitCode.FINDINGS
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["check"], finding["file"], finding["line"]) == ("no-rules", "a.yaml", 0)


@pytest.mark.parametrize("arguments", [["nowhere"], [], ["--jobs", "0"], ["--format", "xml"]])
def test_what_cannot_be_looked_at_is_wrong_input(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert cli.run(["verify", *arguments]) == ExitCode.INPUT
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("program", ["/bin/true", "/nowhere/promtool"])
def test_no_promtool(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    Path("a.yaml").write_text(GOOD)
    monkeypatch.setenv("PROMTOOL", program)
    assert cli.run(["verify", "a.yaml"]) == ExitCode.MISSING_TOOL
    assert program in capsys.readouterr().err
