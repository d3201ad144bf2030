"""The jobs for GitLab on a merge request: the scripts run by bash, line by line as its runner joins them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
from attrs import frozen

from tests.ci import repository
from tests.ci.sources import HERE, installable
from tests.support import git

pytestmark = pytest.mark.xdist_group("gitlab")

JOBS: Mapping[str, Any] = yaml.safe_load((HERE / "tools/ci/gitlab.yml").read_text())
# Lines of all jobs.
INSTALLS = ("python -m venv ", "pip ")


@frozen
class Runner:
    """Runs a job. Where another has installed the program, these two lines are left out, as they take long."""

    workspace: Path
    source: Path
    base: str

    def __call__(self, name: str) -> subprocess.CompletedProcess[str]:
        job = JOBS[JOBS[name]["extends"]] | JOBS[name]
        known = os.environ | {"CI_PROJECT_DIR": str(self.workspace), "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.base}
        variables = JOBS["variables"] | {"OBSERVABILITY_FROM": str(self.source)}
        before = [line for line in job["before_script"] if not (self._installed and line.startswith(INSTALLS))]
        script = "\n".join(["set -eo pipefail", *before, *job["script"]])
        python = f"{Path(sys.base_prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"
        environment = git.environment() | known | variables | {"PATH": python}
        command = ["bash", "--noprofile", "--norc", "-c", script]
        return subprocess.run(command, cwd=self.workspace, env=environment, capture_output=True, text=True)

    @property
    def _installed(self) -> bool:
        return (self.workspace / ".observability/bin/observability").exists()


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A clone of one commit of a branch on which an alert changed."""
    folder = tmp_path_factory.mktemp("gitlab")
    upstream = repository.monitored(folder / "upstream")
    git.git(upstream, "config", "uploadpack.allowAnySHA1InWant", "true")
    base = git.git(upstream, "rev-parse", "HEAD").strip()
    repository.branch(upstream)
    workspace = folder / "workspace"
    clone = ["git", "clone", "-q", "--depth=1", "--branch=change", f"file://{upstream}", str(workspace)]
    subprocess.run(clone, check=True, env=git.environment())
    return Runner(workspace, installable(folder / "source"), base)


def test_a_change_is_told_where_a_merge_request_shows_it(runner: Runner) -> None:
    done = runner("observability:review")
    assert done.returncode == 0, done.stderr
    artifacts = JOBS["observability:review"]["artifacts"]
    (page,) = artifacts["paths"]
    assert "CertificateExpires" in (runner.workspace / page).read_text()
    quality = orjson.loads((runner.workspace / artifacts["reports"]["codequality"]).read_bytes())
    assert {one["location"]["path"] for one in quality} == {"services/example.yaml"}
    assert "<testsuites" in (runner.workspace / artifacts["reports"]["junit"]).read_text()


def test_all_that_is_built_is_verified(runner: Runner) -> None:
    done = runner("observability:verify")
    assert done.returncode == 0, done.stderr
    assert "All is well" in done.stderr


def test_nothing_is_installed_that_was_not_named(runner: Runner) -> None:
    job = JOBS[JOBS["observability:verify"]["extends"]]
    for named, code in (("", 2), ("git+https://git.example.org/x", 0)):
        asked = {**os.environ, **JOBS["variables"], **({"OBSERVABILITY_FROM": named} if named else {})}
        command = ["bash", "-c", job["before_script"][0]]
        done = subprocess.run(command, cwd=runner.workspace, env=asked, capture_output=True, text=True)
        assert (done.returncode, "OBSERVABILITY_FROM" in done.stdout) == (code, not named)
