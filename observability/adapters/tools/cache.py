"""A folder per user for what is expensive to make, safe when several of us make the same thing at once."""

import platform
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from observability.adapters.progress import Progress


def cache_folder() -> Path:
    """`~/.cache/observability` on Linux; `XDG_CACHE_HOME` is honoured."""
    return user_cache_path("observability")


def program_path(origin: str, name: str) -> Path:
    """Where a program that comes from `origin`, a name with a version, is kept for this kind of machine."""
    return cache_folder() / f"{origin}-{sys.platform}-{platform.machine()}" / name


def made_once(path: Path, make: Callable[[Path], None], progress: Progress) -> Path:
    """The file or folder `path`, made by `make` if nobody made it before.

    `make` is handed a name in a temporary folder beside it. What it left there is moved into place in one step, so that
    nobody ever sees half of it; whoever comes second waits for the first.
    """
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path, progress):
        if not path.exists():
            _make(path, make)
    return path


def _locked(path: Path, progress: Progress) -> AbstractContextManager[object]:
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        progress(f"waiting for another process that makes {path.name}")
        return lock.acquire()


def _make(path: Path, make: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        make(Path(folder, path.name))
        Path(folder, path.name).replace(path)
