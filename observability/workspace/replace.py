"""One file of the user's choice: read if it is there, written whole or not at all."""

import stat
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
    """Put `content` at `path`, in place of what is there; its rights stay, and a link to it stays one.

    Raises:
        InputError: the disk refuses.
    """
    real = path.resolve()
    beside = real.with_name(f".{real.name}.tmp")
    try:
        beside.write_bytes(content)
        if real.exists():
            beside.chmod(stat.S_IMODE(real.stat().st_mode))
        beside.replace(real)
    except OSError as error:
        beside.unlink(missing_ok=True)
        message = f"cannot be written: {error.strerror}"
        raise InputError([Finding("unwritable", message, Location(str(path)))]) from error
