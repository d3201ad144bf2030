"""Finds rule files and dashboards that anybody wrote."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model import layout
from observability.model.location import Location
from observability.workspace.builds import inner_environments
from observability.workspace.descriptors import descriptor_at
from observability.workspace.reading import at, missing, read_output

RULES = tuple(f"*{ending}" for ending in layout.RULE_ENDINGS)
DASHBOARDS = ("*.json",)
_NAMES = ", ".join(RULES)
_LINE_BREAKS = frozenset("\r\n")
_BUILD_FIRST = "run `observability build`, and name what it made"


def find_rule_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The rule files at `paths`, each a file or a folder of them. Tests that a build made are none.

    Raises:
        InputError: a path that is not there, no file, or a descriptor, or no rule files in all of them.
    """
    findings = missing(paths)
    found = {file for path in paths if path.exists() for file in rule_files(path)}
    tests = {root / layout.TESTS for path in paths for root in inner_environments(path)}
    files = without_descriptors(sorted(file for file in found if tests.isdisjoint(file.parents)), paths)
    findings += [finding for file in files for finding in odd(file)]
    if not files and not findings:
        hint = _BUILD_FIRST if found else f"they are {_NAMES}"
        findings = [Finding("no-rules", "there are no rule files", at(p), hint=hint) for p in paths]
    if findings:
        raise InputError(findings)
    return tuple(files)


def find_dashboards(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The JSON files at `paths`, each a file or a folder of them.

    Raises:
        InputError: a path that is not there.
    """
    if lost := missing(paths):
        raise InputError(lost)
    return tuple(sorted({file for path in paths for file in (below(path, DASHBOARDS) if path.is_dir() else [path])}))


def rule_files(path: Path) -> Iterable[Path]:
    """A file, or those of a folder that are named like files of rules."""
    return below(path, RULES) if path.is_dir() else [path]


def below(folder: Path, patterns: Sequence[str]) -> tuple[Path, ...]:
    """The files of a folder that any of the patterns means, sorted."""
    return tuple(sorted(_files(folder, patterns)))


def _files(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    return (path for pattern in patterns for path in folder.rglob(pattern) if not path.is_dir())


def without_descriptors(files: Iterable[Path], asked: Sequence[Path]) -> list[Path]:
    """Rule files alone: descriptors lie beside them, and to name one is a mistake."""
    lines = {path: _descriptor_line(path) for path in files}
    said = [
        Finding("descriptor", "is a descriptor, and no rules yet", Location(str(path), line, 1), hint=_BUILD_FIRST)
        for path, line in lines.items()
        if line and path in asked
    ]
    if said:
        raise InputError(said)
    return [path for path, line in lines.items() if not line]


def _descriptor_line(path: Path) -> int:
    content = read_output(path) if path.is_file() else b""
    start = descriptor_at(content)
    return 0 if start is None else content.count(b"\n", 0, start) + 1


def odd(path: Path) -> Iterator[Finding]:
    """Why a file cannot be looked at: a pipe, a link to nothing, a name that reports cannot hold."""
    if not path.is_file():
        message = "is no regular file" if path.exists() else "is a link to nothing"
        yield Finding("unreadable-file", message, at(path), hint="name a file, or remove it from the folder")
    elif not _LINE_BREAKS.isdisjoint(str(path)):
        message = "has a line break in its name, by which promtool's report cannot be read"
        yield Finding("unreadable-file", message, at(path), hint="rename it")
