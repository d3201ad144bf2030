"""Reads the project file, observability.yaml."""

from collections.abc import Iterator, Mapping
from typing import Any

from observability.descriptor.node import Node
from observability.descriptor.project.environments import environments_of
from observability.descriptor.project.linting import linting
from observability.descriptor.project.project import BUILT_IN_TIERS, Policies, Project, Tier
from observability.descriptor.project.reviewpolicy import review_policy
from observability.descriptor.project.severities import severities
from observability.descriptor.report import Report
from observability.descriptor.routing import alertmanagers, guard
from observability.descriptor.signals.defaults import check_defaults
from observability.descriptor.structure import check_structure, is_a
from observability.descriptor.values import identifiers
from observability.descriptor.values.quantities import duration_or_zero
from observability.descriptor.values.runbooks import check_placeholders, inside, pages, runbook
from observability.descriptor.values.texts import plain_text, plain_texts, title_of
from observability.descriptor.values.urls import url
from observability.descriptor.yaml.composer import compose
from observability.descriptor.yaml.marks import YamlMap, marked_items, unmarked
from observability.model.artifact import Source
from observability.model.service import Owner


def load_project(source: Source | None) -> Project:
    """The project of a repository; None stands for one without a project file.

    Raises:
        InputError: the file is wrong; all findings of it.
    """
    if source is None:
        return Project()
    report = Report(source.path)
    data = compose(source, report)
    project = Project()
    if is_a("Project", data, report):
        guard(data, report)
        check_structure(data, "Project", report)
        project = _project(Node(data, "", report), source)
    report.conclude()
    return project


def _project(root: Node, source: Source) -> Project:
    spec = root.child("spec")
    default = Project()
    grafana_url = spec.child("grafana").read("url", _root_url) or ""
    runbooks = spec.child("runbooks")
    pages_url = runbooks.read("url", pages) or ""
    environments, known = environments_of(spec, grafana_url), severities(spec)
    return Project(
        name=root.child("metadata").read("name", identifiers.name) or default.name,
        services=tuple(_globs(spec)) or default.services,
        environments=environments,
        owners=dict(_owners(spec)),
        tiers={**BUILT_IN_TIERS, **dict(_tiers(spec))},
        policies=_policies(spec),
        linting=linting(spec.child("lint"), known),
        runbook=runbooks.read("default", _default_runbook) or default.runbook,
        pages_url=pages_url,
        runbook_sections=runbooks.read("sections", plain_texts) or default.runbook_sections,
        anchors=runbooks.get("anchors", default.anchors),
        stale_after=default.stale_after if (stale := runbooks.read("stale_after", duration_or_zero)) is None else stale,
        grafana_url=grafana_url,
        review=review_policy(spec, known),
        alertmanagers=alertmanagers(root, [environment.name for environment in environments]),
        source=source,
    )


def _globs(spec: Node) -> Iterator[str]:
    given = spec.get("services", ())
    for glob, mark in marked_items(given) if given else ():
        try:
            yield inside(glob, glob)
        except ValueError as error:
            spec.report.add("path", str(error), mark, "spec.services", "name files inside the repository")


def _root_url(text: str) -> str:
    return url(text).rstrip("/")


def _default_runbook(text: str) -> str:
    # With any name and no folder, to hear now what every service would hear.
    runbook(text, "", "", "x")
    check_placeholders(text, ("{service}", "{alert}"))
    return text


def _policies(spec: Node) -> Policies:
    node = spec.child("policies")
    return Policies(
        # A default runbook of the project's own is one that every service has.
        runbook_required=node.get("runbook") == "required" and "default" not in spec.child("runbooks"),
        summary_required=node.get("summary") == "required",
    )


def _owners(spec: Node) -> Iterator[tuple[str, Owner]]:
    for name, node in spec.named("owners", identifiers.name):
        title = node.read("title", plain_text) or title_of(name)
        yield name, Owner(name, title, node.read("contact", plain_text) or "")


def _tiers(spec: Node) -> Iterator[tuple[str, Tier]]:
    for name, node in spec.named("tiers", identifiers.name):
        objectives = node.child("objectives")
        check_defaults(objectives)
        yield name, Tier(name, {key: _as_map(value) for key, value in objectives.data.items() if value is not False})


def _as_map(value: Any) -> Mapping[str, Any]:
    return unmarked(value) if isinstance(value, YamlMap) else {"target": value}
