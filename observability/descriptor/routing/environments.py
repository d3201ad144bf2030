"""The Alertmanager of each environment: the project's, with what the environment says laid over it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from observability.descriptor.node import Node
from observability.descriptor.report import Report
from observability.descriptor.routing.maintenance import maintenances
from observability.descriptor.routing.receivers import receivers, smtp
from observability.descriptor.routing.timing import timing
from observability.descriptor.routing.told import named, receiver_name, told
from observability.descriptor.structure import check_structure
from observability.descriptor.values import identifiers
from observability.descriptor.yaml.marks import YamlMap
from observability.descriptor.yaml.merge import merge
from observability.findings import Finding
from observability.model.routing import NOBODY, Alertmanager, Team

_KEY = "alertmanager"
_GROUP_BY = ("service",)


def alertmanagers(root: Node, environments: Iterable[str]) -> Mapping[str, Alertmanager]:
    """By environment, for those that have one. What is wrong is reported."""
    spec = root.child("spec")
    base = _alertmanager(spec) if _KEY in spec else None
    found = {name: _of_environment(root, name, base) for name in environments}
    made = {name: alertmanager for name, alertmanager in found.items() if alertmanager}
    _check_owners(spec, made)
    if not root.report.findings:
        for finding in _unreached(made.values()):
            root.report.take(finding)
    return made


def _of_environment(root: Node, name: str, base: Alertmanager | None) -> Alertmanager | None:
    environment = root.child("spec").child("environments").child(name)
    overlay: Any = environment.get(_KEY)
    if isinstance(overlay, YamlMap):
        report = Report(root.report.file)
        result = _alertmanager(_with_overlay(root, overlay, report).child("spec"))
        root.report.take_variant(report, name, overlay, below="spec.")
        return result
    if overlay is True:
        environment.complain("invalid-value", "true says nothing", _KEY, "drop it, or write false for none")
    return None if overlay is False else base


def _with_overlay(root: Node, overlay: YamlMap, report: Report) -> Node:
    spec, whole = YamlMap(overlay.start), YamlMap(overlay.start)
    spec.put(_KEY, overlay, overlay.start, overlay.start)
    whole.put("spec", spec, overlay.start, overlay.start)
    merged = merge(root.data, whole)
    check_structure(merged, "Project", report)
    return Node(merged, "", report)


def _alertmanager(spec: Node) -> Alertmanager:
    node = spec.child(_KEY)
    found = dict(receivers(node))
    # One that was reported is not unknown.
    known = {*found, *node.child("receivers").data, *node.child("receivers").data.broken}
    return Alertmanager(
        receivers=found,
        watchdog=node.read("watchdog", lambda value: receiver_name(value, known)) or NOBODY,
        default=told(node.child("default"), known),
        teams={team.name: team for team in _teams(spec, known)},
        pages=node.get("pages", True),
        group_by=node.read("group_by", _labels) or _GROUP_BY,
        timing=timing(node.child("timing")),
        smtp=smtp(node),
        maintenance=tuple(maintenances(node)),
        origin=spec.location(_KEY),
    )


def _teams(spec: Node, known: Iterable[str]) -> Iterator[Team]:
    owners = spec.child("owners")
    for name, node in spec.children("owners"):
        place = node.location("receivers") if "receivers" in node else owners.location(name)
        yield Team(name, told(node.child("receivers"), frozenset(known)), place)


def _labels(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(identifiers.label, texts))


def _check_owners(spec: Node, made: Mapping[str, Alertmanager]) -> None:
    """Report owners who name receivers where there are none to name."""
    for _, node in spec.children("owners"):
        if "receivers" in node and not made and not spec.report.findings:
            hint = "write alertmanager: and its receivers"
            node.complain("receiver", "the project has no alertmanager", "receivers", hint)


def _unreached(made: Iterable[Alertmanager]) -> Iterator[Finding]:
    """Receivers that nothing leads to in any environment, and dead man's switches that hear of more than they may."""
    every = list(made)
    reached = frozenset[str]().union(*(_reached(one) for one in every))
    for one in every:
        for name, receiver in one.receivers.items():
            where = f"spec.alertmanager.receivers.{name}"
            if name not in reached:
                hint = "name it in default, in an owner's receivers or as watchdog, or drop it"
                yield Finding(
                    "unreached", f"nothing leads to the receiver {name}", receiver.origin, where=where, hint=hint
                )
            elif name == one.watchdog and name in _told(one):
                message = f"the dead man's switch {name} also hears of other alerts, which would keep it quiet"
                hint = "give the Watchdog a receiver of its own"
                yield Finding("watchdog", message, receiver.origin, where=where, hint=hint)


def _reached(one: Alertmanager) -> frozenset[str]:
    return _told(one) | named([one.watchdog])


def _told(one: Alertmanager) -> frozenset[str]:
    # Also where nobody is paged: that may change from one day to the next.
    return named([*one.default.values(), *(name for team in one.teams.values() for name in team.told.values())])
