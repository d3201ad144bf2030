"""The whole street on one screen: a descriptor in, artifacts out, for each environment."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from observability import descriptor
from observability.descriptor import Project, ServiceCard
from observability.emit import SERVICE_EMITTERS, catalog, tests
from observability.emit.catalogtext import dump
from observability.emit.target import Target
from observability.findings import Finding
from observability.lowering import lower
from observability.model.artifact import Artifact, File, Source
from observability.undeclared import Undeclared, families, undeclared

if TYPE_CHECKING:
    from observability.proof.suites import Finds


@frozen
class Compiled:
    """What one descriptor became. Both maps are by environment; artifact paths count from the output folder.

    `findings` keep nothing from being made: what is odd about an alert, or cannot be tested.
    """

    card: ServiceCard
    artifacts: Mapping[str, tuple[File, ...]]
    # The service's part of the catalog, as JSON.
    entries: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


def compile_source(
    source: Source,
    project: Project,
    environments: Iterable[str],
    targets: frozenset[Target],
    finds: "Finds | None" = None,
) -> Compiled:
    """Load, check, resolve, lower and emit one service. `finds`: what was found for its tests, before and now.

    Raises:
        InputError: everything that is wrong with the descriptor.
    """
    document = descriptor.load_service(source, project)
    artifacts, entries, findings = {}, {}, dict[Finding, None]()
    metrics, asked = set[str](), dict[Undeclared, None]()
    for environment in environments:
        plan = lower(descriptor.resolve(document, project, environment))
        emitted = [emitter.emit(plan) for emitter in SERVICE_EMITTERS if emitter.TARGET in targets]
        if Target.TESTS in targets:
            tested = tests.emit(plan, finds)
            emitted += tested.artifacts
            findings |= dict.fromkeys(tested.findings)
        artifacts[environment] = tuple(within(environment, artifact) for artifact in emitted)
        declared = catalog.declared_metrics(plan)
        lacking = undeclared(plan.service, declared, source.text)
        entries[environment] = dump(catalog.entry(plan, lacking))
        metrics |= families(declared)
        asked |= dict.fromkeys(lacking)
    card = evolve(document.card, metrics=tuple(sorted(metrics)), undeclared=tuple(asked))
    return Compiled(card, artifacts, entries, tuple(findings))


def within(environment: str, artifact: Artifact) -> Artifact:
    """The artifact in its environment's folder."""
    return Artifact(inside(environment, artifact.path), artifact.text)


def inside(environment: str, path: str) -> str:
    """A path of an environment's folder, counted from the output folder."""
    return f"{environment}/{path}"
