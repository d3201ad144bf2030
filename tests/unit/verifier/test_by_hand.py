"""Rule files that people wrote: wherever they lie, whatever they are called, and whatever is in them."""

import os
from pathlib import Path

import pytest

from observability.exceptions import InputError
from tests.support.promtool import Promtool
from tests.unit.verifier.verifying import said, verified, written

GOOD = "groups: [{name: a, rules: [{record: 'a:b:sum', expr: sum(b)}]}]\n"
BAD = "groups:\n- name: a\n  rules:\n  - {record: 'a:c:sum', expr: sum(c}\n"
UNCLOSED = "4:31: could not parse expression: 1:6: parse error: unclosed left parenthesis"


def refused(promtool: Promtool, *paths: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        verified(promtool, *paths)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.rules", "a.rules.yml", "deep/er/a.yaml"])
def test_rule_files_in_a_folder(promtool: Promtool, tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(BAD)
    (tmp_path / "notes.txt").write_text(BAD)
    assert [message.partition(":")[0] for message in said(promtool, tmp_path)] == [name]


def test_a_file_that_is_named_may_be_called_anything(promtool: Promtool, tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(BAD)
    assert [finding.location.line for finding in verified(promtool, tmp_path / "rules.txt")] == [4]


def test_files_and_folders_are_looked_at_once_and_together(promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, one=GOOD, two="groups: [{name: a, rules: [{record: 'a:c', expr: 'a:b:sum'}]}]")
    assert verified(promtool, tmp_path / "two.yaml") != []
    assert verified(promtool, tmp_path / "two.yaml", tmp_path, tmp_path / "one.yaml") == []


@pytest.mark.parametrize(
    "name",
    [
        *("a b.yaml", "-a.yaml", "--lint=none.yaml", "{a}[b]*?.yaml", "ä: 3:4: x.yaml", "a  FAILED:.yaml", "'\".yaml"),
        *("Checking a.yaml", "$(a)`b`;c&d.yaml", "a\tb.yaml", os.fsdecode(b"\xff.yaml"), "\u2028.yaml", ".yaml"),
    ],
)
def test_odd_names(each_promtool: Promtool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(BAD)
    Path("good.yaml").write_text(GOOD)
    for paths in ([Path()], [Path(name), Path("good.yaml")]):
        (finding,) = verified(each_promtool, *paths)
        assert (finding.location.file, finding.location.line) == (name, 4)


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\rb.yaml", "a\nChecking b.yaml"])
def test_names_with_line_breaks_are_refused(promtool: Promtool, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD)
    assert refused(promtool, tmp_path) == [
        f"{tmp_path}/{name}: has a line break in its name, by which promtool's report cannot be read; rename it"
    ]


def test_what_is_no_file(promtool: Promtool, tmp_path: Path) -> None:
    written(tmp_path, good=GOOD)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "gone.yaml").symlink_to("nothing")
    mend = "name a file, or remove it from the folder"
    assert refused(promtool, tmp_path) == [
        f"{tmp_path}/gone.yaml: is a link to nothing; {mend}",
        f"{tmp_path}/pipe.yaml: is no regular file; {mend}",
    ]
    assert refused(promtool, tmp_path / "pipe.yaml") == [f"{tmp_path}/pipe.yaml: is no regular file; {mend}"]


def test_links_are_followed_and_circles_are_not(promtool: Promtool, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (tmp_path / "elsewhere").write_text(BAD)
    (folder / "link.yaml").symlink_to(tmp_path / "elsewhere")
    (folder / "circle").symlink_to(folder)
    (folder / "folder.yaml").mkdir()
    assert said(promtool, folder) == [f"link.yaml:{UNCLOSED}"]


def test_nothing_there(promtool: Promtool, tmp_path: Path) -> None:
    missing = tmp_path / "rules"
    assert refused(promtool, missing) == [f"{missing}: there is no such file or folder"]
    assert refused(promtool, tmp_path) == [
        f"{tmp_path}: there is nothing to verify; run `observability build` first, or name rule files"
    ]


def test_every_file_is_judged_whatever_is_wrong_with_others(promtool: Promtool, tmp_path: Path) -> None:
    written(
        tmp_path,
        bad=BAD,
        good=GOOD,
        latin=b"# Caf\xe9\n" + GOOD.encode(),
        not_yaml="groups: [\n",
        shapeless="hello\n",
        tabs="groups:\n\t- name: a\n",
        undone="groups:\n- name: a\n  rules:\n  - {record: 'a:d', expr: sum(d), for: 5m, foo: 1}\n",
    )
    assert [message for message in said(promtool, tmp_path) if "rulefmt" not in message] == [
        f"bad.yaml:{UNCLOSED}",
        "latin.yaml:1:7: is not YAML: invalid trailing UTF-8 octet; save it as UTF-8 text",
        "not_yaml.yaml:2:1: is not YAML: did not find expected node content",
        "shapeless.yaml: has no rules; write groups with rules, or remove the file",
        "tabs.yaml:2:1: is not YAML: found character that cannot start any token",
    ]
    shapes = {message.partition(":")[0] for message in said(promtool, tmp_path) if "rulefmt" in message}
    assert shapes == {"shapeless.yaml", "undone.yaml"}


def test_what_promtool_says_of_a_rule_stands_at_that_rule(each_promtool: Promtool, tmp_path: Path) -> None:
    group = """
- name: {name}
  rules:
  - {{alert: A, expr: up == 0, annotations: {{summary: all is well}}}}
  - {{alert: B, expr: up == 0, annotations: {{summary: "{{{{ $value"}}}}
  - {{alert: C, expr: up == 0, annotations: {{summary: all is well}}}}
"""
    written(tmp_path, a=f"groups:{group.format(name='first')}{group.format(name='second')}")
    found = [finding for finding in verified(each_promtool, tmp_path) if finding.check == "promtool"]
    assert [finding.location.line for finding in found] == [5, 11]
