"""The action on a pull request, as on GitHub: a clone of one commit, what the event tells, a comment."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from tests.ci import repository
from tests.ci.action import Run
from tests.ci.github import GitHub, serving
from tests.ci.sources import installable
from tests.support import git
from tools.ci.comment import MARK

# To install the program takes long, so it is done once.
pytestmark = pytest.mark.xdist_group("action")


@frozen
class Project:
    """A repository at its host, and what was asked of it last."""

    upstream: Path
    base: str
    github: GitHub
    folder: Path
    installed: Path

    def pull_request(self, number: int = 7) -> Run:
        """A job of this pull request, in a clone as actions/checkout makes it."""
        workspace = self.folder / "workspace"
        command = ["git", "clone", "-q", "--depth=1", "--branch=change", f"file://{self.upstream}", str(workspace)]
        subprocess.run(command, check=True, env=git.environment())
        event = {
            "github.event.pull_request.base.sha": self.base,
            "github.event.pull_request.number": str(number),
            "github.token": "a-token",
        }
        asked = {"GITHUB_API_URL": self.github.url, "GITHUB_REPOSITORY": "example/shop"}
        return Run(workspace, self.installed, event, self.installed / "source", asked)

    def change(self, path: str, old: str, new: str) -> None:
        changed = self.upstream / path
        assert old in changed.read_text()
        changed.write_text(changed.read_text().replace(old, new))
        git.commit(self.upstream, "A change")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a runner has between steps. The python is none that has our program already."""
    folder = tmp_path_factory.mktemp("runner")
    installable(folder / "source")
    (folder / "bin").mkdir()
    (folder / "bin/python").symlink_to(Path(sys.base_prefix) / "bin/python3")
    return folder


@pytest.fixture
def project(tmp_path: Path, installed: Path) -> Iterator[Project]:
    upstream = repository.monitored(tmp_path / "upstream")
    git.git(upstream, "config", "uploadpack.allowAnySHA1InWant", "true")
    base = git.git(upstream, "rev-parse", "HEAD").strip()
    git.git(upstream, "switch", "-q", "-c", "change")
    with serving() as github:
        yield Project(upstream, base, github, tmp_path, installed)


def test_a_change_is_explained_in_a_comment_and_in_the_summary(project: Project) -> None:
    project.change("services/example.yaml", repository.BEFORE, repository.AFTER)
    run = project.pull_request()
    done = run()
    assert {name: step.code for name, step in done.items()} == dict.fromkeys(done, 0), done
    (comment,) = project.github.comments
    assert comment["body"].startswith(MARK)
    assert "CertificateExpires" in comment["body"]
    assert "less sensitive" in comment["body"]
    assert comment["body"] == f"{MARK}\n{run.summary}"
    assert "::" in done["Review"].output, "and at the lines of the change"
    assert (run.temp / "review.sarif").is_file()


def test_what_breaks_the_policy_fails_and_is_explained_all_the_same(project: Project) -> None:
    project.change("services/example.yaml", "severity: warning\n", "severity: info\n")
    done = project.pull_request()(verify="false")
    assert done["Review"].code == 1
    assert done["Comment"].code == 0
    assert "severity" in project.github.comments[0]["body"]


def test_a_mistake_is_told_at_its_line_and_the_rest_goes_on(project: Project) -> None:
    project.change("services/example.yaml", "owner: platform", "owner: plattform")
    done = project.pull_request()(verify="false")
    assert done["Validate, and build"].code == 2
    assert "::error file=services/example.yaml,title=owner,line=8,col=10::" in done["Validate, and build"].output
    assert "Review" in done


def test_rules_that_people_wrote_are_linted(project: Project) -> None:
    (project.upstream / "rules").mkdir()
    (project.upstream / "rules/a.yaml").write_text(
        "groups:\n  - name: a\n    rules:\n      - {record: a, expr: sum(}\n"
    )
    git.commit(project.upstream)
    done = project.pull_request()(verify="false", rules="rules")
    assert done["Lint"].code == 1
    assert "::error file=rules/a.yaml,title=" in done["Lint"].output


def test_what_is_committed_is_compared_with_what_would_be_built(project: Project) -> None:
    done = project.pull_request()(verify="false", committed="true")
    assert done["Validate, and build"].code == 1


@pytest.mark.parametrize("script", ["$(touch {})", "`touch {}`", "x; touch {}", 'x"; touch {}; echo "'])
def test_a_name_of_a_rule_is_no_script(project: Project, tmp_path: Path, script: str) -> None:
    """What a pull request brings reaches bash through the environment only."""
    written = tmp_path / "written"
    done = project.pull_request()(verify="false", rules=script.format(written))
    assert done["Lint"].code != 0
    assert not written.exists()
