"""Checks of groups, of files and of all files: what several rules say together."""

from pathlib import Path

import pytest

from observability.findings import Finding
from observability.linting import Request, lint
from tests.support.samples import rule_file
from tests.unit.linting.found import findings, marked

ROOT = Path(__file__).parents[3]


def limits(*alerts: str) -> str:
    return "\n".join(f"- {{alert: Full, {alert}, annotations: {{summary: s, runbook_url: u}}}}" for alert in alerts)


WARN, CRIT = "labels: {severity: warning}, for: 5m", "labels: {severity: critical}, for: 5m"

# The check, the rules, what is marked and said.
BAD = [
    ("contradicting-limits", limits(f"expr: x > 8, {WARN}", f"expr: x > 5, {CRIT}"), "x > 5", "5, before warning at 8"),
    ("contradicting-limits", limits(f"expr: x < 5, {WARN}", f"expr: x < 8, {CRIT}"), "x < 8", "8, before warning at 5"),
    ("contradicting-limits", limits(f"expr: x > 5, {WARN}", f"expr: x>5, {CRIT}"), "x>5", "5, together with warning"),
    (
        "rule-order",
        "- {record: a:b, expr: a:c}\n- {record: a:c, expr: d}",
        "a:c",
        "which the group records further down",
    ),
    ("duplicate-rule", "- {record: a:b, expr: c}\n- {record: a:b, expr: d}", "{record: a:b", "is there already"),
    ("recording-name", "- {record: errors_total, expr: c}", "errors_total", "looks like a metric"),
    ("no-rules", "groups: [{name: a, rules: []}]", "{name: a", "has no rules"),
    (
        "slow-group",
        "groups: [{name: a, interval: 6m, rules: [{record: a:b, expr: c}]}]",
        "{name: a",
        "records every 6m, and a value is seen for 5m",
    ),
]
GOOD = [
    limits(f"expr: x > 5, {WARN}", f"expr: x > 8, {CRIT}"),
    limits(f"expr: x > 5, {WARN}", f"expr: y > 3, {CRIT}"),
    limits(f"expr: x > 5, {WARN}", f"expr: 'x{{a=\"b\"}} > 3', {CRIT}"),
    limits("expr: x > 5, labels: {severity: warning}, for: 5m", "expr: x > 5, labels: {severity: critical}, for: 1h"),
    limits(f"expr: x > 8, {WARN}", "expr: x > 5, labels: {severity: critical, team: b}, for: 5m"),
    "- {record: a:b, expr: a:b + 1}",
    "- {record: a:c, expr: d}\n- {record: a:b, expr: a:c}",
    "- {record: a:b, expr: c, labels: {d: e}}\n- {record: a:b, expr: d, labels: {d: f}}",
    "groups: [{name: a, interval: 5m, rules: [{record: a:b, expr: c}]}]",
    f"groups:\n- name: a\n  interval: 1h\n  rules: [{{alert: A, expr: x > 1, {WARN}, annotations: {{summary: s}}}}]",
]


@pytest.mark.parametrize(("check", "text", "piece", "said"), BAD)
def test_what_is_wrong_is_found_and_marked(check: str, text: str, piece: str, said: str, tmp_path: Path) -> None:
    found = findings(tmp_path, text)
    assert [(one.check, marked(one)) for one in found] == [(check, piece)]
    assert said in found[0].message


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_passes(text: str, tmp_path: Path) -> None:
    assert findings(tmp_path, text) == []


def several(folder: Path, **texts: str) -> list[Finding]:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(rule_file(text))
    return list(lint(Request((folder,))).findings)


def test_alerts_of_several_files_contradict_each_other(tmp_path: Path) -> None:
    found = several(
        tmp_path,
        a=limits(f"expr: x > 8, {WARN}", f"expr: y > 5, {WARN}", f"expr: z > 5, {WARN}"),
        b=limits(f"expr: x > 5, {CRIT}", f"expr: y > 6, {WARN}", f"expr: z > 6, {CRIT}"),
    )
    told = [(one.message, one.hint) for one in found if one.check == "contradicting-limits"]
    assert [(said, hint.replace(f"{tmp_path}/", "")) for said, hint in told] == [
        ("alert 'Full' is critical at 5, before warning at 8", "exchange the limits with that of a.yaml:4:9"),
        (f"alert 'Full' is warning at 6, and at 5 in {tmp_path}/a.yaml", "keep it or that of a.yaml:5:9"),
    ]


def test_an_alert_of_two_files_is_a_copy(tmp_path: Path) -> None:
    found = several(
        tmp_path,
        a=limits(f"expr: x > 8, {WARN}", f"expr: y > 8, {WARN}", f"expr: y > 8, {WARN}"),
        b=limits(f"expr: x  >  8, {WARN}"),
        c=limits(f"expr: x > 8, {CRIT}").replace("Full", "Empty"),
        d=limits(f"expr: y > 9, {WARN}"),
    )
    copies = [one for one in found if one.check == "copied-alert"]
    assert [(one.severity.value, Path(one.location.file).name) for one in copies] == [("warning", "b.yaml")]
    assert copies[0].message == f"alert 'Full' fires for the same as that of {tmp_path}/a.yaml:4:9"


def test_a_circle_through_several_files_is_told_once(tmp_path: Path) -> None:
    found = several(
        tmp_path,
        a="- {record: 'x:a', expr: 'x:b'}",
        b="- {record: 'x:b', expr: 'x:c'}",
        c="- {record: 'x:c', expr: 'x:a + x:d'}",
        d="- {record: 'x:d', expr: up}",
    )
    (circle,) = (one for one in found if one.check == "rule-cycle")
    assert circle.message == "recording rule 'x:a' reads itself: x:a -> x:b -> x:c -> x:a"
    assert circle.location.file.endswith("a.yaml")


def test_two_circles_are_two(tmp_path: Path) -> None:
    found = several(
        tmp_path,
        a="- {record: 'x:a', expr: 'x:b'}",
        b="- {record: 'x:b', expr: 'x:a + x:c'}",
        c="- {record: 'x:c', expr: 'x:b'}",
    )
    assert len([one for one in found if one.check == "rule-cycle"]) == 2


def test_a_name_that_is_nearly_recorded_is_a_warning_and_others_are_made_elsewhere(tmp_path: Path) -> None:
    found = several(
        tmp_path,
        a="- {record: 'job:errors:rate5m', expr: 'sum(rate(errors_total[5m]))'}",
        b="- {record: 'job:x:max', expr: 'max_over_time(job:error:rate5m[5m]) + of:another:world + job:errors:rate1h'}",
    )
    told = [one for one in found if one.check == "unknown-recording"]
    assert {one.message.split("'")[3]: (one.severity.value, one.hint) for one in told} == {
        "job:error:rate5m": ("warning", "did you mean 'job:errors:rate5m'?"),
        "job:errors:rate1h": ("info", "look at it together with the files that record it"),
        "of:another:world": ("info", "look at it together with the files that record it"),
    }


def test_what_only_reads_itself_is_read_by_nobody(tmp_path: Path) -> None:
    (found,) = several(tmp_path, a="- {record: 'x:a', expr: 'x:a + 1'}")
    assert found.message == "no rule reads x:a"


def test_what_dashboards_read_is_used(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(rule_file("- {record: 'x:a', expr: up}\n- {record: 'x:b', expr: up}"))
    (tmp_path / "grafana").mkdir()
    (tmp_path / "grafana" / "a.json").write_text('{"panels": [{"targets": [{"expr": "sum(x:a{job=\\"b\\"})"}]}]}')
    unknown = lint(Request((tmp_path / "rules.yaml",))).findings
    known = lint(Request((tmp_path / "rules.yaml",), dashboards=(tmp_path / "grafana",))).findings
    assert [(one.severity.value, one.message) for one in unknown] == [("info", "no rule reads x:a, x:b")]
    assert [(one.severity.value, one.message) for one in known] == [
        ("warning", "recording rule 'x:b' is read by no rule and no dashboard")
    ]


@pytest.mark.parametrize("folder", ["checkout/expected", "forms/expected"])
def test_of_what_we_build_there_is_nothing_to_say(folder: str) -> None:
    linted = lint(Request((ROOT / "tests" / "golden" / folder,)))
    assert linted.findings == ()
    assert linted.rules > 50


def test_of_well_known_rules_only_what_is_wrong_is_an_error() -> None:
    linted = lint(Request((ROOT / "tests" / "rules",)))
    assert [(one.check, one.location.line) for one in linted.findings if one.severity == "error"] == [
        ("template-label", 217)
    ]
    warned = [one.check for one in linted.findings if one.severity == "warning"]
    assert {check: warned.count(check) for check in set(warned)} == {
        "alert-annotations": 104,  # pages without a runbook
        "missing-for": 22,
        "rate-over-gauge": 1,
    }


def test_a_pipe_and_a_lost_link_keep_nobody_from_hearing_of_the_rest(tmp_path: Path) -> None:
    (tmp_path / "lost.yaml").symlink_to("nothing.yaml")
    found = several(tmp_path, a="- {record: errors_total, expr: c}")
    assert {one.check for one in found} == {"unreadable-file", "recording-name", "unused-recording"}


def test_what_a_hidden_folder_holds_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.yaml").write_text(rule_file("- {record: errors_total, expr: c}"))
    (tmp_path / "b.yaml").write_text(rule_file("- {record: 'a:b', expr: c}"))
    assert lint(Request((tmp_path,))).files == 1
    assert lint(Request((tmp_path / ".git",))).files == 1
