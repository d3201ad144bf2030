"""Secrets that stand in files of their own. What is in them is never repeated."""

from pathlib import Path

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.location import Location

_LONGEST = 64 << 10


def read_secret(path: Path) -> str:
    """The secret in a file, which may be a pipe: all of its text but the line break at its end.

    Raises:
        InputError: it cannot be read, is empty, or is no secret.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST + 1).decode()
    except OSError as error:
        raise _wrong(path, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _wrong(path, "is no text") from None
    if len(text) > _LONGEST:
        raise _wrong(path, "is too large for a secret")
    secret = text.rstrip("\r\n")
    if not secret:
        raise _wrong(path, "is empty, and should hold a secret")
    return secret


def _wrong(path: Path, message: str) -> InputError:
    return InputError([Finding("secret-file", message, Location(str(path)))])
