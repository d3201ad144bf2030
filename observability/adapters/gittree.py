"""git: the files of a revision, from its objects. Nothing is checked out, and the working tree is not touched."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from attrs import frozen

from observability.adapters.git import GIT, QUIET, ask, run
from observability.exceptions import MissingToolError, UsageError

_FILE, _LINK = ("100644", "100755"), "120000"
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


def root_of(folder: Path) -> Path | None:
    """The folder of the working tree that `folder` is in; None outside of any, and where there is no git."""
    found = ask(folder, "rev-parse", "--show-toplevel")
    return Path(found) if found else None


def revision(folder: Path, name: str) -> Revision:
    """The commit that a name means in the repository of a folder.

    Raises:
        UsageError: there is no repository, no commit, or no such revision; the message says what would be right.
    """
    root = root_of(folder)
    if root is None:
        raise UsageError(f"{name!r} is no file or folder, and no revision, as this is no git repository")
    commit = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise UsageError(_missing(root, name))
    return Revision(root, name, commit)


def entries(found: Revision) -> tuple[Entry, ...]:
    """All files of a revision, by their paths from the root of the repository."""
    listed = _bytes(found.root, "ls-tree", "-r", "-z", "--full-tree", found.commit)
    parts = (line.split(b"\t", 1) for line in listed.split(b"\0") if line)
    files = ((*about.decode().split(" "), path.decode("utf-8", "surrogateescape")) for about, path in parts)
    return tuple(Entry(path, blob, mode == _LINK) for mode, _, blob, path in files if mode in (*_FILE, _LINK))


def working_files(root: Path) -> tuple[str, ...]:
    """The files of the working tree that are or could be committed: what is ignored is no part of any change."""
    listed = _bytes(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return tuple(sorted({path.decode("utf-8", "surrogateescape") for path in listed.split(b"\0") if path}))


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
