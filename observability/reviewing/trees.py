"""The files of one side: of a folder, or of a revision."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from observability import workspace
from observability.adapters import gittree
from observability.adapters.gittree import Revision
from observability.exceptions import InputError
from observability.findings import Finding, Location


class Tree(Protocol):
    """Files by their paths from the root of the tree."""

    @property
    def paths(self) -> Sequence[str]:
        """All files, sorted."""

    def name(self, path: str) -> str:
        """What messages call a file."""

    @property
    def submodules(self) -> Mapping[str, str] | None:
        """The commits of submodules by their paths, as their files are not among these; None outside of git."""

    def read(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        """Their contents, in their order, one at a time; None for one that is not there.

        Raises:
            InputError: one cannot be read.
        """


@frozen
class DiskTree:
    """A folder, `root` being its real path. Of a sparse checkout git has the contents of some, by their ids."""

    root: Path
    paths: tuple[str, ...]
    submodules: Mapping[str, str] | None = field(default=None, repr=False)
    sparse: Mapping[str, str] = field(factory=dict, repr=False)

    def name(self, path: str) -> str:
        """From the current folder, if it is below it."""
        return workspace.shown(self.root / path)

    def read(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        """Their contents; of what is not checked out, those of the index."""
        unchecked = [path for path in paths if path in self.sparse]
        of_index = iter(gittree.contents(self.root, [self.sparse[path] for path in unchecked]) if unchecked else ())
        for path in paths:
            found = workspace.read_if_file(self.root / path)
            indexed = next(of_index) if path in self.sparse else None
            yield indexed if found is None else found


@frozen
class GitTree:
    """A revision. A symbolic link stands for the file of the revision that it leads to."""

    revision: Revision
    blobs: Mapping[str, str] = field(repr=False)
    submodules: Mapping[str, str] = field(factory=dict, repr=False)

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
        return cls(revision, blobs, gittree.submodules(revision))

    @property
    def paths(self) -> tuple[str, ...]:
        """All files, sorted."""
        return tuple(sorted(self.blobs))

    def name(self, path: str) -> str:
        """As git calls it."""
        return f"{self.revision.name}:{path}"

    def read(self, paths: Sequence[str]) -> Iterator[bytes | None]:
        """Their contents; nothing is fetched that a partial clone has not."""
        found = gittree.contents(self.revision.root, [self.blobs.get(path, "") for path in paths])
        for path, content in zip(paths, found, strict=True):
            if content is None and path in self.blobs:
                message = "its content is not in this clone, which is a partial one"
                hint = "git fetch --refetch --no-filter gets all of them, git checkout those of one revision"
                raise InputError([Finding("partial-clone", message, Location(self.name(path)), hint=hint)])
            yield content
