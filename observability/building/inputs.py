"""What a run reads: the project, and the descriptors that the user's paths ask for."""

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from observability import descriptor, workspace
from observability.descriptor import Project, ServiceCard
from observability.exceptions import InputError, UsageError
from observability.findings import Finding
from observability.model.artifact import Source


@frozen
class Inputs:
    """The sources of a run. `findings`: what could not be read; `whole`: all services of the project are there."""

    project: Project
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    whole: bool

    @property
    def complete(self) -> bool:
        """Whether there is no other service, as all are there, or no project that could have more."""
        return self.whole or self.project.source is None


def read(paths: Sequence[Path]) -> Inputs:
    """Find and read everything.

    Raises:
        InputError: the project file is wrong, and without it nothing can be judged.
        UsageError: the paths belong to different projects.
    """
    found = workspace.locate(paths)
    if found.has_project and found.project is None:
        raise InputError(found.findings)
    project = descriptor.load_project(found.project)
    reading = workspace.read_services(found, project.services)
    return Inputs(project, reading.services, found.findings + reading.findings, found.root in found.paths)


def between(project: Project, cards: Sequence[ServiceCard], *, complete: bool) -> list[Finding]:
    """What is wrong between services. Unless they are `complete`, a dependency may be among those not seen."""
    together = descriptor.check_together(cards)
    routing = descriptor.check_routing(project, cards, complete=complete)
    return [*(finding for finding in together if complete or finding.check != "depends-on"), *routing]


def chosen(project: Project, names: Sequence[str]) -> tuple[str, ...]:
    """The project's environments of these names, or all when none is named, in the project's order.

    Raises:
        UsageError: there is no such environment.
    """
    every = [environment.name for environment in project.environments]
    for name in names:
        if name not in every:
            raise UsageError.unknown("the project has no environment", name, every)
    return tuple(name for name in every if name in names or not names)
