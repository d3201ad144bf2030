"""The rules that are at the user's paths: compiled from descriptors, built, or written by hand."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from observability import descriptor, workspace
from observability.building.inputs import chosen
from observability.descriptor import Project
from observability.emit import watchdog
from observability.findings import Finding
from observability.lowering import lower
from observability.model.artifact import Source
from observability.model.names import WATCHDOG_SERVICE
from observability.model.rule import RuleGroup
from observability.rulefiles import RuleFile, read_rules


@frozen
class Sources:
    """`root` is the folder that paths of pages count from. `findings`: rule files that could not be read whole.

    `described`: there are descriptors among them. `in_part`: some of a project, so that alerts that were not
    looked at may lead to any page.
    """

    root: Path
    project: Project
    files: tuple[RuleFile, ...]
    findings: tuple[Finding, ...] = ()
    described: bool = False
    in_part: bool = False


def sources(paths: Sequence[Path], environments: Sequence[str]) -> Sources:
    """Read all rules at `paths`: files, folders of a project, folders that a build made, folders of rule files.

    Raises:
        InputError: a path is not there, a descriptor or the project file is wrong, or there is nothing to audit.
        UsageError: the paths belong to different projects, or there is no such environment.
    """
    found = workspace.locate_rules(paths)
    project = descriptor.load_project(found.project)
    names = chosen(project, environments)
    there = workspace.read_rule_sources(found, paths, project.services)
    compiled = list(_compiled(project, there.services, names))
    whole = found.root in found.paths
    if there.services and whole:
        # The Watchdog is the whole project's.
        compiled.append(RuleFile(workspace.PROJECT_FILE, tuple(_watchdogs(project, names))))
    named = zip(there.names, there.rules, strict=True)
    readings = [read_rules(name, workspace.read_output(path)) for name, path in named]
    files = (*compiled, *(reading.file for reading in readings))
    findings = tuple(finding for reading in readings for finding in reading.findings)
    described = bool(there.services)
    return Sources(found.root, project, files, findings, described, in_part=described and not whole)


def _watchdogs(project: Project, environments: Sequence[str]) -> Iterator[RuleGroup]:
    runbook = project.runbook_of(WATCHDOG_SERVICE)
    for name in environments:
        yield watchdog.group(project.environment(name), runbook, project.origin)


def _compiled(project: Project, services: Sequence[Source], environments: Sequence[str]) -> Iterator[RuleFile]:
    documents = descriptor.load_services(services, project)
    for source, document in zip(services, documents, strict=True):
        for name in environments:
            yield RuleFile(source.path, lower(descriptor.resolve(document, project, name)).groups)
