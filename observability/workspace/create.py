"""Puts files where there are none."""

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Artifact
from observability.model.location import Location


@frozen
class Created:
    """Paths in the folder: those that were written, and those that were there and kept as they are."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def create(folder: Path, artifacts: Iterable[Artifact]) -> Created:
    """Write each artifact below `folder`, unless something of its name is there.

    Raises:
        InputError: the disk refuses.
    """
    is_new = {artifact.path: _create(folder / artifact.path, artifact.text) for artifact in artifacts}
    return Created(
        written=tuple(path for path, new in is_new.items() if new),
        kept=tuple(path for path, new in is_new.items() if not new),
    )


def _create(path: Path, content: bytes) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise InputError([Finding("unwritable", message, Location(str(error.filename)))]) from error
    return True
