"""Programs out of Debian's packages, for whoever is not root: nothing is installed, and apt's own state stays as it is.

apt verifies signatures and checksums with the machine's keys and sources, as it always does.
"""

import os
import platform
import shutil
import tempfile
from pathlib import Path, PurePosixPath

from attrs import frozen

from observability.adapters.progress import Progress
from observability.adapters.tools.cache import made_once, program_path
from observability.adapters.tools.source import SourceError, said

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
_START = """\
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
libraries=$(find "$here/usr/lib" "$here/lib" -maxdepth 2 -type d 2>/dev/null | tr '\\n' ':')
# Where the machine has no fonts, its own are used.
export XDG_DATA_HOME="$here/usr/share"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/etc/fonts"
LD_LIBRARY_PATH="$libraries$LD_LIBRARY_PATH" exec "$here/{path}" "$@"
"""


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
        _check_commands(self.package)
        path = program_path(_release(), PurePosixPath(self.path).name)
        return made_once(path, lambda output: self._unpack(output, progress), progress)

    def _unpack(self, output: Path, progress: Progress) -> None:
        with tempfile.TemporaryDirectory(dir=output.parent) as name:
            folder = Path(name)
            archive = _fetch(self.package, folder, progress)
            _run("dpkg-deb", "--extract", str(archive), str(folder / "files"), folder=folder)
            (folder / "files" / self.path).replace(output)


@frozen
class DebianBundle:
    """The file `path` of a Debian `package`, with those that it needs and this machine has not installed."""

    package: str
    path: str

    def __call__(self, progress: Progress) -> Path:
        """A program that starts it with its libraries.

        Raises:
            SourceError: this is no Debian, nor one of its children, or apt cannot fetch the packages.
        """
        _check_commands(self.package)
        folder = program_path(_release(), f"{self.package}.bundle")
        return made_once(folder, lambda output: self._unpack(output, progress), progress) / "start"

    def _unpack(self, output: Path, progress: Progress) -> None:
        output.mkdir()
        with tempfile.TemporaryDirectory(dir=output.parent) as name:
            folder = Path(name)
            own = (*_own_state(folder), "-o", "Dir::State::status=/var/lib/dpkg/status", "-o", "Debug::NoLocking=1")
            progress(f"{self.package}: reading Debian's lists of packages")
            warnings = _update(own, folder)
            progress(f"{self.package}: downloading it and what it needs")
            try:
                _run("apt-get", "install", "--download-only", "--reinstall", "--no-install-recommends", "--yes", *own,
                     self.package, folder=folder)  # fmt: skip
            except SourceError as error:
                raise SourceError(f"{error}\n{warnings}") from error
            for archive in sorted((folder / "cache/archives").glob("*.deb")):
                _run("dpkg-deb", "--extract", str(archive), str(output), folder=folder)
        start = output / "start"
        start.write_text(_START.format(path=self.path), encoding="utf-8")
        start.chmod(0o755)


def _check_commands(package: str) -> None:
    missing = [command for command in _COMMANDS if not shutil.which(command)]
    if missing:
        raise SourceError(f"it comes from the Debian package {package}, and there is no {missing[0]} here")


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
