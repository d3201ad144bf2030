from pathlib import Path

import pytest

from observability.exceptions import UsageError
from observability.workspace import locate


def touch(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    return tmp_path / "repository"


def test_the_project_file_is_found_above_the_path(repository: Path) -> None:
    touch(repository / "observability.yaml", "kind: Project")
    found = locate([touch(repository / "a" / "b" / "shop.yaml")])
    assert found.root == repository
    assert found.project is not None
    assert found.project.text == b"kind: Project"


def test_nothing_above_the_repository_is_looked_at(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(repository.parent / "observability.yaml")
    monkeypatch.chdir(repository)
    found = locate([touch(repository / "services" / "shop.yaml")])
    assert not found.has_project
    assert found.root == repository


def test_without_a_project_paths_elsewhere_count_from_their_common_folder(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = locate([touch(repository / "a" / "shop.yaml"), touch(repository / "b" / "mail.yaml")])
    assert found.root == repository


def test_a_path_given_twice_counts_once(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(repository / "services" / "shop.yaml")
    monkeypatch.chdir(repository)
    found = locate(
        [Path("services/shop.yaml"), Path("services/../services/shop.yaml"), repository / "services/shop.yaml"]
    )
    assert found.paths == (repository / "services" / "shop.yaml",)


def test_a_project_file_that_cannot_be_read_is_told_and_still_marks_the_project(repository: Path) -> None:
    (repository / "observability.yaml").symlink_to("gone.yaml")
    found = locate([repository])
    assert found.has_project
    assert found.project is None
    assert [finding.check for finding in found.findings] == ["unreadable-file"]


def test_paths_of_two_projects_are_refused(repository: Path) -> None:
    for name in ("a", "b"):
        touch(repository / name / "observability.yaml")
    with pytest.raises(UsageError, match="different projects"):
        locate([repository / "a", repository / "b"])
