"""Files that are no rules, or only in part, and what they keep from being told: nothing of the others."""

from pathlib import Path
from textwrap import indent

import pytest

from observability.exceptions import InputError
from observability.linting import Request, lint
from tests.unit.linting.found import findings, marked

GOOD = "groups:\n- name: a\n  rules:\n  - {record: a:b:c, expr: up}\n"


def first(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    found = [one for one in lint(Request((path,))).findings if one.check != "unused-recording"]
    return f"{found[0].location.line}:{found[0].location.column} {found[0].message}" if found else ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.encode(), ""),
        (b"\xef\xbb\xbf" + GOOD.encode(), ""),
        (GOOD.replace("\n", "\r\n").encode(), ""),
        (GOOD.encode("utf-16"), ""),
        (b"", "0:0 has no rules"),
        (b"# nothing\n", "0:0 has no rules"),
        (b"groups:\n  - name: a\n   rules: []\n", "3:4 is not YAML"),
        (b"groups: [\n", "2:1 is not YAML"),
        (b"a\0b", "0:0 is no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "0:0 is no text"),
        (b"groups: caf\xe9\n", "1:12 is not YAML"),
        (b"groups:\n<<<<<<< HEAD\n- name: a\n=======\n- name: b\n>>>>>>> x\n", "2:1 has the conflict markers"),
        (b"{{- if .Values.x }}\ngroups: []\n{{- end }}\n", "1:1 is a template of Helm"),
        (b'groups:\n{{ include "rules" . }}\n  - name: a\n', "2:1 is a template of Helm"),
        (b"groups:\n- name: a\n  rules: [{alert: A, expr: 'x > {{ .Values.limit }}'}]\n", "3:1 is a template of Helm"),
        (GOOD.encode() + b"---\n" + GOOD.encode(), "5:1 holds more than one YAML document"),
        (b"kind: Deployment\napiVersion: apps/v1\n", "0:0 has no rules, but Deployment"),
        (b"apiVersion: observability/v1\nkind: Service\n", "1:1 is a descriptor, and no rules yet"),
        (b"groups: x\n", "1:9 groups is no list"),
        (b"groups:\n- name: a\n", "2:3 group 'a' has no rules"),
    ],
)
def test_a_file_that_is_no_rules_is_told(content: bytes, said: str, tmp_path: Path) -> None:
    found = first(tmp_path / "rules.yaml", content)
    assert found.startswith(said) if said else not found


def test_a_file_of_50_megabytes_is_looked_at_and_a_larger_one_told_by_its_size(tmp_path: Path) -> None:
    line = b"# all the same line\n"
    assert first(tmp_path / "rules.yaml", GOOD.encode() + line * 2_500_000) == ""
    found = first(tmp_path / "rules.yaml", GOOD.encode() + line * 2_700_000)
    assert found == "0:0 has 51 MiB, and a rule file of over 50 is not read"


def test_aliases_without_end_are_told(tmp_path: Path) -> None:
    rules = "*r, " * 2_000
    groups = "*g, " * 2_000
    text = f"a: &r {{record: a:b, expr: c}}\nb: &g {{name: a, rules: [{rules}]}}\ngroups: [{groups}]\n"
    manifest = f"kind: PrometheusRule\nspec:\n{indent(text, '  ')}"
    for content in (text, manifest):
        assert first(tmp_path / "rules.yaml", content.encode()) == "0:0 repeats itself by aliases without end"


def test_of_a_folder_only_files_with_groups_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(GOOD)
    (tmp_path / "compose.yml").write_text("services: {a: {image: b}}\n")
    (tmp_path / "broken.yaml").write_text("a: [\n")
    (tmp_path / "tests.yaml").write_text("# Without it, the order of groups is random.\ntests: []\n")
    linted = lint(Request((tmp_path,)))
    assert linted.files == 1
    assert {finding.check for finding in linted.findings} == {"unused-recording"}


def test_a_folder_without_rules_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "service.yaml").write_text("apiVersion: observability/v1\n")
    with pytest.raises(InputError, match="there are no rules; rules stand in groups"):
        lint(Request((tmp_path,)))


def test_every_file_is_told_beside_those_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("groups: [\n")
    (tmp_path / "b.yaml").write_text(GOOD.replace("expr: up", "expr: 'rate(x)'"))
    (tmp_path / "c.rules").write_text("groups:\n<<<<<<< HEAD\n")
    found = lint(Request((tmp_path,))).findings
    assert {(Path(one.location.file).name, one.check) for one in found if one.check != "unused-recording"} == {
        ("a.yaml", "rule-file"),
        ("b.yaml", "promql-syntax"),
        ("c.rules", "rule-file"),
    }


FIELDS = [
    ("alert: A\nexpr: up == 0\nfro: 5m", "fro: 5m"),
    ("alert: A\nrecord: b", "b"),
    ("record: a-b\nexpr: up", "a-b"),
    ("record: a:b\nexpr: up\nfor: 5m", "for: 5m"),
    ("record: a:b", "record: a:b"),
    ("record: ''\nexpr: up", "''"),
    ("labels: {a-b: c}", "a-b: c"),
    ("labels: {a: [b]}", "["),
    ("labels: [a]", "["),
    ("expr: up == 0\nexpr: up == 1", "expr: up == 1"),
    ("groups: [{name: a, rules: [{record: 'a:b', expr: up}]}, {name: a, rules: [{record: 'a:c', expr: up}]}]", "a"),
    ("groups: [{rules: [{record: 'a:b', expr: up}]}]", "{rules:"),
    ("groups: [{name: a, rulez: [], rules: [{record: 'a:b', expr: up}]}]", "rulez:"),
    ("groups: [{name: a, rules: [{expr: up}]}]", "{expr: up"),
    ("groups: [{name: a, rules: [up]}]", "up"),
]


@pytest.mark.parametrize(("text", "piece"), FIELDS)
def test_what_prometheus_does_not_load_is_told(text: str, piece: str, tmp_path: Path) -> None:
    found = [finding for finding in findings(tmp_path, text) if finding.check == "rule-fields"]
    assert [marked(finding).strip() for finding in found] == [piece]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_number_of_processes_makes_no_difference(jobs: int, tmp_path: Path) -> None:
    for number in range(30):
        expr = "rate(queue_length[5m])" if number % 3 else "sum(up)"
        text = f"groups: [{{name: a, rules: [{{record: 'a:b{number % 7}', expr: '{expr}'}}]}}]\n"
        (tmp_path / f"{number:02}.yaml").write_text(text)
    once, again = (lint(Request((tmp_path,), jobs=count)) for count in (1, jobs))
    assert once.findings == again.findings
    assert {one.check for one in once.findings} == {"duplicate-rule", "rate-over-gauge", "unused-recording"}
