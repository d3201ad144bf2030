"""git: the files of a revision, from its objects. Nothing is checked out, and the working tree is not touched."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from attrs import frozen

from observability.adapters.git import GIT, QUIET, ask, run
from observability.exceptions import MissingToolError, UsageError

_FILE, _LINK, _MODULE = ("100644", "100755"), "120000", "160000"
# What is in the index and not on the disk, as the checkout is sparse.
_SPARSE = "S"
_SHOWN = 12


@frozen
class Entry:
    """A file of a revision: the id of its content, which is the same wherever the same bytes are."""

    path: str
    blob: str
    is_link: bool = False


@frozen
class Revision:
    """A commit of the repository at `root`. `name` is what the user called it."""

    root: Path
    name: str
    commit: str


@frozen
class Working:
    """What could be committed of a working tree: all `files`, and the commits of `submodules`, by their paths.

    `sparse` are the files among them that are not checked out, each with the id of its content.
    """

    files: tuple[str, ...]
    submodules: Mapping[str, str]
    sparse: Mapping[str, str]


def root_of(folder: Path) -> Path | None:
    """The folder of the working tree that `folder` is in; None outside of any, and where there is no git."""
    found = ask(folder, "rev-parse", "--show-toplevel")
    return Path(found) if found else None


def revision(folder: Path, name: str) -> Revision:
    """The commit that a name means in the repository of a folder.

    Raises:
        UsageError: there is no repository, no commit, or no such revision; the message says what would be right.
    """
    root = root_of(folder) or _bare(folder)
    if root is None:
        raise UsageError(f"{name!r} is no file or folder, and no revision, as this is no git repository")
    commit = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise UsageError(_missing(root, name))
    return Revision(root, name, commit)


def entries(found: Revision) -> tuple[Entry, ...]:
    """All files of a revision, by their paths from the root of the repository."""
    files = (Entry(path, blob, mode == _LINK) for mode, blob, path in _listed(found) if mode in (*_FILE, _LINK))
    return tuple(files)


def submodules(found: Revision) -> Mapping[str, str]:
    """The commit of each submodule of a revision, by its path: their files are another repository's."""
    return {path: commit for mode, commit, path in _listed(found) if mode == _MODULE}


def _listed(found: Revision) -> Iterator[tuple[str, str, str]]:
    listed = _bytes(found.root, "ls-tree", "-r", "-z", "--full-tree", found.commit)
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, blob = about.decode().split(" ")
        yield mode, blob, path.decode("utf-8", "surrogateescape")


def working(root: Path) -> Working:
    """The working tree: what is ignored is no part of any change.

    Raises:
        UsageError: there is none, as the repository is bare.
    """
    if root_of(root) is None:
        raise UsageError("this is a bare repository, without a working tree; name a revision for each side")
    files, modules, sparse = set[str](), dict[str, str](), dict[str, str]()
    for line in filter(None, _bytes(root, "ls-files", "-z", "-t", "--stage").split(b"\0")):
        about, _, path = line.partition(b"\t")
        tag, mode, blob, _ = about.decode().split(" ")
        name = path.decode("utf-8", "surrogateescape")
        if mode == _MODULE:
            modules[name] = ask(root / name, "rev-parse", "HEAD") if (root / name / ".git").exists() else blob
            continue
        files.add(name)
        if tag == _SPARSE:
            sparse[name] = blob
    others = _bytes(root, "ls-files", "-z", "--others", "--exclude-standard")
    files.update(path.decode("utf-8", "surrogateescape") for path in others.split(b"\0") if path)
    return Working(tuple(sorted(files)), modules, sparse)


def contents(root: Path, blobs: Sequence[str]) -> Iterator[bytes | None]:
    """The contents of these, in their order, one at a time; None for one that is not here (a partial clone)."""
    command = (*GIT, "cat-file", "--batch")
    with subprocess.Popen(
        command,
        cwd=root,
        env=os.environ | QUIET,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as batch:
        if batch.stdin is None or batch.stdout is None:  # which pipes are not
            return
        for blob in blobs:
            batch.stdin.write(f"{blob}\n".encode())
            batch.stdin.flush()
            header = batch.stdout.readline().split()
            if len(header) != 3:  # "<id> missing"
                yield None
                continue
            yield batch.stdout.read(int(header[2]))
            batch.stdout.read(1)
        batch.stdin.close()


def _bare(folder: Path) -> Path | None:
    """The repository itself where it has no working tree."""
    if ask(folder, "rev-parse", "--is-bare-repository") != "true":
        return None
    return Path(ask(folder, "rev-parse", "--absolute-git-dir"))


def _missing(root: Path, name: str) -> str:
    if not ask(root, "rev-parse", "--verify", "--quiet", "HEAD"):
        return f"there is no revision {name!r}, as this repository has no commits yet"
    message = f"there is no file, folder or revision {name!r}"
    if ask(root, "rev-parse", "--is-shallow-repository") == "true":
        hint = "git fetch --unshallow, or fetch-depth: 0 where the checkout is configured, gets the rest"
        return f"{message}; this is a shallow clone, which has only the newest commits: {hint}"
    known = ask(root, "for-each-ref", "--format=%(refname:short)").split("\n")
    if close := get_close_matches(name, known, n=1):
        return f"{message}; did you mean {close[0]!r}?"
    there = ", ".join(filter(None, known[:_SHOWN]))
    return f"{message}; there are: {there}" if there else message


def _bytes(folder: Path, *arguments: str) -> bytes:
    found = run(folder, arguments)
    if found.returncode:
        said = found.stderr.decode("utf-8", "replace").strip()
        raise MissingToolError(f"git {arguments[0]} failed in {folder}: {said}")
    return found.stdout
