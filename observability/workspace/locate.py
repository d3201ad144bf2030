"""Finds the project that the user's paths belong to."""

import os
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from attrs import frozen

from observability.exceptions import InputError, UsageError
from observability.findings import Finding
from observability.model.artifact import Source
from observability.model.location import Location
from observability.workspace.source import read_source

PROJECT_FILE = "observability.yaml"


@frozen
class Workspace:
    """What a run is about.

    `root` is the real path of the folder that all messages count from: the one with the project file, else the current
    folder, else the one that holds all paths. `paths` are absolute, exist, and are below `root`; folders or files.
    `project` is None without a project file, and where it cannot be read. `findings` say which path does not exist and
    why the project file cannot be read.
    """

    root: Path
    paths: tuple[Path, ...]
    project: Source | None = None
    has_project: bool = False
    findings: tuple[Finding, ...] = ()


def locate(paths: Sequence[Path]) -> Workspace:
    """Find the one project of `paths`.

    Its file is looked for in the folder of each path and above, up to the root of the repository (where `.git` is).

    Raises:
        UsageError: the paths belong to more than one project.
    """
    there = tuple(sorted({_real(path) for path in paths if os.path.lexists(path)}))
    missing = tuple(
        Finding("missing-path", "there is no such file or folder", Location(str(path)), hint=meant(path))
        for path in sorted(set(paths))
        if not os.path.lexists(path)
    )
    root = _only_root(there)
    if root is None:
        return Workspace(_common_folder(there), there, findings=missing)
    try:
        return Workspace(root, there, read_source(root, PROJECT_FILE), has_project=True, findings=missing)
    except InputError as error:
        return Workspace(root, there, has_project=True, findings=missing + error.findings)


def repository_root(folder: Path) -> Path:
    """The nearest folder with `.git` in it, the folder itself or above it; without one, the folder itself."""
    real = folder.resolve()
    return next((above for above in (real, *real.parents) if (above / ".git").exists()), real)


def _only_root(paths: Iterable[Path]) -> Path | None:
    roots = {project_root(path) for path in paths}
    if len(roots) > 1:
        named = " and ".join(
            sorted(os.path.relpath(root) if root else f"none, as there is no {PROJECT_FILE}" for root in roots)
        )
        raise UsageError(f"the paths belong to different projects ({named}); run once for each")
    return next(iter(roots), None)


def meant(path: Path) -> str:
    """What may have been meant by a path that is not there, as a hint; empty where nothing is like it."""
    try:
        names = sorted(sibling.name for sibling in path.parent.iterdir())
    except OSError:  # the folder is missing too, or may not be listed
        return ""
    close = get_close_matches(path.name, names, n=1)
    return f"did you mean {path.parent / close[0]}?" if close else ""


def _real(path: Path) -> Path:
    # The last part of a file stays as it was given: `read_source` judges where a symbolic link leads.
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def project_root(path: Path) -> Path | None:
    """The folder of the project that a real path belongs to; None where it belongs to none."""
    for folder in (path, *path.parents) if path.is_dir() else path.parents:
        if os.path.lexists(folder / PROJECT_FILE):
            return folder
        if (folder / ".git").exists():
            return None
    return None


def _common_folder(paths: Iterable[Path]) -> Path:
    here = Path.cwd()
    folders = [path if path.is_dir() else path.parent for path in paths]
    if all(folder.is_relative_to(here) for folder in folders):
        return here
    return Path(os.path.commonpath(folders))
