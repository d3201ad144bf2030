"""Makes an output folder hold exactly what the compiler made.

A kill at any moment leaves the old or the new content of every file, and a next run that mends the rest:

1. the manifest claims all old and all new paths, so that no file is ever there that we do not know as ours;
2. each file is written beside and moved into its place, which the file system does whole or not at all;
3. files that are no longer made are removed;
4. the manifest claims the new paths alone.

There is no fsync: after a power failure a file may be empty, the next run sees that by its content and writes it again.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from observability.exceptions import InputError, UsageError
from observability.findings import Finding
from observability.model.artifact import File
from observability.model.location import Location
from observability.workspace.differences import Differences, compare
from observability.workspace.manifest import (
    MANIFEST,
    Manifest,
    dump_manifest,
    is_inner,
    is_plain_file,
    read_manifest,
    sha256,
)

# One name is enough, for one process writes at a time; so a kill leaves one such file at most.
_TEMPORARY = ".observability.tmp"


@frozen
class Changes:
    """What a write did: paths in the output folder, sorted, and how many files stayed as they were."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(
    output: Path,
    artifacts: Iterable[File],
    kept: Mapping[str, str] | None = None,
    cache: Mapping[str, Any] | None = None,
) -> Changes:
    """Make `output` hold `artifacts` and what is `kept`, and nothing else of ours.

    `kept` are intact files of the manifest, path -> SHA-256. `cache` is stored in the manifest for the compiler's next
    run; it is dropped when a run is cut short.

    Raises:
        UsageError: another build is writing there.
        InputError: a file in the way is not ours, a folder leads out of `output`, or the disk refuses.
    """
    made = {artifact.path: artifact for artifact in artifacts}
    if outer := [path for path in made if not is_inner(path)]:
        raise ValueError(f"artifacts outside of the output folder: {outer}")
    files = {path: sha256(artifact.text) for path, artifact in made.items()} | dict(kept or {})
    try:
        with _locked(output):
            return _update(output, made, Manifest(files, cache or {}))
    except OSError as error:
        name = error.filename if isinstance(error.filename, str) else str(output)
        raise InputError([_finding("unwritable", f"cannot be written: {error.strerror}", name)]) from error


def _update(output: Path, made: Mapping[str, File], new: Manifest) -> Changes:
    (output / _TEMPORARY).unlink(missing_ok=True)
    old = read_manifest(output)
    differences = compare(output, made.values(), new.files)
    _refuse_what_is_not_ours(output, old, differences)
    written = tuple(sorted(differences.missing + differences.changed))
    if written:
        # Without the cache: it must never be believed beside files of another run.
        _put(output, MANIFEST, dump_manifest(Manifest({**old.files, **new.files})))
    for path in written:
        _put(output, path, made[path].text)
    for path in set(old.files).difference(new.files):
        _remove(output, path)
    if written or new != old:
        _put(output, MANIFEST, dump_manifest(new))
    return Changes(written, differences.left_over, len(new.files) - len(written))


def _refuse_what_is_not_ours(output: Path, old: Manifest, differences: Differences) -> None:
    advice = "move it away, or choose another folder with --output"
    findings = [
        _finding("foreign-file", "is in the way, and no earlier build made it", str(output / path), advice)
        for path in differences.changed
        if path not in old.files or not is_plain_file(output / path)
    ]
    folders = sorted({(output / path).parent for path in differences.missing + differences.changed})
    findings += [
        _finding("outside-output", "is a symbolic link that leads out of the output folder", str(folder), "remove it")
        for folder in folders
        if not _stays_inside(output, folder)
    ]
    if findings:
        raise InputError(findings)


def _put(output: Path, path: str, content: bytes) -> None:
    (output / path).parent.mkdir(parents=True, exist_ok=True)
    temporary = output / _TEMPORARY
    with temporary.open("xb") as file:
        file.write(content)
    temporary.replace(output / path)


def _remove(output: Path, path: str) -> None:
    """Remove a file of an earlier build, and the folders that it leaves empty."""
    file = output / path
    if not _stays_inside(output, file.parent):
        return
    if is_plain_file(file):
        file.unlink()
    for folder in (output / parent for parent in Path(path).parents[:-1]):
        with suppress(OSError):  # it holds something else, or is gone
            folder.rmdir()


def _stays_inside(output: Path, folder: Path) -> bool:
    return folder.resolve().is_relative_to(output.resolve())


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    output.mkdir(parents=True, exist_ok=True)
    folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # The system frees the lock however the process ends, so there is never one to clean up.
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise UsageError(f"another build is writing to {output}; wait for it, or choose another --output") from None
    finally:
        os.close(folder)


def _finding(check: str, message: str, path: str, hint: str = "") -> Finding:
    return Finding(check, message, Location(path), hint=hint)
