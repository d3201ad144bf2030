"""A real repository: what changed when, by one read of its log."""

from pathlib import Path

import pytest

from observability.adapters.git import has_history, patches
from observability.model.location import Location
from observability.runbooks.history import History, history
from tests.support.git import commit, git, start

RULES = "groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: a\n\n      - alert: B\n        expr: b\n"
A, B = Location("rules.yaml", 4, 9), Location("rules.yaml", 7, 9)


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        start(root)

    def git(self, *arguments: str, time: int = 0) -> None:
        git(self.root, *arguments, time=time)

    def commit(self, time: int, **files: str) -> None:
        for name, content in files.items():
            (self.root / name.replace("_", ".")).write_text(content)
        commit(self.root, time=time)

    def history(self) -> History:
        text = (self.root / "rules.yaml").read_text().removesuffix("\n").split("\n")
        paths = sorted(path.name for path in self.root.iterdir() if path.is_file())
        return history(patches(self.root, paths), {"rules.yaml": text}, [A, B])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_an_alert_is_as_new_as_the_last_change_of_its_own_lines(repository: Repository) -> None:
    repository.commit(1000, rules_yaml=RULES, page_md="one\n")
    repository.commit(2000, rules_yaml=RULES.replace("expr: b", "expr: c"))
    repository.commit(3000, page_md="two\n")
    repository.commit(4000, rules_yaml=RULES.replace("expr: b", "expr: c").replace("name: g", "name: h"))
    found = repository.history()
    assert found.alerts == {A: 1000, B: 2000}
    assert found.files == {"page.md": 3000, "rules.yaml": 4000}


def test_lines_that_moved_keep_their_time(repository: Repository) -> None:
    repository.commit(1000, rules_yaml=RULES.replace("groups:", "# one\n# two\ngroups:"))
    repository.commit(2000, rules_yaml=RULES)
    repository.commit(3000, rules_yaml=RULES.replace("        expr: a\n", "        expr: a\n        for: 5m\n"))
    repository.commit(4000, rules_yaml=RULES)
    assert repository.history().alerts == {A: 1000, B: 1000}


def test_what_is_not_committed_has_no_time(repository: Repository) -> None:
    repository.commit(1000, rules_yaml=RULES, page_md="one\n")
    (repository.root / "rules.yaml").write_text(RULES.replace("expr: b", "expr: c"))
    (repository.root / "page.md").write_text("two\n")
    found = repository.history()
    assert found.alerts == {A: 1000, B: None}
    assert found.files["page.md"] is None


def test_a_merge_is_one_change_of_this_branch(repository: Repository) -> None:
    repository.commit(1000, rules_yaml=RULES)
    repository.git("checkout", "-qb", "other")
    repository.commit(2000, rules_yaml=RULES.replace("expr: b", "expr: c"))
    repository.git("checkout", "-q", "main")
    repository.commit(3000, page_md="x\n")
    repository.git("merge", "-q", "--no-ff", "-m", "m", "other", time=4000)
    assert repository.history().alerts == {A: 1000, B: 4000}


def test_what_stands_in_a_file_is_no_part_of_the_log(repository: Repository) -> None:
    hostile = (
        "-- a/rules.yaml\n++ b/rules.yaml\n--- a/rules.yaml\n+++ b/rules.yaml\n@@ -1,9 +1,9 @@\n\0"
        "9999\ndiff --git a/x b/x"
    )
    repository.commit(1000, rules_yaml=RULES)
    repository.commit(2000, page_md=hostile)  # without a line break at its end
    repository.commit(3000, page_md=hostile + "\nmore")
    found = repository.history()
    assert found.alerts == {A: 1000, B: 1000}
    assert found.files == {"page.md": 3000, "rules.yaml": 1000}


def test_odd_names_are_found(repository: Repository) -> None:
    repository.commit(1000, rules_yaml=RULES)
    for name in ('a "quoted" page.md', "größe.md", "tab\there.md", ":(top)x.md"):
        (repository.root / name).write_text("x\n")
    repository.commit(2000)
    assert {name: time for name, time in repository.history().files.items() if time == 2000} == {
        'a "quoted" page.md': 2000,
        "größe.md": 2000,
        "tab\there.md": 2000,
        ":(top)x.md": 2000,
    }


def test_a_clone_of_one_commit_has_no_history(repository: Repository, tmp_path: Path) -> None:
    repository.commit(1000, rules_yaml=RULES)
    repository.commit(2000, page_md="x\n")
    assert has_history(repository.root)
    repository.git("clone", "-q", "--depth=1", f"file://{repository.root}", str(tmp_path / "shallow"))
    assert not has_history(tmp_path / "shallow")
    assert not has_history(Path("/"))
