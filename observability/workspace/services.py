"""Finds and reads the descriptors of a workspace."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from attrs import frozen

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model import layout
from observability.model.artifact import Source
from observability.model.location import Location
from observability.workspace.locate import PROJECT_FILE, Workspace
from observability.workspace.source import read_source

# Without a project file a folder may also be the folder of the descriptors itself.
_FLAT_GLOBS = ("*.yaml", "*.yml")
_WILD = frozenset("*?[")


@frozen
class Reading:
    """The descriptors that could be read, by path, and what is wrong with the others."""

    services: tuple[Source, ...]
    findings: tuple[Finding, ...] = ()


def read_services(workspace: Workspace, globs: Sequence[str]) -> Reading:
    """Read the descriptors that the workspace's paths ask for.

    A file is read as it is. A folder of a project stands for those below it that the project's `globs` match, the
    project file for all of them. A folder without a project is searched for `services/*.yaml`, and when there are none
    for `*.yaml`. Hidden files are passed over.

    Raises:
        InputError: one of the globs is no pattern.
    """
    services: list[Source] = []
    wanted, findings = _asked_for(workspace, globs)
    findings += _closed(workspace.root, globs if workspace.has_project else layout.SERVICES)
    for path in sorted(wanted):
        try:
            services.append(read_source(workspace.root, path))
        except InputError as error:
            findings += error.findings
    return Reading(tuple(services), tuple(findings))


def _asked_for(workspace: Workspace, globs: Sequence[str]) -> tuple[set[str], list[Finding]]:
    matched = _match(workspace.root, globs) if workspace.has_project else set()
    wanted: set[Path] = set()
    findings = []
    for path in workspace.paths:
        if not path.is_dir() and path.name != PROJECT_FILE:
            wanted.add(path)
        elif found := _of_folder(workspace, path if path.is_dir() else path.parent, matched):
            wanted |= found
        else:
            findings.append(_none_found(workspace, path, globs))
    return {path.relative_to(workspace.root).as_posix() for path in wanted}, findings


def _of_folder(workspace: Workspace, folder: Path, matched: set[Path]) -> set[Path]:
    if workspace.has_project:
        return {path for path in matched if path.is_relative_to(folder)}
    return _match(folder, layout.SERVICES) or _match(folder, _FLAT_GLOBS)


def _match(folder: Path, globs: Iterable[str]) -> set[Path]:
    found = {path for glob in globs for path in _glob(folder, glob)}
    return {path for path in found if not path.name.startswith(".") and path != folder / PROJECT_FILE}


def _glob(folder: Path, pattern: str) -> list[Path]:
    try:
        return list(folder.glob(pattern))
    except (ValueError, NotImplementedError, IndexError) as error:  # what pathlib has for patterns it cannot use
        finding = Finding(
            "bad-glob", f"{pattern!r} is no pattern for files", Location(PROJECT_FILE), hint="as in services/**/*.yaml"
        )
        raise InputError([finding]) from error


def _closed(root: Path, globs: Iterable[str]) -> Iterator[Finding]:
    """Folders that may not be listed: to `glob` they are empty, and a build removes what their descriptors became."""
    refused = list[OSError]()
    for glob in globs:
        parts = PurePosixPath(glob).parts[:-1]
        fixed = next((number for number, part in enumerate(parts) if _WILD & set(part)), len(parts))
        deep = len(parts) - fixed if "**" not in parts else None
        start = root.joinpath(*parts[:fixed])
        for folder, inner, _ in os.walk(start, onerror=refused.append):
            if deep is not None and len(Path(folder).relative_to(start).parts) >= deep:
                inner.clear()
            inner[:] = [name for name in inner if not name.startswith(".")]
    for error in refused:
        if isinstance(error, PermissionError):
            place = Location(Path(error.filename).relative_to(root).as_posix())
            hint = "give yourself the right to read it"
            yield Finding("unreadable-file", f"cannot be read: {error.strerror}", place, hint=hint)


def _none_found(workspace: Workspace, path: Path, globs: Sequence[str]) -> Finding:
    searched = globs if workspace.has_project else (*layout.SERVICES, *_FLAT_GLOBS)
    name = path.relative_to(workspace.root).as_posix()
    message = f"no descriptors here: nothing matches {', '.join(searched)}"
    below = sorted(file.parent.relative_to(path).as_posix() for file in path.glob(f"*/{PROJECT_FILE}"))
    hint = (
        f"there is a project in {', '.join(below)}" if below else "`observability init` makes a project to start from"
    )
    return Finding("no-descriptors", message, Location(name), hint=hint)
