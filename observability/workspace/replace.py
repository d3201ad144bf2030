"""One file of the user's choice: read if it is there, written whole or not at all."""

import stat
from pathlib import Path

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.location import Location

_SYSTEM = ("/dev", "/proc")


def read_if_there(path: Path) -> bytes:
    """The content of `path`; nothing where there is no such file, or it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def replace(path: Path, content: bytes) -> None:
    """Put `content` at `path`, in place of what is there; its rights stay, and a link to it stays one.

    What is no file, as `/dev/stdout`, `/dev/null` or a pipe, is written to, and stays what it is.

    Raises:
        InputError: the disk refuses.
    """
    try:
        if _is_device(path):
            with path.open("ab") as device:
                device.write(content)
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise InputError([Finding("unwritable", message, Location(str(path)))]) from error


def _is_device(path: Path) -> bool:
    """A file that stands for our own output is one too: it is open already, and must not be put aside."""
    absolute = path.absolute()
    return (path.exists() and not path.is_file()) or any(absolute.is_relative_to(folder) for folder in _SYSTEM)


def _replace(real: Path, content: bytes) -> None:
    beside = real.with_name(f".{real.name}.tmp")
    try:
        beside.write_bytes(content)
        if real.exists():
            beside.chmod(stat.S_IMODE(real.stat().st_mode))
        beside.replace(real)
    finally:
        beside.unlink(missing_ok=True)
