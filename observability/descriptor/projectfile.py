"""Reads the project file, observability.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from observability.descriptor import identifiers
from observability.descriptor.composer import compose
from observability.descriptor.defaults import check_defaults
from observability.descriptor.marks import YamlMap, marked_items, unmarked
from observability.descriptor.node import Node
from observability.descriptor.project import BUILT_IN_TIERS, Ignored, Linting, Policies, Project, Tier
from observability.descriptor.quantities import duration, duration_or_zero
from observability.descriptor.report import RefusedError, Report
from observability.descriptor.reviewpolicy import review_policy
from observability.descriptor.routing import alertmanagers, guard
from observability.descriptor.runbooks import check_placeholders, inside, pages, runbook
from observability.descriptor.structure import check_structure, is_a
from observability.descriptor.texts import plain_text, title_of
from observability.descriptor.urls import url
from observability.model import names
from observability.model.artifact import Source
from observability.model.durations import Duration
from observability.model.service import Environment, Owner

_SECOND = Duration.parse("1s")
# A rate over five minutes should see four samples; one lost scrape must not leave it with fewer than two.
_SLOWEST_SCRAPE = Duration.parse("1m15s")
# A group as slow as Prometheus' lookback leaves holes for its readers.
_SLOWEST_EVALUATION = Duration.parse("2m")


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
    environments = tuple(_environments(spec, grafana_url)) or _only_environment(spec, grafana_url)
    return Project(
        name=root.child("metadata").read("name", identifiers.name) or default.name,
        services=tuple(_globs(spec)) or default.services,
        environments=environments,
        owners=dict(_owners(spec)),
        tiers={**BUILT_IN_TIERS, **dict(_tiers(spec))},
        policies=_policies(spec),
        linting=_linting(spec.child("lint")),
        runbook=runbooks.read("default", _default_runbook) or default.runbook,
        pages_url=pages_url,
        runbook_sections=runbooks.read("sections", _sections) or default.runbook_sections,
        anchors=runbooks.get("anchors", default.anchors),
        stale_after=default.stale_after if (stale := runbooks.read("stale_after", duration_or_zero)) is None else stale,
        grafana_url=grafana_url,
        review=review_policy(spec),
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


def _sections(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(plain_text, titles))


def _policies(spec: Node) -> Policies:
    node = spec.child("policies")
    return Policies(
        # A default runbook of the project's own is one that every service has.
        runbook_required=node.get("runbook") == "required" and "default" not in spec.child("runbooks"),
        summary_required=node.get("summary") == "required",
    )


def _linting(node: Node) -> Linting:
    default = Linting()
    pages = node.get("pages")
    return Linting(
        tuple(node.get("severities") or default.severities),
        default.pages if pages is None else tuple(pages),
        tuple(_ignored(node)),
    )


def _ignored(node: Node) -> Iterator[Ignored]:
    ignore = node.child("ignore")
    for check, entry in _named(node, "ignore"):
        reason, files = entry.read("reason", _reason) or "", tuple(entry.get("files") or ())
        yield Ignored(check, reason, files, ignore.location(check))


def _reason(text: str) -> str:
    if not (reason := plain_text(text)):
        raise RefusedError("a silence needs a reason", "say why nobody is to hear of it", "silence")
    return reason


def _owners(spec: Node) -> Iterator[tuple[str, Owner]]:
    for name, node in _named(spec, "owners"):
        title = node.read("title", plain_text) or title_of(name)
        yield name, Owner(name, title, node.read("contact", plain_text) or "")


def _tiers(spec: Node) -> Iterator[tuple[str, Tier]]:
    for name, node in _named(spec, "tiers"):
        objectives = node.child("objectives")
        check_defaults(objectives)
        yield name, Tier(name, {key: _as_map(value) for key, value in objectives.data.items() if value is not False})


def _as_map(value: Any) -> Mapping[str, Any]:
    return unmarked(value) if isinstance(value, YamlMap) else {"target": value}


def _environments(spec: Node, grafana_url: str) -> Iterator[Environment]:
    for name, node in _named(spec, "environments"):
        yield Environment(
            name,
            labels=dict(_matchers(node.child("matchers"), name)),
            scrape_interval=_scrape_interval(node) or _scrape_interval(spec) or Environment("").scrape_interval,
            evaluation_interval=_evaluation(node) or _evaluation(spec) or Environment("").evaluation_interval,
            grafana_url=grafana_url,
        )


def _only_environment(spec: Node, grafana_url: str) -> tuple[Environment, ...]:
    scrape = _scrape_interval(spec) or Environment("").scrape_interval
    evaluation = _evaluation(spec) or Environment("").evaluation_interval
    return (Environment("default", {}, scrape, evaluation, grafana_url),)


def _matchers(node: Node, environment: str) -> Iterator[tuple[str, str]]:
    for label in sorted(node.data):
        try:
            _check_matcher(label, node.data[label], environment)
        except ValueError as error:
            node.refuse(error, label)
        else:
            yield label, node.data[label]


def _check_matcher(label: str, value: str, environment: str) -> None:
    # `environment: production` in the environment production says what our own label would say.
    if (label, value) != (names.ENVIRONMENT, environment):
        identifiers.free_label(label)
    if not value:
        raise RefusedError("an empty value means that the label is absent", "name a value")
    if "{{" in value:
        raise RefusedError("{{ ... }} would be run as a template", "write a plain value", "template")


def _scrape_interval(node: Node) -> Duration | None:
    why = "a rate over 5 minutes needs four samples"
    return node.read("scrape_interval", lambda text: _interval(text, _SLOWEST_SCRAPE, why))


def _evaluation(node: Node) -> Duration | None:
    why = "the rules that read a slower group would find holes"
    return node.read("evaluation_interval", lambda text: _interval(text, _SLOWEST_EVALUATION, why))


def _interval(text: str, slowest: Duration, why: str) -> Duration:
    span = duration(text)
    if span > slowest:
        raise RefusedError(f"an interval of {text} is too long: {why}", f"write {slowest} or less", "interval")
    if span < _SECOND:
        raise RefusedError(f"an interval of {text} is too short", f"write {_SECOND} or more", "interval")
    return span


def _named(spec: Node, key: str) -> Iterator[tuple[str, Node]]:
    """The entries of a map by name; a name that is none is reported and passed over."""
    group = spec.child(key)
    for name, node in spec.children(key):
        try:
            yield identifiers.name(name), node
        except ValueError as error:
            group.complain_of_key("name", str(error), name, getattr(error, "hint", ""))
