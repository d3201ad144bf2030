"""What the project file says about rules, and what it silences."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from attrs import frozen

from observability import descriptor, workspace
from observability.descriptor import Ignored, Project
from observability.exceptions import InputError
from observability.findings import Finding, Severity
from observability.lint import silence
from observability.linting.rulechecks import IDS


def project_of(paths: Sequence[Path]) -> tuple[Path, Project]:
    """The project that the paths belong to, and the folder that its globs count from.

    Raises:
        InputError: a path is not there, or the project file is wrong.
        UsageError: the paths belong to different projects.
    """
    found = workspace.locate_rules(paths)
    project = descriptor.load_project(found.project)
    if unknown := list(_unknown(project)):
        raise InputError(unknown)
    return found.root, project


def _unknown(project: Project) -> Iterator[Finding]:
    for one in project.linting.ignored:
        if one.check not in IDS:
            yield Finding(silence.ID, f"there is no check '{one.check}'", one.location, where="spec.lint.ignore")


@frozen
class Rest:
    """What the project file leaves to be told, with what is to be said of itself; and how much it silences."""

    findings: tuple[Finding, ...]
    ignored: int


def ignored(findings: Sequence[Finding], project: Project, root: Path) -> Rest:
    """The findings that no entry of the project file silences."""
    used: set[Ignored] = set()
    rest: list[Finding] = []
    for finding in findings:
        covering = [one for one in project.linting.ignored if _covers(one, finding, root)]
        used.update(covering)
        rest += [] if covering else [finding]
    silent = len(findings) - len(rest)
    for one in project.linting.ignored:
        if one not in used:
            message = f"{one.check} is to be silent, and has nothing to say"
            rest.append(
                Finding(silence.ID, message, one.location, Severity.WARNING, "spec.lint.ignore", "remove the entry")
            )
    return Rest(tuple(rest), silent)


def _covers(one: Ignored, finding: Finding, root: Path) -> bool:
    return one.check == finding.check and (
        not one.files or any(_inside(finding.location.file, root).match(glob) for glob in one.files)
    )


def _inside(file: str, root: Path) -> PurePath:
    real = workspace.resolved(Path(file))
    return real.relative_to(root) if real.is_relative_to(root) else PurePath(file)
