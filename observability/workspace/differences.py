"""Compares what the compiler made with what is on disk."""

import os
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path

from attrs import frozen

from observability.model.artifact import File
from observability.workspace.manifest import is_plain_file, read_manifest, with_our_line_ends


@frozen
class Differences:
    """Paths in the output folder, sorted: absent, of another content, and made by an earlier build but no longer."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.left_over)


def compare(output: Path, artifacts: Iterable[File], kept: Iterable[str] = ()) -> Differences:
    """What a `write` of the same arguments would do. It writes nothing, and files of others are no difference.

    `kept` are paths of `intact` that still count as made.
    """
    artifacts = sorted(artifacts, key=attrgetter("path"))
    made = {artifact.path for artifact in artifacts} | set(kept)
    there = {artifact.path: os.path.lexists(output / artifact.path) for artifact in artifacts}
    stale = sorted(path for path in read_manifest(output).files if path not in made)
    return Differences(
        missing=tuple(path for path, is_there in there.items() if not is_there),
        changed=tuple(a.path for a in artifacts if there[a.path] and not _holds(output / a.path, a.text)),
        left_over=tuple(path for path in stale if is_plain_file(output / path)),
    )


def _holds(path: Path, content: bytes) -> bool:
    # The size tells most differences without a read.
    if not is_plain_file(path) or path.stat().st_size < len(content):
        return False
    found = path.read_bytes()
    return content in (found, with_our_line_ends(found))
