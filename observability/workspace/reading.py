"""Reads files at paths of the user's, or of what a build made."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.location import Location
from observability.workspace.locate import meant


def read_output(path: Path) -> bytes:
    """A whole file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, with their ends, one at a time.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise unreadable(path, error) from None


def read_slice(path: Path, start: int, length: int) -> bytes:
    """So many bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)
    except OSError as error:
        raise unreadable(path, error) from None


def read_if_file(path: Path) -> bytes | None:
    """The content of a regular file; None where there is none.

    Raises:
        InputError: it cannot be read.
    """
    return read_output(path) if path.is_file() else None


def unreadable(path: Path, error: OSError) -> InputError:
    """What the system says of a file or folder."""
    return InputError([Finding("unreadable-file", f"cannot be read: {error.strerror}", at(path))])


def missing(paths: Sequence[Path]) -> list[Finding]:
    """A finding for each path at which nothing is."""
    return [_missing(path) for path in paths if not path.exists()]


def _missing(path: Path) -> Finding:
    hint = "run `observability build` first" if path == Path("build") else meant(path)
    return Finding("missing-path", "there is no such file or folder", at(path), hint=hint)


def at(path: Path) -> Location:
    """The whole of what is there."""
    return Location(str(path))
