"""The real pre-commit, which installs the hooks as it does for everybody, and runs them at a commit."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci import repository
from tests.ci.sources import installable
from tests.support import git

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
PROGRAM = Path(sys.executable).with_name("observability")

# To install the hooks takes long, so it is done once.
pytestmark = pytest.mark.xdist_group("pre-commit")

QUEUE = """\
groups:
  - name: queue
    rules:
      - alert: QueueLong
        expr: sum by (queue) (queue_length) > 100
        for: 10m
        labels:
          severity: warning
        annotations:
          runbook_url: https://example.org/queue
          summary: "{{ $labels.queue }} holds {{ $value }} jobs"
"""


class Committer:
    """Somebody who commits in a repository with our hooks."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        # pre-commit puts the environments of hooks there, and git finds the program for its own hook.
        path = f"{PRE_COMMIT.parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = git.environment() | {"PRE_COMMIT_HOME": str(cache), "PATH": path}

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.root, env=self._environment, capture_output=True, text=True)

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", "A change")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This repository as others clone it, and its revision."""
    source = installable(tmp_path_factory.mktemp("hooks") / "observability")
    git.start(source)
    return source, git.commit(source)


@pytest.fixture
def committer(tmp_path: Path, cache: Path, hooks: tuple[Path, str]) -> Committer:
    """With a commit that all hooks let pass, and what is built committed."""
    root = repository.monitored(tmp_path / "repository")
    where, revision = hooks
    named = "".join(f"      - id: observability-{name}\n" for name in ("validate", "build", "lint"))
    config = f"repos:\n  - repo: {where}\n    rev: {revision}\n    hooks:\n{named}        files: ^rules/\n"
    (root / ".pre-commit-config.yaml").write_text(config)
    (root / ".gitignore").unlink()
    committer = Committer(root, cache)
    assert committer.run(PRE_COMMIT, "install", "--install-hooks").returncode == 0
    assert committer.run(PROGRAM, "build").returncode == 0
    passed = committer.commit()
    assert passed.returncode == 0, passed.stderr
    return committer


def outcome(held: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Each hook's last word: Passed, Failed, Skipped."""
    lines = re.findall(r"^observability ([a-z -]+)\.+(?:\(.+\))?(\w+)$", held.stderr, re.MULTILINE)
    return dict(lines)


def test_a_mistake_in_a_descriptor_holds_a_commit(committer: Committer) -> None:
    descriptor = committer.root / "services/example.yaml"
    descriptor.write_text(descriptor.read_text().replace("owner: platform", "owner: plattform"))
    held = committer.commit()
    assert held.returncode == 1
    assert outcome(held)["validate"] == "Failed"
    assert "services/example.yaml:8:10: " in held.stderr
    assert committer.run("git", "status", "--porcelain").stdout == "M  services/example.yaml\n"


def test_a_change_without_what_it_becomes_holds_a_commit(committer: Committer) -> None:
    repository.change(committer.root)
    held = committer.commit()
    assert outcome(held) == {"validate": "Passed", "build --check": "Failed", "lint": "Skipped"}
    assert "`observability build` would mend this" in held.stderr
    assert committer.run(PROGRAM, "build").returncode == 0
    assert committer.commit().returncode == 0


def test_what_was_made_and_then_changed_by_hand_holds_a_commit(committer: Committer) -> None:
    rules = committer.root / "build/production/prometheus/rules/example.yaml"
    rules.write_text(rules.read_text().replace("for: 1h", "for: 2h"))
    held = committer.commit()
    assert outcome(held)["build --check"] == "Failed"
    assert "build/production/prometheus/rules/example.yaml" in held.stderr


def test_rules_that_people_wrote_are_linted(committer: Committer) -> None:
    (committer.root / "rules").mkdir()
    wrong = committer.root / "rules" / "queue.yaml"
    wrong.write_text(QUEUE.replace("$value", "$labels.pod"))
    held = committer.commit()
    assert outcome(held) == {"validate": "Passed", "build --check": "Passed", "lint": "Failed"}
    assert "rules/queue.yaml:11:" in held.stderr
    wrong.write_text(QUEUE)
    assert committer.commit().returncode == 0
