"""A descriptor loaded: checked for every environment of the project, so that resolving it cannot fail."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from observability.descriptor.card import ServiceCard
from observability.descriptor.node import Node
from observability.descriptor.overlays import check_overlays, with_overlay
from observability.descriptor.placement import check_placement, place
from observability.descriptor.project.project import Project
from observability.descriptor.report import Report, refuse
from observability.descriptor.service import NO_ENVIRONMENT, service
from observability.descriptor.structure import check_structure, is_a
from observability.descriptor.yaml.composer import compose
from observability.descriptor.yaml.marks import YamlMap
from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Source
from observability.model.service import Environment, Service


@frozen
class ServiceDocument:
    """A checked descriptor. `data` is the file as written, with the marks of all keys and values."""

    source: Source
    data: YamlMap
    card: ServiceCard
    # By environment, the service as its overlay makes it, not yet narrowed to the environment's series.
    variants: Mapping[str, Service]

    @property
    def name(self) -> str:
        """The service's name."""
        return self.card.name


def load_service(source: Source, project: Project) -> ServiceDocument:
    """Read a descriptor and check it for every environment of the project.

    Raises:
        InputError: the file is wrong; all findings of it, in its order.
    """
    report = Report(source.path)
    data = compose(source, report)
    if not is_a("Service", data, report):
        raise InputError(report.findings)
    check_structure(data, "Service", report)
    root = Node(data, "", report)
    base = service(root, project)
    check_placement(root, base, NO_ENVIRONMENT)
    check_overlays(root, project)
    variants = {environment.name: _variant(root, base, environment, project) for environment in project.environments}
    report.conclude()
    return ServiceDocument(source, data, _card(root, base, variants), variants)


def load_services(
    sources: Iterable[Source], project: Project, findings: Iterable[Finding] = ()
) -> list[ServiceDocument]:
    """Several descriptors, in their order. `findings` is what is known to be wrong besides.

    Raises:
        InputError: everything that is wrong with any of them.
    """
    documents, wrong = list[ServiceDocument](), list(findings)
    for source in sources:
        try:
            documents.append(load_service(source, project))
        except InputError as error:
            wrong += error.findings
    refuse(wrong)
    return documents


def _variant(root: Node, base: Service, environment: Environment, project: Project) -> Service:
    overlay = root.child("environments").get(environment.name)
    report = Report(root.report.file)
    if overlay:
        merged = with_overlay(root.data, overlay)
        check_structure(merged, "Service", report)
        here, variant = Node(merged, "", report), service(Node(merged, "", report), project)
    else:
        here, variant = Node(root.data, "", report), base
    check_placement(here, variant, environment)
    root.report.take_variant(report, environment.name, overlay)
    return variant


def _card(root: Node, base: Service, variants: Mapping[str, Service]) -> ServiceCard:
    return ServiceCard(
        base.name,
        base.origin,
        base.depends_on,
        root.child("spec").location("depends_on"),
        {name: variant.owner.name for name, variant in variants.items()},
        tuple(sorted({label for variant in variants.values() for signal in variant.signals for label in signal.by})),
    )


def resolve(document: ServiceDocument, project: Project, environment: str) -> Service:
    """The service in one environment of the project that it was loaded for.

    Raises:
        KeyError: the project has no such environment.
    """
    return place(document.variants[environment], project.environment(environment))
