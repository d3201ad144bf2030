"""What a build keeps for the next one makes that faster, and never another one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from observability.building import Request, build, keeping
from observability.emit.target import Target
from observability.workspace import Changes, recall

SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {name: NAME, owner: team}
spec:
  selector: {job: NAME}
  use:
    pool: {saturation: {gauge: waiting, warning: 10, critical: 100}}
"""
TESTS = frozenset({Target.TESTS})
KEPT = "services/cart.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "services").mkdir()
    (tmp_path / "observability.yaml").write_text(
        "apiVersion: observability/v1\nkind: Project\nmetadata: {name: shop}\n"
        "spec: {environments: {production: {}, staging: {scrape_interval: 30s}}}\n"
    )
    for name in ("cart", "mail"):
        (tmp_path / f"services/{name}.yaml").write_text(SERVICE.replace("NAME", name))
    run(tmp_path)
    return tmp_path


def run(project: Path, output: str = "build", *environments: str, jobs: int = 1, check: bool = False) -> None:
    build(Request((project,), project / output, environments, TESTS, jobs, check))


def change(project: Path, old: str = "warning: 10,", new: str = "warning: 12,") -> None:
    file = project / "services/cart.yaml"
    file.write_text(file.read_text().replace(old, new))


def content(project: Path, output: str = "build") -> dict[str, bytes]:
    found = (path for path in (project / output).rglob("*") if path.is_file() and path.name != ".observability.json")
    return {str(path.relative_to(project / output)): path.read_bytes() for path in found}


def found(project: Path) -> set[str]:
    return set(keeping.recalled(project / "build", KEPT))


@pytest.mark.parametrize("new", ["warning: 12,", "warning: 10, for: 5m,", "warning: 90,"])
def test_after_a_change_all_files_are_those_of_a_first_build(project: Path, new: str) -> None:
    change(project, new=new)
    run(project)
    run(project, "other")
    assert content(project) == content(project, "other")


def test_any_number_of_processes_keeps_the_same(project: Path) -> None:
    run(project, "other", jobs=2)
    assert content(project) == content(project, "other")


def test_what_a_change_does_not_touch_is_kept(project: Path) -> None:
    before = found(project)
    change(project)
    run(project)
    assert before != found(project)
    assert len(before & found(project)) > len(before) / 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-20],
        lambda content: content[:100] + b"x" + content[101:],
        lambda content: b"x" + content[1:],
        lambda _: b"",
        lambda _: b"{}",
    ],
)
def test_what_is_damaged_is_not_believed(project: Path, damage: Callable[[bytes], bytes]) -> None:
    damaged = damage(recall(project / "build", KEPT))
    for file in (project / "build/.observability").iterdir():
        file.write_bytes(damaged)
    assert not found(project)
    change(project)
    run(project)
    run(project, "other")
    assert content(project)["production/prometheus/tests/cart.yaml"]
    assert {path: text for path, text in content(project).items() if ".observability" not in path} == {
        path: text for path, text in content(project, "other").items() if ".observability" not in path
    }


def test_what_another_version_of_the_program_kept_is_not_believed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(project)
    monkeypatch.setattr(keeping, "package_digest", lambda: "another")
    assert not found(project)


def test_a_check_keeps_nothing(project: Path) -> None:
    before = content(project)
    change(project)
    run(project, check=True)
    assert content(project) == before


def test_a_build_of_one_environment_forgets_nothing_of_the_others(project: Path) -> None:
    before = found(project)
    change(project, "waiting", "queued")
    run(project, "build", "staging")
    assert before < found(project)


def test_a_service_that_is_gone_is_forgotten(project: Path) -> None:
    (project / "services/mail.yaml").unlink()
    run(project)
    assert recall(project / "build", KEPT)
    assert not recall(project / "build", "services/mail.yaml")


def test_a_check_forgets_nothing(project: Path) -> None:
    (project / "services/mail.yaml").unlink()
    run(project, check=True)
    assert recall(project / "build", "services/mail.yaml")


def test_nothing_is_kept_or_forgotten_where_a_link_leads(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine").write_text("mine")
    folder = project / "build/.observability"
    folder.rename(project / "away")
    folder.symlink_to(elsewhere)
    change(project)
    run(project)
    assert [file.name for file in elsewhere.iterdir()] == ["mine"]


def test_nobody_commits_it_and_a_build_does_not_count_it(project: Path) -> None:
    assert (project / "build/.observability/.gitignore").read_text() == "*\n"
    change(project)
    outcome = build(Request((project,), project / "build", targets=TESTS)).outcome
    assert isinstance(outcome, Changes)
    assert not [path for path in (*outcome.written, *outcome.removed) if path.startswith(".")]
