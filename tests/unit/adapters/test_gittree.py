from pathlib import Path

import pytest

from observability.adapters import gittree
from observability.exceptions import UsageError
from tests.support.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository.start(tmp_path / "here")
    found.write("rules/é a.yaml", "one\n")
    found.write("two.yaml", "two\r\n")
    (found.folder / "link.yaml").symlink_to("two.yaml")
    found.commit()
    return found


def test_all_files_of_a_revision_are_listed_with_their_contents(repository: Repository) -> None:
    repository.write("two.yaml", "changed since")
    found = gittree.revision(repository.folder / "rules", "main")
    entries = {entry.path: entry for entry in gittree.entries(found)}
    assert list(entries) == ["link.yaml", "rules/é a.yaml", "two.yaml"]
    assert entries["link.yaml"].is_link
    blobs = [entries["two.yaml"].blob, "0" * 40, entries["rules/é a.yaml"].blob]
    assert list(gittree.contents(found.root, blobs)) == [b"two\r\n", None, b"one\n"]


def test_what_could_be_committed_is_of_the_working_tree(repository: Repository) -> None:
    repository.write(".gitignore", "build/\n")
    repository.write("build/rules.yaml", "x")
    repository.write("new.yaml", "x")
    assert gittree.working(repository.folder).files == (
        ".gitignore",
        "link.yaml",
        "new.yaml",
        "rules/é a.yaml",
        "two.yaml",
    )


def test_nothing_in_the_repository_is_touched(repository: Repository) -> None:
    before = {path: path.stat().st_mtime_ns for path in repository.folder.rglob("*")}
    found = gittree.revision(repository.folder, "HEAD")
    list(gittree.contents(found.root, [entry.blob for entry in gittree.entries(found)]))
    gittree.working(repository.folder)
    assert {path: path.stat().st_mtime_ns for path in repository.folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mian", "there is no file, folder or revision 'mian'; did you mean 'main'?"),
        ("v1", "there is no file, folder or revision 'v1'; there are: main"),
        ("--output=/tmp/x", "there is no file, folder or revision '--output=/tmp/x'; there are: main"),
    ],
)
def test_a_revision_that_is_not_there_is_told(repository: Repository, name: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        gittree.revision(repository.folder, name)
    assert str(caught.value) == said


def test_a_shallow_clone_is_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit(new="x")
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "shallow"))
    with pytest.raises(UsageError, match=r"this is a shallow clone.*git fetch --unshallow, or fetch-depth: 0"):
        gittree.revision(tmp_path / "shallow", "HEAD~1")


def test_no_commits_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no revision 'main', as this repository has no commits yet"):
        gittree.revision(Repository.start(tmp_path).folder, "main")


def test_no_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no file or folder, and no revision, as this is no git repository"):
        gittree.revision(tmp_path, "main")


def test_a_bare_repository_has_revisions_and_no_working_tree(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    found = gittree.revision(tmp_path / "bare", "main")
    assert [entry.path for entry in gittree.entries(found)] == ["link.yaml", "rules/é a.yaml", "two.yaml"]
    with pytest.raises(UsageError, match="bare repository, without a working tree"):
        gittree.working(found.root)
