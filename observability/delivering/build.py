"""The dashboards that a build made for one environment."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import orjson
from attrs import frozen

from observability import workspace
from observability.adapters.grafana import is_uid
from observability.delivery import Built, Origin
from observability.emit.catalogtext import index
from observability.exceptions import InputError, UsageError
from observability.findings import Finding, Location
from observability.model import layout
from observability.workspace import OutputFolder


@frozen
class Build:
    """`root` is the environment's folder. The dashboards are in the order of their files; `whole`: they are all."""

    root: Path
    origin: Origin
    dashboards: tuple[Built, ...]
    whole: bool = True


def read_build(path: Path, environment: str | None = None, services: Sequence[str] = ()) -> Build:
    """The dashboards of an environment of the build at `path`, which may hold several; all, or of these services.

    Raises:
        InputError: there is no build, or one of its files is broken.
        UsageError: there are several environments and none is chosen, or there is none, or no service, of this name.
    """
    folders = {folder: _origin(folder) for folder in _outputs(path)}
    folder = _chosen(folders, path, environment)
    found = _dashboards(folder)
    wanted = tuple(built for built in found if not services or _service(built) in services)
    if missing := set(services).difference(map(_service, wanted)):
        there = ", ".join(sorted(map(_service, found)))
        raise UsageError(f"there is no dashboard of {', '.join(sorted(missing))} in {folder.root}; there are: {there}")
    return Build(folder.root or path, folders[folder], wanted, not services)


def _service(built: Built) -> str:
    return PurePath(built.path).stem


def _outputs(path: Path) -> list[OutputFolder]:
    try:
        found = [folder for folder in workspace.find_output([path]) if folder.root]
    except InputError as error:
        if error.findings[0].check != "nothing-to-verify":
            raise
        found = []
    if not found:
        message = "is not what a build made, nor an environment of it"
        hint = "run `observability build`, and name build or build/ENVIRONMENT"
        raise InputError([Finding("no-build", message, Location(str(path)), hint=hint)])
    return found


def _origin(folder: OutputFolder) -> Origin:
    document = index(workspace.read_lines(folder.catalog)).document if folder.catalog else {}
    match document:
        case {"kind": "Catalog", "project": str(project), "environment": str(environment)}:
            return Origin(project, environment)
    message, hint = "is no catalog that names its project", "run `observability build` again"
    raise InputError([Finding("catalog", message, Location(str(folder.catalog)), hint=hint)])


def _chosen(folders: dict[OutputFolder, Origin], path: Path, environment: str | None) -> OutputFolder:
    names = sorted(origin.environment for origin in folders.values())
    if environment is None and len(folders) > 1:
        raise UsageError(f"{path} holds {', '.join(names)}; say which one with --environment NAME")
    found = [folder for folder, origin in folders.items() if environment in (None, origin.environment)]
    if not found:
        raise UsageError(f"{path} has no environment {environment!r}; there are: {', '.join(names)}")
    return found[0]


def _dashboards(folder: OutputFolder) -> tuple[Built, ...]:
    found, findings = list[Built](), list[Finding]()
    for path in folder.dashboards:
        try:
            found.append(_dashboard(path, folder))
        except ValueError as error:
            findings.append(Finding("dashboard-file", str(error), Location(str(path))))
    findings += _twice(found)
    if not found and not findings:
        hint = "run `observability build` without --only"
        findings = [Finding("no-dashboards", "has no dashboards", Location(str(folder.root)), hint=hint)]
    if findings:
        raise InputError(findings)
    return tuple(found)


def _dashboard(path: Path, folder: OutputFolder) -> Built:
    try:
        json = orjson.loads(workspace.read_output(path))
    except orjson.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg} (line {error.lineno})") from None
    match json:
        case {"uid": str(uid), "title": str(title), **_more} if title and is_uid(uid):
            owner = path.relative_to((folder.root or path) / layout.DASHBOARDS).parent.as_posix()
            return Built.of(str(path), "" if owner == "." else owner, json)
    raise ValueError("is no dashboard: it has no title, or no uid as Grafana takes it: 40 of letters, digits, - and _")


def _twice(found: Sequence[Built]) -> Iterator[Finding]:
    counts = Counter(built.uid for built in found)
    for built in found:
        if counts[built.uid] > 1:
            yield Finding("duplicate-uid", f"shares the uid {built.uid} with another dashboard", Location(built.path))
