"""Reads one file that somebody wrote. It never hangs, fills the memory, or leaves the project for it."""

import errno
import os
import stat
from pathlib import Path

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Source
from observability.model.location import Location

# A descriptor has some kilobytes. What is larger is a mistake or an attack, and YAML costs many times its size.
MAX_BYTES = 1 << 20


def read_source(root: Path, path: str) -> Source:
    """Read the file at `path`, relative to `root`, which is a real path.

    Raises:
        InputError: one finding: it leads out of `root`, is no regular file, is over `MAX_BYTES`, or cannot be read.
    """
    try:
        real = (root / path).resolve(strict=True)
        if not real.is_relative_to(root):
            raise _refusal("outside-project", path, "leads out of the project", "put the file itself here")
        return Source(path, _content(path, real))
    except (OSError, RuntimeError) as error:  # RuntimeError: pathlib's word for a loop of symbolic links
        reason = getattr(error, "strerror", None) or "it is a symbolic link to itself"
        hint = _MEND.get(getattr(error, "errno", 0), "mend the link, or remove it")
        raise _refusal("unreadable-file", path, f"cannot be read: {reason}", hint) from None


def _content(path: str, real: Path) -> bytes:
    with open(real, "rb", opener=open_without_waiting) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _refusal("not-a-file", path, "is not a regular file", "a descriptor is a YAML file")
        # One byte more than allowed is asked for: the file may have grown since.
        if status.st_size > MAX_BYTES or len(text := file.read(MAX_BYTES + 1)) > MAX_BYTES:
            raise _refusal("file-too-large", path, f"is larger than {MAX_BYTES >> 20} MiB", "one service a file")
        return text


def open_without_waiting(path: str, flags: int) -> int:
    """An opener for `open`: to open a pipe would otherwise wait for somebody to write into it."""
    return os.open(path, flags | os.O_NONBLOCK)


# What is not there after it was found is a link to nothing.
_MEND = {
    errno.EACCES: "give yourself the right to read it",
    errno.EISDIR: "a descriptor is a YAML file",
}


def _refusal(check: str, path: str, message: str, hint: str) -> InputError:
    return InputError([Finding(check, message, Location(path), hint=hint)])
