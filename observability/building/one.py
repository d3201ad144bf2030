"""One service's plan, for commands that look at it without building."""

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from observability import descriptor
from observability.building.inputs import Inputs, chosen, read
from observability.descriptor import ServiceDocument
from observability.exceptions import InputError, UsageError
from observability.findings import Finding
from observability.lowering import lower
from observability.model.plan import Plan
from observability.model.routing import Told


@frozen
class Planned:
    """A service's plan, and who is told of its alerts; None where the project has no Alertmanager."""

    plan: Plan
    told: Told | None


def plan_of(paths: Sequence[Path], service: str, environment: str | None) -> Planned:
    """The plan of a service in an environment (by default the project's first).

    Raises:
        InputError: the service was not found, and descriptors that may hold it are wrong.
        UsageError: there is no such service or environment.
    """
    inputs = read(paths)
    name = chosen(inputs.project, [environment] if environment else [])[0]
    found = descriptor.resolve(_find(inputs, service), inputs.project, name)
    routes = inputs.project.alertmanagers.get(name)
    return Planned(lower(found), routes.told(found.owner.name) if routes else None)


def _find(inputs: Inputs, service: str) -> ServiceDocument:
    findings: list[Finding] = list(inputs.findings)
    names: list[str] = []
    for source in inputs.sources:
        try:
            document = descriptor.load_service(source, inputs.project)
        except InputError as error:
            findings += error.findings
            continue
        if document.name == service:
            return document
        names.append(document.name)
    if findings:
        raise InputError(findings)
    raise UsageError.unknown("there is no service", service, names)
