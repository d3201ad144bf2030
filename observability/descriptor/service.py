"""One descriptor, defaults and tier applied, as a service that has no environment yet."""

import posixpath
from collections.abc import Iterator

from observability.descriptor.alerts import Surroundings, hand_written_alerts
from observability.descriptor.node import Node
from observability.descriptor.project.project import Project, Tier
from observability.descriptor.project.reviewpolicy import overrides
from observability.descriptor.report import RefusedError
from observability.descriptor.signals.sections import signals
from observability.descriptor.stores import store
from observability.descriptor.suggest import suggestion
from observability.descriptor.values import identifiers
from observability.descriptor.values.runbooks import runbook
from observability.descriptor.values.selectors import instant, selector
from observability.descriptor.values.texts import plain_text, title_of
from observability.descriptor.values.urls import url
from observability.model.selector import Matcher, MatchOp, Selector
from observability.model.service import Environment, Links, Owner, Runbook, Service

_DEFAULT_TIER = "standard"
NO_ENVIRONMENT = Environment("")


def service(root: Node, project: Project) -> Service:
    """The service that a descriptor describes, its selectors still as written. What is wrong is reported."""
    metadata, spec = root.child("metadata"), root.child("spec")
    name = metadata.read("name", identifiers.service_name) or ""
    around = Surroundings(project, posixpath.dirname(root.report.file), name)
    tier = _tier(metadata, project)
    result = Service(
        name=name,
        title=metadata.read("title", plain_text) or title_of(name),
        description=metadata.read("description", plain_text) or "",
        owner=_owner(metadata, project),
        tier=tier.name,
        environment=NO_ENVIRONMENT,
        runbook=_runbook(spec, around),
        telemetry=spec.read("telemetry", selector) or Selector("up"),
        selector=tuple(sorted(_matchers(spec.child("selector")))),
        signals=tuple(signals(spec, tier)),
        alerts=tuple(hand_written_alerts(spec, around)),
        metrics=spec.read("metrics", identifiers.metrics) or (),
        overrides=tuple(overrides(spec, name)),
        depends_on=tuple(spec.get("depends_on", ())),
        links=_links(spec.child("links"), name),
        runtime=tuple(spec.get("runtime", ())),
        deploys=spec.read("deploys", instant) or "",
        origin=metadata.location("name"),
    )
    _check_whole(root, result)
    return result


def _tier(metadata: Node, project: Project) -> Tier:
    name = metadata.get("tier", _DEFAULT_TIER)
    if name in project.tiers:
        return project.tiers[name]
    metadata.complain("tier", f"the tier {name!r} is unknown", "tier", suggestion(name, project.tiers))
    return Tier(name, {})


def _owner(metadata: Node, project: Project) -> Owner:
    name = metadata.read("owner", identifiers.name) or ""
    if name and project.owners and name not in project.owners:
        hint = suggestion(name, project.owners)
        metadata.complain("owner", f"the owner {name!r} is not one of the project's", "owner", hint)
    return project.owner_of(name)


def _runbook(spec: Node, around: Surroundings) -> Runbook:
    project = around.project
    if "runbook" in spec:
        own = spec.read("runbook", lambda text: runbook(text, around.folder, project.pages_url, around.service))
        return own or Runbook("")
    if project.policies.runbook_required:
        hint = "write runbook: runbooks/NAME.md, or give the project a default"
        spec.complain("missing-key", "runbook is missing, which the project requires", "runbook", hint)
    return project.runbook_of(around.service)


def _matchers(node: Node) -> Iterator[Matcher]:
    for label in node.data:
        try:
            yield Matcher(identifiers.label(label), MatchOp.EQUAL, node.data[label])
        except RefusedError as error:
            node.refuse_key(error, label)


def _links(node: Node, service: str) -> Links:
    logs, traces = (store(node, key, service) for key in ("logs", "traces"))
    return Links(node.read("repository", url) or "", logs, traces)


def _check_whole(root: Node, result: Service) -> None:
    spec = root.child("spec")
    if "spec" in root.data and not spec.is_damaged and not (result.signals or result.alerts):
        hint = "write a section red, use or golden with one signal, as in red: {http: {rate: http_requests_total}}"
        spec.complain("empty", "the service has neither a signal nor an alert", hint=hint)
    for dependency in result.depends_on:
        if dependency == result.name:
            spec.complain("depends-on", "a service cannot depend on itself", "depends_on", f"drop {dependency}")
