"""Programs out of Debian's packages, with the real apt-get over an archive of one package on disk."""

import hashlib
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from observability.adapters.tools.source import SourceError
from tests.support.apt import DebianProgram
from tests.support.debian import needs_debian
from tests.support.progress import silent

HELLO = DebianProgram("hello-program", "usr/bin/hello")
SYSTEM = (Path("/var/lib/apt"), Path("/var/cache/apt"))
pytestmark = needs_debian
uses_archive = pytest.mark.usefixtures("archive")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an archive with one package; the machine's sources are not asked, and our cache is empty."""
    folder = tmp_path / "archive"
    (folder / "root/usr/bin").mkdir(parents=True)
    (folder / "root/usr/bin/hello").write_text("#!/bin/sh\necho hello\n")
    (folder / "root/usr/bin/hello").chmod(0o755)
    (folder / "root/DEBIAN").mkdir()
    control = (
        "Package: hello-program\nVersion: 1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: greets\n"
    )
    (folder / "root/DEBIAN/control").write_text(control)
    package = folder / "hello-program_1_all.deb"
    subprocess.run(["dpkg-deb", "--build", folder / "root", package], check=True, capture_output=True)
    content = package.read_bytes()
    place = f"Filename: ./{package.name}\nSize: {len(content)}\nSHA256: {hashlib.sha256(content).hexdigest()}\n"
    (folder / "Packages").write_text(control + place)
    (folder / "sources.list").write_text(f"deb [trusted=yes] copy:{folder} ./\n")
    (folder / "apt.conf").write_text(
        f'Dir::Etc::sourcelist "{folder}/sources.list";\nDir::Etc::sourceparts "/dev/null";\n'
        f'APT::Update::Post-Invoke {{ "touch {folder}/hook-has-run"; }};\n'
    )
    monkeypatch.setenv("APT_CONFIG", str(folder / "apt.conf"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@uses_archive
def test_the_program_is_unpacked_and_runs(tmp_path: Path) -> None:
    hello = HELLO(silent)
    assert subprocess.run([hello], capture_output=True, text=True).stdout == "hello\n"
    assert stat.S_IMODE(hello.stat().st_mode) == 0o755
    assert hello.stat().st_uid == os.getuid()
    # Nothing else of the package, of apt's lists or of its downloads is kept.
    assert [path for path in tmp_path.glob("cache/**/*") if path.is_file() and path.suffix != ".lock"] == [hello]


def test_the_second_time_apt_is_not_asked(archive: Path) -> None:
    hello = HELLO(silent)
    (archive / "Packages").unlink()
    assert HELLO(silent) == hello


def test_the_state_of_the_system_is_left_alone(archive: Path) -> None:
    before = list(seen())
    HELLO(silent)
    assert list(seen()) == before
    assert not (archive / "hook-has-run").exists()


def seen() -> Iterator[tuple[Path, int]]:
    """All that can be looked at in the folders of the system's apt."""
    for top in SYSTEM:
        for folder, _, names in os.walk(top):
            yield from ((Path(folder, name), os.lstat(Path(folder, name)).st_mtime_ns) for name in sorted(names))


def test_a_package_that_was_changed_on_its_way_is_refused(archive: Path, tmp_path: Path) -> None:
    package = next(archive.glob("*.deb"))
    content = bytearray(package.read_bytes())
    content[-1] ^= 1
    package.write_bytes(content)
    with pytest.raises(SourceError, match=r"Hash Sum mismatch|Hashes of expected file"):
        HELLO(silent)
    assert not list(tmp_path.glob("cache/**/hello"))


def test_an_archive_without_the_package_says_so_with_the_warnings_of_before(archive: Path) -> None:
    (archive / "sources.list").write_text("deb [trusted=yes] copy:/nowhere ./\n")
    with pytest.raises(SourceError, match=r"(?s)Unable to locate package hello-program.*/nowhere"):
        HELLO(silent)


def test_another_source_that_does_not_answer_is_no_matter(archive: Path) -> None:
    with (archive / "sources.list").open("a") as sources:
        sources.write("deb [trusted=yes] copy:/nowhere ./\n")
    assert HELLO(silent).exists()


@uses_archive
def test_each_step_is_told() -> None:
    told: list[str] = []
    HELLO(lambda step, *_, **__: told.append(step))
    assert told == ["hello-program: reading Debian's lists of packages", "hello-program: downloading"]
