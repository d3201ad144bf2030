"""Looks into the tree of a repository, at paths that anybody may have written."""

import os
import stat
from pathlib import Path

from attrs import Factory, define, frozen

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.location import Location
from observability.workspace.replace import replace
from observability.workspace.source import MAX_BYTES, open_without_waiting


@frozen
class Unreadable:
    """Nothing to read there, and why; `hint` is what is there instead. `is_missing`: nothing is there at all."""

    reason: str
    hint: str = ""
    is_missing: bool = False


@define
class Tree:
    """The files below `root`, which is a real path. Nothing outside of it is read, whatever links lead there.

    Names are compared letter by letter, as a web host does, on whatever disk this is. What was listed once is kept.
    """

    root: Path
    _listed: dict[str, frozenset[str]] = Factory(dict)

    def read(self, path: str) -> bytes | Unreadable | None:
        """The file at a path from the root; None for a folder."""
        found = self._find(path)
        if isinstance(found, Unreadable) or found.is_dir():
            return found if isinstance(found, Unreadable) else None
        try:
            return _content(found)
        except OSError as error:
            return Unreadable(f"cannot be read: {error.strerror}")

    def is_folder(self, path: str) -> bool | Unreadable:
        """Whether a folder is at a path, and no file, which is not opened."""
        found = self._find(path)
        return found if isinstance(found, Unreadable) else found.is_dir()

    def _find(self, path: str) -> Path | Unreadable:
        if missing := self._missing(path):
            return missing
        try:
            real = (self.root / path).resolve(strict=True)
        except (OSError, RuntimeError) as error:  # RuntimeError: pathlib's word for a loop of symbolic links
            reason = getattr(error, "strerror", None) or "it is a symbolic link to itself"
            return Unreadable(f"cannot be read: {reason}")
        if not real.is_relative_to(self.root):
            return Unreadable("is a symbolic link that leads out of the repository", "put the page itself there")
        return real

    def write(self, path: str, content: bytes) -> None:
        """Put a file at a path from the root, in place of what is there, whole or not at all.

        Raises:
            InputError: a link on the way leads out of the repository, or the disk refuses.
        """
        there = self.root / path
        try:
            if not there.resolve().is_relative_to(self.root):
                message, hint = "is a symbolic link that leads out of the repository", "put the page itself there"
                raise InputError([Finding("outside-project", message, Location(path), hint=hint)])
            there.parent.mkdir(parents=True, exist_ok=True)
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "it is a symbolic link to itself"
            raise InputError([Finding("unwritable", f"cannot be written: {reason}", Location(path))]) from error
        replace(there.resolve(), content)

    def files_in(self, folder: str, suffix: str) -> list[str]:
        """The paths of the files right in a folder whose names end so, sorted; hidden ones are passed over."""
        found = (name for name in self._names(folder) if name.endswith(suffix) and not name.startswith("."))
        return sorted(_join(folder, name) for name in found)

    def _missing(self, path: str) -> Unreadable | None:
        folder = ""
        for name in path.split("/") if path else ():
            names = self._names(folder)
            if name not in names:
                other = next((known for known in sorted(names) if known.casefold() == name.casefold()), "")
                hint = f"it is called {_join(folder, other)}" if other else ""
                return Unreadable("is not there", hint, is_missing=True)
            folder = _join(folder, name)
        return None

    def _names(self, folder: str) -> frozenset[str]:
        if folder not in self._listed:
            self._listed[folder] = frozenset(self._list(folder))
        return self._listed[folder]

    def _list(self, folder: str) -> list[str]:
        try:
            real = (self.root / folder).resolve(strict=True)
            return [path.name for path in real.iterdir()] if real.is_relative_to(self.root) else []
        except (OSError, RuntimeError):
            return []


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _content(real: Path) -> bytes | Unreadable:
    with open(real, "rb", opener=open_without_waiting) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return Unreadable("is no regular file")
        # One byte more than allowed is asked for: the file may have grown since.
        if status.st_size > MAX_BYTES or len(text := file.read(MAX_BYTES + 1)) > MAX_BYTES:
            return Unreadable(f"is larger than {MAX_BYTES >> 20} MiB, which nobody reads at night", "split it")
        return text
