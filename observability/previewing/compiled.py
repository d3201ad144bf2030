"""The dashboards of some services and those of the fleet, compiled in memory."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from attrs import frozen

from observability import descriptor
from observability.building import fleet
from observability.building.inputs import Inputs, chosen, read
from observability.descriptor import ServiceDocument
from observability.emit import SERVICE_EMITTERS, catalog
from observability.emit.catalogtext import dump
from observability.emit.target import Target
from observability.lowering import lower
from observability.model import layout
from observability.model.artifact import Artifact
from observability.model.plan import Plan
from observability.model.service import Environment
from observability.previewing.documents import Documents
from observability.previewing.request import Request

Json = dict[str, Any]

_WANTED = frozenset({Target.DASHBOARDS})


@frozen
class Compiled:
    """All dashboards of the chosen services in one environment, and those of the fleet; a page opens on the first.

    `plans` are those of these services and of what they depend on, whose series they show too.
    """

    environment: Environment
    services: tuple[str, ...]
    plans: tuple[Plan, ...]
    dashboards: tuple[Json, ...]


def compiled(request: Request) -> Compiled:
    """Compile what is asked for.

    Raises:
        InputError: everything that is wrong with the descriptors.
        UsageError: there is no such service or environment, or too many for one page.
    """
    inputs = read(request.paths)
    environment = chosen(inputs.project, [request.environment] if request.environment else [])[0]
    documents = Documents(inputs)
    return compiled_of(documents, documents.chosen(request.services), environment, fleet_first=not request.services)


def compiled_of(
    documents: Documents, shown: Sequence[ServiceDocument], environment: str, *, fleet_first: bool = False
) -> Compiled:
    """Compile these services of a project. Who named none begins with the fleet, others with theirs."""
    project = documents.inputs.project
    plans = [lower(descriptor.resolve(document, project, environment)) for document in shown]
    names = tuple(plan.service.name for plan in plans)
    others = {other for plan in plans for other in plan.service.depends_on} - set(names)
    beside = (lower(descriptor.resolve(other, project, environment)) for other in documents.known(others).values())
    found = project.environment(environment)
    own, above = tuple(_of_services(plans)), tuple(_of_fleet(documents.inputs, shown, plans, found))
    made = (*above, *own) if fleet_first else (*own, *above)
    dashboards = (
        orjson.loads(one.text) for one in made if one.path.startswith(layout.DASHBOARDS) and one.path.endswith(".json")
    )
    return Compiled(found, names, (*plans, *beside), tuple(dashboards))


def _of_services(plans: Sequence[Plan]) -> Iterator[Artifact]:
    for plan in plans:
        yield from (emitter.emit(plan) for emitter in SERVICE_EMITTERS if emitter.TARGET in _WANTED)


def _of_fleet(
    inputs: Inputs, documents: Sequence[ServiceDocument], plans: Sequence[Plan], environment: Environment
) -> Iterator[Artifact]:
    entries = {plan.service.name: dump(catalog.entry(plan)) for plan in plans}
    cards = [document.card for document in documents]
    return fleet.artifacts(inputs.project, environment, entries, cards, _WANTED)
