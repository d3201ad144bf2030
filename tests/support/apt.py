"""Programs out of Debian's packages, for whoever is not root: nothing is installed, and apt's own state stays as it is.

apt verifies signatures and checksums with the machine's keys and sources, as it always does.
"""

import os
import platform
import shutil
import tempfile
from pathlib import Path, PurePosixPath

from attrs import frozen

from observability.adapters.cache import made_once, program_path
from observability.adapters.progress import Progress
from observability.adapters.source import SourceError, said

# Read by apt after its own configuration. The hooks there (of containers, of desktops) tidy the system's caches. What
# root fetches for its own cache needs no other user, who could not even enter the folder.
_CONFIGURATION = """\
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Sandbox::User "root";
Acquire::Languages "none";
"""
_COMMANDS = ("apt-get", "dpkg-deb")


@frozen
class DebianProgram:
    """The file `path` of a Debian `package`, which runs without being installed: it needs nothing but the C library."""

    package: str
    path: str

    def __call__(self, progress: Progress) -> Path:
        """The program in the version of the machine's own release.

        Raises:
            SourceError: this is no Debian, nor one of its children, or apt cannot fetch the package.
        """
        missing = [command for command in _COMMANDS if not shutil.which(command)]
        if missing:
            raise SourceError(f"it comes from the Debian package {self.package}, and there is no {missing[0]} here")
        path = program_path(_release(), PurePosixPath(self.path).name)
        return made_once(path, lambda output: self._unpack(output, progress), progress)

    def _unpack(self, output: Path, progress: Progress) -> None:
        with tempfile.TemporaryDirectory(dir=output.parent) as name:
            folder = Path(name)
            archive = _fetch(self.package, folder, progress)
            _run("dpkg-deb", "--extract", str(archive), str(folder / "files"), folder=folder)
            (folder / "files" / self.path).replace(output)


def _release() -> str:
    """`debian-bookworm`. A release keeps its versions but for corrections."""
    known = platform.freedesktop_os_release()
    return f"{known['ID']}-{known.get('VERSION_CODENAME', 'rolling')}"


def _fetch(package: str, folder: Path, progress: Progress) -> Path:
    own = _own_state(folder)
    progress(f"{package}: reading Debian's lists of packages")
    warnings = _update(own, folder)
    progress(f"{package}: downloading")
    try:
        _run("apt-get", "download", *own, package, folder=folder)
    except SourceError as error:
        raise SourceError(f"{error}\n{warnings}") from error
    return next(folder.glob("*.deb"))


def _update(own: tuple[str, ...], folder: Path) -> str:
    """What apt said. A source of the user's that does not answer fails it, and is none of ours, perhaps."""
    try:
        return _run("apt-get", "update", *own, folder=folder)
    except SourceError as error:
        return str(error)


def _own_state(folder: Path) -> tuple[str, ...]:
    """The options that make apt keep all that it writes in `folder`."""
    (folder / "apt.conf").write_text(_CONFIGURATION, encoding="utf-8")
    for name in ("state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    return ("-c", str(folder / "apt.conf"), "-o", f"Dir::State={folder}/state", "-o", f"Dir::Cache={folder}/cache")


def _run(*command: str, folder: Path) -> str:
    return "".join(said(command, folder, os.environ | {"LC_ALL": "C.UTF-8"}))
