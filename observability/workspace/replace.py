"""One file of the user's choice: read if it is there, written whole or not at all."""

from pathlib import Path

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.location import Location


def read_if_there(path: Path) -> bytes:
    """The content of `path`; nothing where there is no such file, or it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def replace(path: Path, content: bytes) -> None:
    """Put `content` at `path`, in place of what is there.

    Raises:
        InputError: the disk refuses.
    """
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        message = f"cannot be written: {error.strerror}"
        raise InputError([Finding("unwritable", message, Location(str(path)))]) from error
