"""Another repository includes `observability.mk`, and types the targets' names at a real make."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci import repository
from tests.ci.sources import installable
from tests.support import git

PROGRAM = Path(sys.executable).with_name("observability")


class Make:
    """make in a repository."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *arguments: str, program: Path | str = PROGRAM) -> subprocess.CompletedProcess[str]:
        chosen = [f"OBSERVABILITY={program}"] if program else []
        command = ["make", "--no-print-directory", *chosen, *arguments]
        environment = {key: value for key, value in git.environment().items() if not key.startswith(("MAKE", "MFLAGS"))}
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return Make(repository.monitored(tmp_path / "a repository"))


def test_help_names_what_there_is_to_make(make: Make) -> None:
    done = make()
    assert (done.returncode, done.stderr) == (0, "")
    named = [line.split()[0] for line in done.stdout.splitlines()]
    assert named == ["help", "validate", "schema", "dashboards", "rules", "verify", "mutants", "review", "runbooks"]


def test_dashboards_are_made(make: Make) -> None:
    done = make("dashboards")
    assert (done.returncode, done.stderr) == (0, "")
    assert (make.root / "build/production/grafana/dashboards/fleet.json").is_file()


def test_rules_are_made_into_the_folder_that_is_set(make: Make) -> None:
    assert make("rules", "OBSERVABILITY_BUILD=made of it").returncode == 0
    assert (make.root / "made of it/production/prometheus/rules/example.yaml").is_file()
    assert not (make.root / "made of it/production/grafana").exists()


def test_mutants_are_judged(make: Make) -> None:
    done = make("mutants")
    assert done.returncode == 0, done.stdout
    assert done.stderr.splitlines()[0].split()[:4] == ["rule", "at", "mutants", "noticed"]


def test_runbooks_are_audited(make: Make) -> None:
    assert make("runbooks").returncode == 0
    (make.root / "services/runbooks/example.md").unlink()
    done = make("runbooks")
    assert done.returncode == 2  # make's own, of whatever fails
    assert "services/runbooks/example.md" in done.stdout


def test_a_change_is_reviewed_against_where_its_branch_began(make: Make) -> None:
    repository.branch(make.root)
    git.git(make.root, "switch", "-q", "main")
    descriptor = make.root / "services/example.yaml"
    descriptor.write_text(descriptor.read_text().replace("warning: 90%", "warning: 95%"))
    git.commit(make.root, "What others do meanwhile")
    git.git(make.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    git.git(make.root, "switch", "-q", "change")
    done = make("review")
    assert done.returncode == 0, done.stderr
    assert "CertificateExpires" in done.stdout
    assert "less sensitive" in done.stdout
    assert "UtilizationHigh" not in done.stdout


def test_a_branch_that_is_not_there_is_told(make: Make) -> None:
    done = make("review", "OBSERVABILITY_BASE=origin/develop")
    assert done.returncode == 2
    assert "origin/develop" in done.stderr


def test_a_mistake_ends_it_with_what_is_wrong(make: Make) -> None:
    descriptor = make.root / "services/example.yaml"
    descriptor.write_text(descriptor.read_text().replace("owner: platform", "owner: plattform"))
    done = make("dashboards")
    assert done.returncode == 2
    assert "services/example.yaml:" in done.stderr
    assert "platform" in done.stderr


def test_a_program_that_is_not_there_is_told_before_anything_else(make: Make) -> None:
    done = make("dashboards", program="no-such-program")
    assert done.returncode == 2
    assert "There is no program no-such-program here." in done.stderr
    assert "OBSERVABILITY_FROM" in done.stderr


def test_the_program_is_installed_where_it_is_said_to_come_from(make: Make, tmp_path: Path) -> None:
    source = installable(tmp_path / "source")
    from_there = f"OBSERVABILITY_FROM={source}"
    done = make("rules", from_there, program="")
    assert (done.returncode, done.stderr) == (0, "Installing observability into .observability\n")
    assert (make.root / ".observability/bin/observability").is_file()
    assert make("rules", from_there, program="").stderr == "", "it is installed once"
    assert git.git(make.root, "status", "--porcelain") == "", "nothing of it is to be committed"


def test_the_start_has_the_makefile_that_is_printed(make: Make) -> None:
    printed = subprocess.run([PROGRAM, "makefile"], capture_output=True, check=True).stdout
    assert (make.root / "observability.mk").read_bytes() == printed
