"""The files of one side: of a folder, or of a revision."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from observability import workspace
from observability.adapters import gittree
from observability.adapters.gittree import Revision


class Tree(Protocol):
    """Files by their paths from the root of the tree."""

    @property
    def paths(self) -> Sequence[str]:
        """All files, sorted."""

    def name(self, path: str) -> str:
        """What messages call a file."""

    def read(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        """Their contents, in their order, one at a time; None for one that is not there."""


@frozen
class DiskTree:
    """A folder, `root` being its real path."""

    root: Path
    paths: tuple[str, ...]

    def name(self, path: str) -> str:
        """From the current folder, if it is below it."""
        return workspace.shown(self.root / path)

    def read(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        """Their contents; raises InputError for one that cannot be read."""
        return (workspace.read_if_file(self.root / path) for path in paths)


@frozen
class GitTree:
    """A revision. A symbolic link stands for the file of the revision that it leads to."""

    revision: Revision
    blobs: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, revision: Revision) -> "GitTree":
        """All files of the revision."""
        entries = gittree.entries(revision)
        blobs = {entry.path: entry.blob for entry in entries if not entry.is_link}
        links = [entry for entry in entries if entry.is_link]
        targets = gittree.contents(revision.root, [entry.blob for entry in links]) if links else iter(())
        for entry, target in zip(links, targets, strict=True):
            led = posixpath.normpath(
                posixpath.join(posixpath.dirname(entry.path), (target or b"").decode("utf-8", "replace"))
            )
            if led in blobs:
                blobs[entry.path] = blobs[led]
        return cls(revision, blobs)

    @property
    def paths(self) -> tuple[str, ...]:
        """All files, sorted."""
        return tuple(sorted(self.blobs))

    def name(self, path: str) -> str:
        """As git calls it."""
        return f"{self.revision.name}:{path}"

    def read(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        """Their contents; None also for what a partial clone has not."""
        return gittree.contents(self.revision.root, [self.blobs.get(path, "") for path in paths])
