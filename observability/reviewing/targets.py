"""From what the user typed to the files of both sides."""

import posixpath
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from observability import workspace
from observability.adapters import gittree
from observability.adapters.gittree import Revision
from observability.exceptions import UsageError
from observability.reviewing.trees import DiskTree, GitTree, Tree


@frozen
class Target:
    """What is compared: the files of a tree at or below `inside`, a path from its root (empty for all of it).

    `name` is what the user called it; `is_file` whether it is one file.
    """

    name: str
    tree: Tree
    inside: str
    is_file: bool

    @property
    def revision(self) -> str:
        """What stands before the paths of a revision's files; empty for a folder's."""
        return self.tree.revision.name if isinstance(self.tree, GitTree) else ""

    def key(self, path: str) -> str:
        """The path from `inside` on, by which a file is found on the other side."""
        if self.is_file:
            return ""
        return posixpath.relpath(path, self.inside) if self.inside else path

    def path(self, key: str) -> str:
        """The path that has this key."""
        return posixpath.join(self.inside, key) if key else self.inside

    def holds(self, path: str) -> bool:
        """Whether a path is at or below `inside`."""
        return not self.inside or path == self.inside or path.startswith(f"{self.inside}/")


def targets(old: str, new: str | None) -> tuple[Target, Target]:
    """Both sides. A path that is there is a path, all else a revision, as it is or `REVISION:PATH`.

    A revision alone is looked at where the other side is: at its path, or else in the current folder.

    Raises:
        UsageError: there is no such file, folder or revision, or the two cannot be compared.
        InputError: a folder cannot be listed.
    """
    given = [_asked(old), _asked(new if new is not None else ".")]
    revisions = [one for one in given if isinstance(one, _OfRevision)]
    beside = next((one for one in given if isinstance(one, Path)), None) or workspace.resolved(Path())
    root = revisions[0].revision.root if revisions else None
    ours, theirs = (_target(text, one, beside, root) for text, one in zip((old, new or ""), given, strict=True))
    return ours, theirs


@frozen
class _OfRevision:
    revision: Revision
    path: str | None


def _asked(text: str) -> Path | _OfRevision:
    if not text:  # of a script, say, whose variable is not set
        raise UsageError("a side is empty; name a file, a folder or a revision, or . for the current folder")
    if found := workspace.there(Path(text)):
        return found
    name, colon, path = text.partition(":")
    here = workspace.resolved(Path())
    try:
        found_revision = gittree.revision(here, name or "HEAD")
    except UsageError as error:
        hint = workspace.meant(Path(text))
        raise UsageError(f"{error}; {hint}" if hint else str(error)) from None
    return _OfRevision(found_revision, path.strip("/") if colon else None)


def _target(text: str, asked: Path | _OfRevision, beside: Path, root: Path | None) -> Target:
    if isinstance(asked, Path):
        return _on_disk(text or ("the working tree" if root else "this folder"), asked, root)
    found = asked.revision
    if asked.path is None and not beside.is_relative_to(found.root):
        raise UsageError(f"{workspace.shown(beside)} is not in the repository of {text!r}; write {text}:PATH")
    inside = _from(found.root, beside) if asked.path is None else posixpath.normpath(asked.path) if asked.path else ""
    tree = GitTree.of(found)
    return Target(text, tree, inside, _is_file(tree.paths, inside, text, asked.path))


def _is_file(paths: Sequence[str], inside: str, text: str, asked: str | None) -> bool:
    """Whether the path of a revision is a file; what is on the other side may be new, and not there yet."""
    if inside in paths:
        return True
    if asked and not any(path.startswith(f"{inside}/") for path in paths):
        raise UsageError(f"there is no {asked} in {text.partition(':')[0]!r}")
    return False


def _on_disk(text: str, path: Path, root: Path | None) -> Target:
    """A path of the working tree of `root` has what git could commit; any other has all that is there."""
    is_file = not workspace.is_folder(path)
    if root and path.is_relative_to(root):
        inside = _from(root, path)
        working = gittree.working(root)
        files = tuple(p for p in working.files if p == inside or not is_file)
        return Target(text, DiskTree(root, files or (inside,), working.submodules, working.sparse), inside, is_file)
    top = workspace.project_root(path) or (path.parent if is_file else path)
    inside = _from(top, path)
    files = (inside,) if is_file else _below(top, inside)
    return Target(text, DiskTree(top, files), inside, is_file)


def _below(top: Path, inside: str) -> tuple[str, ...]:
    listed = workspace.files_below(top / inside)
    return tuple(f"{inside}/{path}" if inside else path for path in listed)


def _from(root: Path, path: Path) -> str:
    found = path.relative_to(root).as_posix()
    return "" if found == "." else found
