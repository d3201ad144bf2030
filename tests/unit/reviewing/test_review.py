"""Whole reviews, over real repositories and with the real promtool."""

import hashlib
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from attrs import evolve

from observability import report
from observability.exceptions import InputError, UsageError
from observability.findings import Severity
from observability.model.review import Action, Event
from observability.review.change import Kind, Sensitivity
from observability.review.version import Version
from observability.reviewing import Request, Reviewed, review
from observability.reviewing.confirm import confirm
from observability.reviewing.output import FORMATS, render
from tests.support.promtool import Promtool
from tests.support.repository import Repository
from tests.unit.reviewing.test_sides import PROJECT, SERVICE

TODAY = date(2026, 12, 1)


def rules(*alerts: str, group: str = "g") -> str:
    return f"groups:\n  - name: {group}\n    rules:\n" + "".join(alerts)


def alert(name: str = "A", expr: str = "x > 5", severity: str = "critical") -> str:
    return f"      - alert: {name}\n        expr: {expr}\n        labels: {{severity: {severity}}}\n"


def looked_at(old: str, new: str | None = None, promtool: Path | None = None, **rest: object) -> Reviewed:
    return review(evolve(Request(old, new, TODAY, promtool=promtool), **rest), lambda _done, _total: None)  # type: ignore[arg-type]


def told(found: Reviewed) -> set[tuple[str, str, str]]:
    return {(one.name, one.sensitivity, change.kind) for one in found.changed for change in one.changes}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(tmp_path)
    return Repository.start(tmp_path)


def test_a_branch_is_compared_without_touching_anything(repository: Repository) -> None:
    repository.commit(**{"rules/a.yaml": rules(alert(), alert("B", "y > 1"))})
    repository.git("checkout", "-q", "-b", "limits")
    repository.commit(
        **{"rules/a.yaml": rules(alert(expr="x > 7")), "rules/b.yaml": rules(alert("B", "y > 1"), group="h")}
    )
    repository.write("rules/a.yaml", rules(alert(expr="x > 9")))
    before = digest(repository.folder)
    assert told(looked_at("main")) == {("A", "less", "threshold"), ("B", "equally", "moved")}
    assert told(looked_at("main", "limits")) == {("A", "less", "threshold"), ("B", "equally", "moved")}
    assert looked_at("limits").changed[0].changes[0].reason == "fires above 9 where it fired above 7"
    assert digest(repository.folder) == before


def digest(folder: Path) -> str:
    listed = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in listed)).hexdigest()


def test_a_renamed_file_moves_its_rules(repository: Repository) -> None:
    repository.commit(**{"rules/old.yaml": rules(alert(), alert("B", "y > 1"))})
    repository.git("mv", "rules/old.yaml", "rules/new.yaml")
    assert told(looked_at("HEAD")) == {("A", "equally", "moved"), ("B", "equally", "moved")}
    assert told(looked_at("HEAD:rules/old.yaml", "rules/new.yaml")) == set()


def test_a_shallow_clone_says_what_it_lacks(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(**{"a.yaml": rules(alert())})
    repository.commit(**{"a.yaml": rules(alert(expr="x > 6"))})
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    with pytest.raises(UsageError, match="shallow clone"):
        looked_at("HEAD~1")
    assert looked_at("HEAD").changed == ()


def test_environments_that_changed_alike_are_told_once(repository: Repository) -> None:
    project = PROJECT.replace("spec: {", "spec: {environments: {live: {}, test: {}}, ")
    repository.commit(**{"observability.yaml": project, "services/shop.yaml": SERVICE.format(target="99.9")})
    repository.write("services/shop.yaml", SERVICE.format(target="99.5"))
    found = looked_at("main")
    assert {one.environments for one in found.changed} == {("live", "test")}
    assert {one.environments for one in looked_at("main", environments=("test",)).changed} == {("test",)}
    burns = [one for one in found.changed if one.name == "AvailabilityBudgetBurn"]
    assert {one.sensitivity for one in burns} == {Sensitivity.LESS}
    assert {change.kind for one in burns for change in one.changes} == {Kind.THRESHOLD, Kind.TEXT}


def test_a_panel_of_a_service_reads_its_recordings(repository: Repository) -> None:
    repository.commit(**{"observability.yaml": PROJECT, "services/shop.yaml": SERVICE.format(target="99.9")})
    repository.write("services/shop.yaml", SERVICE.format(target="99.9").replace("code='500'", "code=~'5..'"))
    (errors,) = [one for one in looked_at("main").changed if one.name == "signal:errors:rate5m"]
    assert any(one.panel for one in errors.reached)
    assert any(one.rule and one.rule.is_alert and len(one.via) > 1 for one in errors.reached)


def test_the_policy_of_the_old_side_holds_too(repository: Repository) -> None:
    repository.commit(**{"observability.yaml": PROJECT, "rules/a.yaml": rules(alert())})
    repository.write(
        "observability.yaml", PROJECT.replace("spec: {", "spec: {review: {policy: {critical-removed: inform}}, ")
    )
    repository.write("rules/a.yaml", rules(alert("B", "up == 0")))
    assert looked_at("main").failed
    assert not looked_at("HEAD", "HEAD").failed
    repository.commit()
    repository.write("rules/a.yaml", rules(alert("C", "down == 0")))
    assert not looked_at("main").failed


def test_exceptions_in_a_project_file_are_for_descriptors_that_are_gone(repository: Repository) -> None:
    repository.commit(**{"observability.yaml": PROJECT, "services/shop.yaml": SERVICE.format(target="99.9")})
    (repository.folder / "services/shop.yaml").unlink()
    assert looked_at("main").failed
    allowed = "spec: {review: {overrides: {x: {allow: [critical-removed], reason: gone, until: '2026-12-31'}}}, "
    repository.write("observability.yaml", PROJECT.replace("spec: {", allowed))
    found = looked_at("main")
    assert not found.failed
    assert all(one.verdict.overrides for one in found.changed if Event.CRITICAL_REMOVED in one.verdict.events)
    assert looked_at("main", today=date(2027, 1, 1)).failed


def test_without_promtool_nothing_is_said_to_be_confirmed(tmp_path: Path, promtool: Promtool) -> None:
    (tmp_path / "a.yaml").write_text(rules(alert()))
    (tmp_path / "b.yaml").write_text(rules(alert(expr="x > 9")))
    sides = str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")
    assert [witness.confirmed for one in looked_at(*sides).changed for witness in one.witnesses] == [None]
    found = looked_at(*sides, promtool.path)
    assert [witness.confirmed for one in found.changed for witness in one.witnesses] == [True]


def test_what_promtool_does_not_see_is_taken_away(tmp_path: Path, promtool: Promtool) -> None:
    (tmp_path / "a.yaml").write_text(rules(alert()))
    (tmp_path / "b.yaml").write_text(rules(alert(expr="x > 9")))
    (found,) = looked_at(str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")).changed
    (witness,) = found.witnesses
    false = evolve(witness, new=witness.old)
    old, new = (Version(one.alert) for one in (found.old, found.new) if one and one.alert)
    assert confirm([(old, new, (false, witness))], promtool.path) == [(evolve(witness, confirmed=True),)]


def test_the_gravest_comes_first(tmp_path: Path) -> None:
    old = rules(alert("A", "a > 1", "warning"), alert("B", "b > 1"), alert("C", "c > 1"), alert("D", "d > 1", "info"))
    new = rules(alert("A", "a > 2", "warning"), alert("B", "b > 0"), alert("C", "c > 2"), alert("D", "d > 1", "none"))
    (tmp_path / "a.yaml").write_text(old)
    (tmp_path / "b.yaml").write_text(new)
    found = looked_at(str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert [(one.name, one.verdict.action) for one in found.changed] == [
        ("C", Action.FAIL),
        ("D", Action.FAIL),
        ("A", Action.NOTE),
        ("B", Action.INFORM),
    ]


def test_series_are_looked_for_first_where_somebody_is_woken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("observability.reviewing.apart"), "MOST_SEARCHED", 1)
    (tmp_path / "a.yaml").write_text(rules(alert("A", "a > 1", "warning"), alert("B", "b > 1")))
    (tmp_path / "b.yaml").write_text(rules(alert("A", "a > 2", "warning"), alert("B", "b > 2")))
    found = looked_at(str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert {one.name: bool(one.witnesses) for one in found.changed} == {"A": False, "B": True}
    (said,) = found.findings
    assert (said.check, said.severity) == ("not-searched", Severity.INFO)
    assert "looked for in 1 of 2 alerts" in said.message
    for name in (*(form.NAME for form in FORMATS), *(form.NAME for form in report.FORMATS)):
        assert "looked for in 1 of 2 alerts" in render(found, name), name


def test_any_number_of_processes_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(rules(*(alert(f"A{n}", f"x{n} > {n}") for n in range(8))))
    (tmp_path / "b.yaml").write_text(rules(*(alert(f"A{n}", f"x{n} > {n + n % 3}") for n in reversed(range(8)))))
    sides = str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")
    assert looked_at(*sides, jobs=1) == looked_at(*sides, jobs=3)


def test_readers_in_a_large_file_are_found_among_what_did_not_change(tmp_path: Path) -> None:
    many = "".join(alert(f"A{n}", f"up == {n}") for n in range(3_000))
    recorded = "      - {{record: 'job:errors', expr: 'sum by (job) (rate(errors_total{{code=~\"{}\"}}[5m]))'}}\n"
    for name, codes in (("a.yaml", "5.."), ("b.yaml", "50.")):
        (tmp_path / name).write_text(rules(recorded.format(codes), many, alert("Errors", "job:errors > 5")))
    (found,) = looked_at(str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")).changed
    assert [(one.name, one.sensitivity) for one in found.reached] == [("Errors", Sensitivity.LESS)]
    assert found.verdict.action is Action.FAIL


def test_a_broken_project_file_leaves_its_descriptors_uncompared(repository: Repository) -> None:
    repository.commit(**{"observability.yaml": PROJECT, "services/shop.yaml": SERVICE.format(target="99.9")})
    repository.write("observability.yaml", PROJECT.replace("services:", "servces:"))
    found = looked_at("main")
    assert found.unread
    assert {change.kind for one in found.changed for change in one.changes} == {Kind.NOT_COMPARED}
    assert all(one.is_alert for one in found.changed)  # dozens of recordings would only hide the one line that helps


def test_alerts_that_could_not_be_compared_are_told_once_for_all_environments(repository: Repository) -> None:
    project = PROJECT.replace("services:", "environments: {production: {}, staging: {}}, services:")
    repository.commit(**{"observability.yaml": project, "services/shop.yaml": SERVICE.format(target="99.9")})
    repository.write("services/shop.yaml", "}{")
    found = looked_at("main")
    assert {one.environments for one in found.changed} == {("production", "staging")}
    assert len({(one.name, one.severity, one.location) for one in found.changed}) == len(found.changed)


def test_what_could_not_be_read_before_either_is_a_warning(repository: Repository) -> None:
    template = "groups:\n{{- if .Values.alerts }}\n  - alert: A\n{{- end }}\n"
    repository.commit(**{"chart/rules.yaml": template, "a.yaml": rules(alert())})
    repository.write("chart/rules.yaml", template + "# changed\n")
    found = looked_at("main")
    assert [finding.severity for finding in found.findings] == ["warning", "warning"]
    assert not found.unread
    repository.write("a.yaml", template)
    assert looked_at("main").unread


def test_an_empty_side_is_no_side(repository: Repository) -> None:
    repository.commit(**{"a.yaml": rules(alert())})
    with pytest.raises(UsageError, match="a side is empty"):
        looked_at("")


def test_what_an_unchanged_file_records_too_is_not_left_without(tmp_path: Path) -> None:
    recorded = "      - {{record: 'job:errors', expr: errors, labels: {{shop: {}}}}}\n"
    files = {
        "a.yaml": rules(recorded.format("a")),
        "b.yaml": rules(recorded.format("b")),
        "c.yaml": rules(alert("C", "job:errors > 5")),
    }
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
        for name, text in files.items():
            (tmp_path / side / name).write_text(text)
    (tmp_path / "new/a.yaml").unlink()
    (found,) = looked_at(str(tmp_path / "old"), str(tmp_path / "new")).changed
    assert [(one.name, one.dangling) for one in found.reached] == [("C", False)]
    (tmp_path / "new/b.yaml").unlink()
    assert [one.dangling for one in looked_at(str(tmp_path / "old"), str(tmp_path / "new")).changed[0].reached] == [
        True
    ]


def test_the_watchdog_is_the_projects(repository: Repository) -> None:
    repository.commit(**{"observability.yaml": PROJECT, "services/shop.yaml": SERVICE.format(target="99.9")})
    repository.write(
        "observability.yaml", PROJECT.replace("spec: {", "spec: {runbooks: {default: 'help/{service}.md'}, ")
    )
    (found,) = [one for one in looked_at("main").changed if one.name == "Watchdog"]
    assert ([change.kind for change in found.changes], str(found.location)) == ([Kind.RUNBOOK], "observability.yaml")
    repository.write("observability.yaml", PROJECT.replace("spec: {", "spec: {environments: {live: {}, test: {}}, "))
    assert ("Watchdog", "more", "added") in told(looked_at("main"))


def test_a_part_of_a_project_has_no_watchdog(repository: Repository) -> None:
    repository.commit(**{"observability.yaml": PROJECT, "services/shop.yaml": SERVICE.format(target="99.9")})
    repository.write(
        "observability.yaml", PROJECT.replace("spec: {", "spec: {runbooks: {default: 'help/{service}.md'}, ")
    )
    names = {one.name for one in looked_at("main", "services").changed}
    assert "AvailabilityBudgetBurn" in names
    assert "Watchdog" not in names


RECORDED = """\
groups:
  - name: recorded
    rules:
      - {{record: "job:errors:rate5m", expr: "sum by (job) (rate(errors_total{matchers}[5m]))"}}
      - {{record: "job:slow:count", expr: "count by (job) (latency_seconds > {limit})", labels: {{service: shop}}}}
      - {{record: "job:slow:max", expr: "max by (job) (job:slow:count{{service='shop'}})"}}
      - {{alert: Errors, expr: "job:errors:rate5m > 5", for: 10m, labels: {{severity: critical}}}}
      - {{alert: Slow, expr: "job:slow:max > 2", labels: {{severity: critical}}}}
"""


def test_alerts_that_read_what_changed_have_raw_series_that_tell(tmp_path: Path, promtool: Promtool) -> None:
    (tmp_path / "a.yaml").write_text(RECORDED.format(matchers="", limit=0.3))
    (tmp_path / "b.yaml").write_text(RECORDED.format(matchers="{code=~'5..'}", limit=0.5))
    found = looked_at(str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), promtool.path).changed
    told = [(one.name, one.sensitivity, one.witnesses) for changed in found for one in changed.reached if one.witnesses]
    assert [(name, said, {one.sensitivity for one in shown}) for name, said, shown in told] == [
        ("Errors", Sensitivity.LESS, {Sensitivity.LESS}),
        ("Slow", Sensitivity.LESS, {Sensitivity.LESS}),
    ]
    assert all(one.confirmed for _, _, shown in told for one in shown)
    read = {dict(series.labels)["__name__"] for _, _, shown in told for one in shown for series in one.inputs}
    assert read == {"errors_total", "latency_seconds"}


def test_what_a_sparse_checkout_leaves_out_is_not_gone(repository: Repository) -> None:
    repository.commit(**{"here/a.yaml": rules(alert()), "there/b.yaml": rules(alert("B", "y > 5"))})
    repository.git("sparse-checkout", "set", "here")
    assert not (repository.folder / "there").exists()
    assert looked_at("HEAD").changed == ()
    repository.write("here/a.yaml", rules(alert(expr="x > 6")))
    assert told(looked_at("HEAD")) == {("A", "less", "threshold")}


def test_a_submodule_at_another_commit_is_told(repository: Repository, tmp_path: Path) -> None:
    other = Repository.start(tmp_path / "other")
    first = other.commit(**{"b.yaml": rules(alert("B", "y > 5"))})
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.folder), "sub")
    repository.commit(**{"a.yaml": rules(alert())})
    assert looked_at("HEAD").findings == ()
    second = Repository(repository.folder / "sub").commit(**{"b.yaml": rules(alert("B", "y > 9"))})
    (found,) = looked_at("HEAD").findings
    assert (found.severity, found.location.file) == (Severity.WARNING, "sub")
    assert f"at {second[:12]} where it was at {first[:12]}" in found.message
    assert looked_at(f"{repository.folder / 'a.yaml'}", "HEAD:a.yaml").findings == ()
    repository.commit()
    assert [one.check for one in looked_at("HEAD~1", "HEAD").findings] == ["submodule"]


def test_a_partial_clone_without_the_contents_is_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit(**{"a.yaml": rules(alert())})
    repository.commit(**{"a.yaml": rules(alert(expr="x > 9"))})
    repository.git("config", "uploadpack.allowFilter", "true")
    url = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", url, str(tmp_path / "partial"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path / "partial")
        with pytest.raises(InputError, match="partial") as refused:
            looked_at("HEAD~1", "HEAD")
    assert refused.value.findings[0].location.file == "HEAD~1:a.yaml"


def severities(old: Path, new: Path) -> list[tuple[str, Severity]]:
    return [(one.check, one.severity) for one in looked_at(str(old), str(new)).findings]


def test_what_prometheus_would_not_load_is_an_error_of_the_change(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    twice = rules(alert()) + "        expr: x > 9\n"
    for folder, text in ((old, rules(alert())), (new, twice)):
        folder.mkdir()
        (folder / "a.yaml").write_text(text)
    assert severities(old, new) == [("rule-fields", Severity.ERROR)]
    (old / "a.yaml").write_text(twice.replace("x > 9", "x > 8"))
    assert severities(old, new) == [("rule-fields", Severity.WARNING)] * 2
    for folder in (old, new):  # no rules at all
        (folder / "a.yaml").write_text(f"groups: {{alert: {folder.name}}}\nodd: 1\n")
    assert severities(old, new) == []


@pytest.mark.parametrize("text", ["groups: [", "# rules\n---\ngroups:\n- name: g\n\trules:\n", "\ufeffgroups: [{"])
def test_a_new_file_that_begins_as_rules_do_is_read(tmp_path: Path, text: str) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "a.yaml").write_text(rules(alert()))
    (new / "b.yaml").write_text(text)
    assert severities(old, new) == [("rule-file", Severity.ERROR)]
    (new / "b.yaml").write_text(f"other:\n  - {text}")
    assert severities(old, new) == []


def test_of_those_that_read_what_changed_fewer_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("observability.reviewing.apart"), "MOST_READERS", 1)
    (tmp_path / "a.yaml").write_text(RECORDED.format(matchers="", limit=0.3))
    (tmp_path / "b.yaml").write_text(RECORDED.format(matchers="{code='500'}", limit=0.5))
    found = looked_at(str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    readers = [one for changed in found.changed for one in changed.reached if one.rule and one.rule.is_alert]
    assert {one.name: bool(one.witnesses) for one in readers} == {"Errors": True, "Slow": False}
    assert {one.name: one.unwitnessed for one in readers}[
        "Slow"
    ] == "they were looked for in others that come before it"
    assert [one.check for one in found.findings] == ["not-searched"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("last_over_time(x[5m]) > 5", "last_over_time(x[10m]) > 5", {Sensitivity.MORE}),
        ("count(x == 1) / max(y != 1) > 0.9", "count(x == 1) / max(y != 1) > 0.09", {Sensitivity.MORE}),
    ],
)
def test_series_that_end_and_levels_between_two_limits_are_tried(
    old: str, new: str, shown: set[Sensitivity], tmp_path: Path, promtool: Promtool
) -> None:
    for name, expr in (("a.yaml", old), ("b.yaml", new)):
        (tmp_path / name).write_text(rules(alert(expr=expr)))
    (found,) = looked_at(str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), promtool.path).changed
    assert {one.sensitivity for one in found.witnesses} == shown
