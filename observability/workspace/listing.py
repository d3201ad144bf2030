"""Tells what is at a path, and lists what is below a folder."""

import os
from pathlib import Path

from observability.workspace.reading import unreadable


def files_below(folder: Path) -> tuple[str, ...]:
    """The paths of all files below a folder, from it on, sorted; without hidden ones, and those in hidden folders.

    Raises:
        InputError: the folder cannot be listed.
    """
    try:
        found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return tuple(sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)))
    except OSError as error:
        raise unreadable(folder, error) from None


def found(folder: Path, pattern: str) -> tuple[Path, ...]:
    """The files that a pattern means, which counts from a folder; their real places, sorted."""
    named = folder / pattern
    try:
        paths = [named] if named.exists() else list(folder.glob(pattern))
    except (NotImplementedError, ValueError):  # it is empty, or begins at the root
        return ()
    return tuple(sorted(path.resolve() for path in paths if path.is_file()))


def there(path: Path) -> Path | None:
    """The real place of a file or folder; None where nothing is."""
    return path.resolve() if path.exists() else None


def resolved(path: Path) -> Path:
    """The same place without `..` and symbolic links, from the root of the file system on."""
    return path.resolve()


def is_taken(path: Path) -> bool:
    """Whether anything is there, be it a link to nothing."""
    return os.path.lexists(path)


def is_folder(path: Path) -> bool:
    """Whether a folder is there."""
    return path.is_dir()


def shown(path: Path) -> str:
    """What messages call a real path: from the current folder, if it is below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
