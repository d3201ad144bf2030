"""git: the history of some files, in one read."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

# Paths are as they are, nothing of the user's settings changes the output, and no program of the repository is run.
GIT = ("git", "--literal-pathspecs", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
# Nothing is fetched, and no lock is taken that somebody else may wait for.
QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
_PATCHES = ("-p", "-U0", "--text", "--relative", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv")
_PREFIXES = ("--src-prefix=a/", "--dst-prefix=b/")
# One line of history: a merge is one change, which it brought to this branch.
_LOG = ("log", "--first-parent", "-m", "--format=%x00%ct", *_PATCHES, *_PREFIXES)
_DIFF = ("diff", "HEAD", *_PATCHES, *_PREFIXES)
# What one command line can hold is limited; whole folders are asked for where there are more paths than this.
_MOST_LETTERS = 100_000


def has_history(folder: Path) -> bool:
    """Whether a folder is in a repository whose whole history is here, with a commit at least."""
    return ask(folder, "rev-parse", "--is-shallow-repository", "HEAD").startswith("false")


def described(folder: Path) -> str:
    """The commit that is checked out, `-dirty` after it where files differ from it; empty where there is none."""
    return ask(folder, "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")


def ask(folder: Path, *arguments: str) -> str:
    """What git says, without the line's end; empty where it fails or is not there."""
    try:
        found = run(folder, arguments)
    except OSError:  # there is no git here
        return ""
    return found.stdout.decode("utf-8", "surrogateescape").rstrip("\n") if found.returncode == 0 else ""


def run(folder: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """What git made of these arguments; raises OSError where there is no git, or no such folder."""
    return subprocess.run(
        [*GIT, *arguments], cwd=folder, env=os.environ | QUIET, stdin=subprocess.DEVNULL, capture_output=True
    )


def patches(folder: Path, paths: Sequence[str]) -> Iterator[str]:
    """What changed these files, newest first: first what is not committed, then a line a commit before its patches.

    The line is a NUL and the time in seconds since 1970; patches have no context. Paths count from the folder.
    """
    if not paths:
        return
    if sum(map(len, paths)) > _MOST_LETTERS:
        paths = sorted({str(Path(path).parent) for path in paths})
    for command in (_DIFF, _LOG):
        yield from _lines(folder, (*GIT, *command, "--", *paths))


def _lines(folder: Path, command: Sequence[str]) -> Iterator[str]:
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as run:
        # By bytes: a file may hold any ends of lines, of which only one is git's.
        for line in run.stdout or ():
            yield line.decode("utf-8", "surrogateescape").removesuffix("\n")
