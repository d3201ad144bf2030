import fcntl
import os
from pathlib import Path

import orjson
import pytest

from observability.exceptions import InputError, UsageError
from observability.model.artifact import Artifact
from observability.workspace import MANIFEST, Differences, Manifest, compare, intact, read_manifest, write


def artifacts(**files: str) -> list[Artifact]:
    """`a__b="x"` is the artifact `a/b` with the content `x`."""
    return [Artifact(name.replace("__", "/"), text.encode()) for name, text in files.items()]


def content(output: Path) -> dict[str, str]:
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_text() for path in files if path.name != MANIFEST}


def test_the_output_holds_the_artifacts(tmp_path: Path) -> None:
    changes = write(tmp_path / "build", artifacts(a__b="1", c="2"))
    assert content(tmp_path / "build") == {"a/b": "1", "c": "2"}
    assert changes.written == ("a/b", "c")


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    write(tmp_path, artifacts(a="1", b="1"))
    before = {name: (tmp_path / name).stat().st_ino for name in ("a", "b", MANIFEST)}
    assert write(tmp_path, artifacts(a="1", b="1")).unchanged == 2
    assert {name: (tmp_path / name).stat().st_ino for name in before} == before
    assert write(tmp_path, artifacts(a="1", b="2")).written == ("b",)
    assert (tmp_path / "a").stat().st_ino == before["a"]


def test_what_is_no_longer_made_is_removed_with_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    write(tmp_path, artifacts(a__b__c="1", a__d="2", e="3"))
    assert write(tmp_path, artifacts(e="3")).removed == ("a/b/c", "a/d")
    assert {path.name for path in tmp_path.iterdir()} == {"e", MANIFEST}


def test_files_of_others_stay_and_so_do_their_folders(tmp_path: Path) -> None:
    write(tmp_path, artifacts(a__b="1"))
    (tmp_path / "a" / "notes").write_text("mine")
    write(tmp_path, artifacts(c="1"))
    assert content(tmp_path) == {"a/notes": "mine", "c": "1"}


def test_a_file_of_another_is_not_overwritten_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    with pytest.raises(InputError, match=r"b: is in the way.*--output"):
        write(tmp_path, artifacts(a="1", b="2"))
    assert content(tmp_path) == {"b": "mine"}


def test_a_file_of_another_with_the_same_content_becomes_ours(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    write(tmp_path, artifacts(a="1"))
    write(tmp_path, artifacts(a="2"))
    assert content(tmp_path) == {"a": "2"}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/etc/passwd")])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, make: "object") -> None:
    write(tmp_path, artifacts(a="1"))
    (tmp_path / "a").unlink()
    make(tmp_path / "a")  # type: ignore[operator]  # three functions of a path
    with pytest.raises(InputError, match="a: is in the way"):
        write(tmp_path, artifacts(a="1"))


def test_a_folder_that_leads_out_of_the_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="leads out of the output folder"):
        write(tmp_path / "build", artifacts(a__b="1"))
    assert content(tmp_path / "elsewhere") == {}


def test_files_behind_a_folder_that_now_leads_out_are_not_removed(tmp_path: Path) -> None:
    write(tmp_path / "build", artifacts(a__b="1"))
    (tmp_path / "build" / "a").rename(tmp_path / "elsewhere")
    (tmp_path / "build" / "a").symlink_to(tmp_path / "elsewhere")
    write(tmp_path / "build", artifacts(c="1"))
    assert content(tmp_path / "elsewhere") == {"b": "1"}


@pytest.mark.parametrize("path", ["../victim", "a/../../victim", "{absolute}"])
def test_a_manifest_that_somebody_wrote_removes_nothing_outside(tmp_path: Path, path: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "build").mkdir()
    document = {"version": 1, "files": {path.format(absolute=victim): "0"}, "cache": {}}
    (tmp_path / "build" / MANIFEST).write_bytes(orjson.dumps(document))
    assert read_manifest(tmp_path / "build") == Manifest()
    write(tmp_path / "build", artifacts(a="1"))
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", ""])
def test_an_artifact_outside_of_the_output_is_a_bug(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        write(tmp_path / "build", [Artifact(path, b"1")])


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 2, "files": {"a": "0"}, "cache": {}}', '{"files": 1}', "\0"]
)
def test_a_broken_manifest_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    assert read_manifest(tmp_path) == Manifest()


def test_the_cache_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    write(tmp_path, artifacts(a="1"), cache={"services": {"a": ["x"]}})
    assert read_manifest(tmp_path).cache == {"services": {"a": ["x"]}}


def test_a_write_that_is_cut_short_leaves_no_cache_to_believe_in(tmp_path: Path) -> None:
    write(tmp_path, artifacts(a="1", b="1"), cache={"services": 1})
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path, artifacts(a="2", b__c="1"), cache={"services": 2})  # b is a file, so no folder can be made
    manifest = read_manifest(tmp_path)
    assert manifest.cache == {}
    assert set(manifest.files) == {"a", "b", "b/c"}


def test_intact_is_what_nobody_has_changed(tmp_path: Path) -> None:
    write(tmp_path, artifacts(a="1", b="1", c="1", d="1"))
    (tmp_path / "b").write_text("2")
    (tmp_path / "c").unlink()
    (tmp_path / "d").rename(tmp_path / "e")
    (tmp_path / "d").symlink_to("e")
    assert intact(tmp_path, read_manifest(tmp_path)) == {"a"}


def test_what_is_kept_stays_without_being_made(tmp_path: Path) -> None:
    write(tmp_path, artifacts(a="1", b="1"))
    kept = {"a": read_manifest(tmp_path).files["a"]}
    assert compare(tmp_path, artifacts(c="1"), kept) == Differences(missing=("c",), left_over=("b",))
    write(tmp_path, artifacts(c="1"), kept)
    assert content(tmp_path) == {"a": "1", "c": "1"}
    assert set(read_manifest(tmp_path).files) == {"a", "c"}


def test_a_comparison_tells_all_differences_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, artifacts(same="1", other="1", gone="1", old="1"))
    (tmp_path / "other").write_text("2")
    (tmp_path / "gone").unlink()
    before = content(tmp_path)
    found = compare(tmp_path, artifacts(same="1", other="1", gone="1", new="1"))
    assert found == Differences(missing=("gone", "new"), changed=("other",), left_over=("old",))
    assert content(tmp_path) == before
    assert not compare(tmp_path / "nowhere", [])
    assert not (tmp_path / "nowhere").exists()


def test_two_builds_do_not_write_at_once(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with pytest.raises(UsageError, match="another build"):
        write(tmp_path, artifacts(a="1"))
    os.close(folder)
    write(tmp_path, artifacts(a="1"))


def test_a_disk_that_refuses_is_no_bug(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "build", artifacts(a="1"))
