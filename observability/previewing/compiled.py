"""The dashboards of some services and those of the fleet, compiled in memory."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import orjson
from attrs import frozen

from observability import descriptor
from observability.building import fleet
from observability.building.inputs import Inputs, chosen, read
from observability.descriptor import ServiceDocument
from observability.emit import SERVICE_EMITTERS, catalog
from observability.emit.catalogtext import dump
from observability.emit.dashboards import FOLDER
from observability.emit.target import Target
from observability.exceptions import InputError, UsageError
from observability.findings import Finding
from observability.lowering import lower
from observability.model.artifact import Artifact
from observability.model.plan import Plan
from observability.model.service import Environment
from observability.previewing.request import Request

Json = dict[str, Any]

_MOST_SERVICES = 20
_WANTED = frozenset({Target.DASHBOARDS})


@frozen
class Compiled:
    """All dashboards of the chosen services in one environment: theirs first, then the fleet's.

    `plans` are those of these services and of what they depend on, whose series they show too.
    """

    environment: Environment
    plans: tuple[Plan, ...]
    dashboards: tuple[Json, ...]


def compiled(request: Request) -> Compiled:
    """Compile what is asked for.

    Raises:
        InputError: everything that is wrong with the descriptors.
        UsageError: there is no such service or environment, or too many for one page.
    """
    inputs = read(request.paths)
    name = chosen(inputs.project, [request.environment] if request.environment else [])[0]
    known = _documents(inputs, request.services)
    documents = [known[name] for name in request.services or known]
    plans = [lower(descriptor.resolve(document, inputs.project, name)) for document in documents]
    others = {other for plan in plans for other in plan.service.depends_on if other in known} - set(
        request.services or known
    )
    beside = [lower(descriptor.resolve(known[other], inputs.project, name)) for other in sorted(others)]
    environment = inputs.project.environment(name)
    made = (*_of_services(plans), *_of_fleet(inputs, documents, plans, environment))
    dashboards = (orjson.loads(one.text) for one in made if one.path.startswith(FOLDER) and one.path.endswith(".json"))
    return Compiled(environment, (*plans, *beside), tuple(dashboards))


def _of_services(plans: Sequence[Plan]) -> Iterator[Artifact]:
    for plan in plans:
        yield from (emitter.emit(plan) for emitter in SERVICE_EMITTERS if emitter.TARGET in _WANTED)


def _of_fleet(
    inputs: Inputs, documents: Sequence[ServiceDocument], plans: Sequence[Plan], environment: Environment
) -> Iterator[Artifact]:
    entries = {plan.service.name: dump(catalog.entry(plan)) for plan in plans}
    cards = [document.card for document in documents]
    return fleet.artifacts(inputs.project, environment, entries, cards, _WANTED)


def _documents(inputs: Inputs, names: Sequence[str]) -> dict[str, ServiceDocument]:
    """All that can be read, by name; those of `names` are among them, and are not too many."""
    found, findings = [], list[Finding](inputs.findings)
    for source in inputs.sources:
        try:
            found.append(descriptor.load_service(source, inputs.project))
        except InputError as error:
            findings += error.findings
    by_name = {document.name: document for document in found}
    unknown = [name for name in names if name not in by_name]
    if findings and (unknown or not names):
        raise InputError(findings)
    if unknown:
        raise UsageError(_unknown(unknown[0], sorted(by_name)))
    if not names and len(found) > _MOST_SERVICES:
        raise UsageError(f"one page shows {_MOST_SERVICES} services at most, and there are {len(found)}; name some")
    return by_name


def _unknown(name: str, names: Sequence[str]) -> str:
    close = get_close_matches(name, names, 1)
    return f"there is no service {name!r}; " + (
        f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(names)}"
    )
