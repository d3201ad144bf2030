"""What is not to be told: by comments, by the project file, by a baseline; and what is said of those themselves."""

from pathlib import Path

import pytest

from observability.baseline import dump_baseline, read_baseline
from observability.exceptions import InputError
from observability.linting import Request, lint

RULES = """\
{top}groups:
  {group}
  - name: a
    rules:
      {rule}
      - record: errors_total
        expr: up{{a=~"b"}} {beside}
{second}      - record: other_total
        expr: up{{a=~"b"}}
  - name: b
    rules:
      - record: third_total
        expr: up{{a=~"b"}} # a comment
"""
EMPTY = {"top": "", "group": "# no word", "rule": "# no word", "beside": "", "second": ""}
PROJECT = "apiVersion: observability/v1\nkind: Project\nmetadata: {name: shop}\nspec:\n  lint:\n    ignore:\n"


def told(folder: Path, **comments: str) -> list[tuple[str, int]]:
    (folder / "rules.yaml").write_text(RULES.format(**{**EMPTY, **comments}))
    found = lint(Request((folder / "rules.yaml",))).findings
    return sorted((one.check, one.location.line) for one in found if one.check in {"plain-regex", "silence"})


@pytest.mark.parametrize(
    ("place", "lines"),
    [("rule", [9, 13]), ("beside", [9, 13]), ("group", [13]), ("second", [7, 14])],
)
def test_a_comment_is_about_its_rule_or_the_group_below(place: str, lines: list[int], tmp_path: Path) -> None:
    end = "\n" if place == "second" else ""
    found = told(tmp_path, **{place: f"# observability: ignore plain-regex we like it{end}"})
    assert found == [("plain-regex", line) for line in lines]


def test_a_comment_may_be_about_the_file_and_several_checks(tmp_path: Path) -> None:
    comment = "# observability: ignore-file plain-regex,recording-name made by a program\n"
    assert told(tmp_path, top=comment) == []


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# observability: ignore plain-regex", "a silence needs a reason"),
        ("# observability: ignore", "there is no check ''"),
        ("# observability: ignore plain-regexx no", "there is no check 'plain-regexx'"),
        ("# observability: ignore-all plain-regex no", "there is no ignore-all"),
        ("# observability: ignore short-window scraped often", "this silence of short-window silences nothing"),
    ],
)
def test_a_silence_of_no_use_is_told_and_silences_nothing(comment: str, said: str, tmp_path: Path) -> None:
    assert told(tmp_path, rule=comment) == [
        ("plain-regex", 7),
        ("plain-regex", 9),
        ("plain-regex", 13),
        ("silence", 5),
    ]
    (found,) = (one for one in lint(Request((tmp_path / "rules.yaml",))).findings if one.check == "silence")
    assert found.message == said


def test_a_silence_below_all_rules_stands_at_none(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.format(**EMPTY) + "# observability: ignore plain-regex too late\n")
    assert "this silence stands at no rule" in {one.message for one in lint(Request((path,))).findings}


def test_the_project_file_silences_a_check_everywhere_or_in_some_files(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    for folder in (tmp_path, tmp_path / "vendor"):
        (folder / "rules.yaml").write_text(RULES.format(**EMPTY))

    def files(entry: str) -> set[str]:
        (tmp_path / "observability.yaml").write_text(f"{PROJECT}      {entry}\n")
        found = lint(Request((tmp_path,))).findings
        return {Path(one.location.file).parent.name for one in found if one.check == "plain-regex"}

    assert files("plain-regex: {reason: we like it}") == set()
    assert files("plain-regex: {reason: not ours, files: [vendor/*.yaml]}") == {tmp_path.name}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("nonsense: {reason: a}", "there is no check 'nonsense'"),
        ("plain-regex: {files: [a]}", "reason"),
        ("plain-regex: {reason: ''}", "reason"),
    ],
)
def test_an_entry_of_the_project_file_has_a_check_and_a_reason(entry: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "observability.yaml").write_text(f"{PROJECT}      {entry}\n")
    (tmp_path / "rules.yaml").write_text(RULES.format(**EMPTY))
    with pytest.raises(InputError, match=said):
        lint(Request((tmp_path / "rules.yaml",)))


def test_what_a_baseline_knows_is_known_wherever_its_line_moves(tmp_path: Path) -> None:
    path, known = tmp_path / "rules.yaml", tmp_path / "known.json"
    path.write_text(RULES.format(**EMPTY))
    known.write_bytes(dump_baseline(lint(Request((path,))).findings))
    path.write_text(
        RULES.format(**{**EMPTY, "top": "# a line\n# more\n"}).replace(
            'third_total\n        expr: up{a=~"b"}',
            'third_total\n        expr: up{a=~"c"}\n      - record: fourth_total\n        expr: up',
        )
    )
    linted = lint(Request((path,), baseline=read_baseline(known)))
    assert [(one.check, one.message) for one in linted.findings] == [
        ("recording-name", "'fourth_total' looks like a metric that an exporter makes"),
        (
            "unused-recording",
            "no rule reads errors_total, other_total, third_total, fourth_total",
        ),
    ]
    assert len(linted.known) == 6
    assert linted.mended == 1
    assert path.read_text() == (lint(Request((path,), baseline=read_baseline(known), fix=True)), path.read_text())[1]


def test_no_message_tells_a_line(tmp_path: Path) -> None:
    path, known = tmp_path / "rules.yaml", tmp_path / "known.json"
    group = "- name: a\n  rules:\n  - {record: 'a:b', expr: up}\n  - {record: 'a:b', expr: up}\n"
    path.write_text(f"groups:\n{group}{group}")
    known.write_bytes(dump_baseline(lint(Request((path,))).findings))
    path.write_text(f"# a line\n{path.read_text()}")
    linted = lint(Request((path,), baseline=read_baseline(known)))
    assert linted.findings == ()
    assert {one.check for one in linted.known} == {"duplicate-rule", "rule-fields", "unused-recording"}


def test_what_is_known_of_other_files_is_not_mended(tmp_path: Path) -> None:
    for name, ending in (("a.yaml", "_total"), ("b.yaml", "_count")):
        (tmp_path / name).write_text(RULES.format(**EMPTY).replace("_total", ending))
    known = tmp_path / "known.json"
    known.write_bytes(dump_baseline(lint(Request((tmp_path,))).findings))
    (tmp_path / "a.yaml").write_text("groups: [{name: a, rules: [{record: 'a:b', expr: up}]}]\n")
    baseline = read_baseline(known)
    assert lint(Request((tmp_path / "b.yaml",), baseline=baseline)).mended == 0
    assert lint(Request((tmp_path / "a.yaml",), baseline=baseline)).mended > 0


def test_a_rule_that_holds_itself_has_an_end(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    comment = "# observability: ignore-file plain-regex we like it"
    path.write_text(f"{comment}\ngroups:\n- name: a\n  rules:\n  - &r\n    record: a:b\n    expr: up\n    labels: *r\n")
    assert "silence" in {one.check for one in lint(Request((path,))).findings}
