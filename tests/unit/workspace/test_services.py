import errno
import os
from pathlib import Path

import pytest

from observability.exceptions import InputError
from observability.workspace import Reading, locate, read_services
from observability.workspace.source import MAX_BYTES, read_source
from tests.unit.workspace.test_locate import touch


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    touch(tmp_path / "observability.yaml")
    return tmp_path


def read(*paths: Path, globs: tuple[str, ...] = ("services/**/*.yaml",)) -> Reading:
    return read_services(locate(paths), globs)


def names(reading: Reading) -> list[str]:
    return [source.path for source in reading.services]


def test_descriptors_are_sorted_by_path(project: Path) -> None:
    for name in ("c", "a", "b"):
        touch(project / "services" / f"{name}.yaml")
    assert names(read(project)) == ["services/a.yaml", "services/b.yaml", "services/c.yaml"]


def test_a_folder_stands_for_the_projects_descriptors_in_it(project: Path) -> None:
    touch(project / "services" / "team" / "a.yaml")
    touch(project / "services" / "b.yaml")
    touch(project / "services" / "team" / "notes.txt")
    assert names(read(project / "services" / "team")) == ["services/team/a.yaml"]


def test_the_project_file_stands_for_the_whole_project_and_is_no_descriptor(project: Path) -> None:
    touch(project / "a.yaml")
    assert names(read(project / "observability.yaml", globs=("*.yaml",))) == ["a.yaml"]


def test_a_named_file_needs_no_glob_that_matches_it(project: Path) -> None:
    assert names(read(touch(project / "drafts" / "new.yaml"))) == ["drafts/new.yaml"]


def test_hidden_files_are_passed_over(project: Path) -> None:
    (project / "services").mkdir()
    # What an editor leaves beside a file that is open.
    (project / "services" / ".#a.yaml").symlink_to("somebody@somewhere")
    touch(project / "services" / "a.yaml")
    assert read(project).findings == ()


def test_a_folder_without_a_project_is_searched_for_services_first(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    touch(tmp_path / "ci.yaml")
    assert [Path(name).name for name in names(read(tmp_path))] == ["ci.yaml"]
    touch(tmp_path / "services" / "a.yml")
    assert [Path(name).name for name in names(read(tmp_path))] == ["a.yml"]


def test_a_folder_that_contains_itself_ends(project: Path) -> None:
    touch(project / "services" / "a.yaml")
    (project / "services" / "again").symlink_to(project / "services")
    assert "services/a.yaml" in names(read(project))


def test_a_folder_behind_a_link_that_leads_out_is_not_read(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = touch(tmp_path_factory.mktemp("outside") / "a.yaml").parent
    (project / "services").mkdir()
    (project / "services" / "linked").symlink_to(outside)
    reading = read(project, globs=("services/linked/*.yaml",))
    assert names(reading) == []
    assert [finding.check for finding in reading.findings] == ["outside-project"]


def test_a_link_inside_the_project_is_followed(project: Path) -> None:
    touch(project / "shared.yaml", "shared")
    (project / "services").mkdir()
    (project / "services" / "a.yaml").symlink_to("../shared.yaml")
    assert [source.text for source in read(project).services] == [b"shared"]


@pytest.mark.parametrize("glob", ["/etc/*.conf", ""])
def test_what_is_no_pattern_is_refused(project: Path, glob: str) -> None:
    with pytest.raises(InputError, match="is no pattern"):
        read(project, globs=(glob,))


def test_a_pattern_that_leads_out_reads_nothing(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = touch(tmp_path_factory.mktemp("outside") / "a.yaml")
    reading = read(project, globs=(f"../{outside.parent.name}/*.yaml",))
    assert names(reading) == []
    assert {finding.check for finding in reading.findings} == {"outside-project"}


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    touch(tmp_path / "fits.yaml", "x" * MAX_BYTES)
    touch(tmp_path / "over.yaml", "x" * (MAX_BYTES + 1))
    assert len(read_source(tmp_path, "fits.yaml").text) == MAX_BYTES
    with pytest.raises(InputError, match="larger than 1 MiB"):
        read_source(tmp_path, "over.yaml")


def test_a_device_that_never_ends_is_not_read() -> None:
    with pytest.raises(InputError, match="not a regular file"):
        read_source(Path("/"), "dev/zero")


@pytest.mark.parametrize(
    ("glob", "told"),
    [("services/*/*.yaml", True), ("services/**/*.yaml", True), ("services/*.yaml", False), ("**/*.yaml", True)],
)
def test_a_folder_that_may_not_be_listed_is_told(
    project: Path, glob: str, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its descriptors would only be missing, and a build would remove what they became."""
    touch(project / "services" / "a.yaml")
    touch(project / "services" / "team" / "b.yaml")
    touch(project / "services" / "other" / "c.yaml")
    listed = os.scandir

    def scandir(path: str) -> object:  # root may list everything
        if Path(path).name == "team":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    said = [str(finding) for finding in read(project, globs=(glob,)).findings]
    assert said == ["services/team: cannot be read: Permission denied; give yourself the right to read it"] * told
