"""Lists what is below a folder, and tells which of it a pattern means."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.location import Location
from observability.workspace.outputs import read_output

_WILD = re.compile(r"(?P<deep>\*\*/)|(?P<rest>\*\*)|(?P<any>\*)|(?P<one>\?)|(?P<set>\[!?\]?[^\]]*\])")


def files_below(folder: Path) -> tuple[str, ...]:
    """The paths of all files below a folder, from it on, sorted; without hidden ones, and those in hidden folders.

    Raises:
        InputError: the folder cannot be listed.
    """
    try:
        found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return tuple(sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)))
    except OSError as error:
        finding = Finding("unreadable-file", f"cannot be read: {error.strerror}", Location(str(folder)))
        raise InputError([finding]) from None


def matching(paths: Iterable[str], globs: Iterable[str]) -> list[str]:
    """Those of the paths that a pattern means, as `Path.glob` would find them."""
    patterns = [_pattern(glob) for glob in globs]
    return [path for path in paths if any(pattern.fullmatch(path) for pattern in patterns)]


@lru_cache(maxsize=64)
def _pattern(glob: str) -> "re.Pattern[str]":
    text, end = "", 0
    for found in _WILD.finditer(glob):
        text += re.escape(glob[end : found.start()]) + _regex(found)
        end = found.end()
    return re.compile(text + re.escape(glob[end:]), re.DOTALL)


def _regex(found: "re.Match[str]") -> str:
    match found.lastgroup:
        case "deep":
            return "(?:[^/]+/)*"
        case "rest":
            return ".*"
        case "any":
            return "[^/]*"
        case "one":
            return "[^/]"
        case _:
            inside = found[0][1:-1]
            negated, rest = ("^", inside[1:]) if inside.startswith("!") else ("", inside)
            return "[" + negated + rest.replace("\\", r"\\").replace("[", r"\[") + "]"


def there(path: Path) -> Path | None:
    """The real place of a file or folder; None where nothing is."""
    return path.resolve() if path.exists() else None


def is_folder(path: Path) -> bool:
    """Whether a folder is there."""
    return path.is_dir()


def read_if_file(path: Path) -> bytes | None:
    """The content of a regular file; None where there is none.

    Raises:
        InputError: it cannot be read.
    """
    return read_output(path) if path.is_file() else None


def shown(path: Path) -> str:
    """What messages call a real path: from the current folder, if it is below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
