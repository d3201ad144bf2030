"""Alerts written by hand."""

import re
from collections.abc import Iterator

from attrs import frozen

from observability.descriptor.alerttests import author_tests
from observability.descriptor.node import Node
from observability.descriptor.project.project import Project
from observability.descriptor.report import RefusedError
from observability.descriptor.values import identifiers
from observability.descriptor.values.quantities import duration, duration_or_zero
from observability.descriptor.values.runbooks import runbook
from observability.descriptor.values.selectors import instant
from observability.descriptor.values.texts import alert_text, plain_text
from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.names import GENERATED_ALERTS
from observability.model.service import HandWrittenAlert, Runbook

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*", re.ASCII)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[0-9]+")


@frozen
class Surroundings:
    """What an alert's runbook depends on: the project, the descriptor's folder, the service's name."""

    project: Project
    folder: str
    service: str


def hand_written_alerts(spec: Node, around: Surroundings) -> Iterator[HandWrittenAlert]:
    """The alerts of `spec.alerts`, in the file's order."""
    section = spec.child("alerts")
    for name, node in spec.children("alerts"):
        try:
            _check_name(name)
        except RefusedError as error:
            section.refuse_key(error, name)
        yield _alert(name, section, node, around)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise RefusedError(
            f"{name!r} is not the name of an alert", "write words with capitals, as in QueueStuck", "name"
        )
    if name in GENERATED_ALERTS:
        raise RefusedError(f"{name} is an alert that we generate", "choose another name", "name")


def _alert(name: str, section: Node, node: Node, around: Surroundings) -> HandWrittenAlert:
    if around.project.policies.summary_required and "summary" not in node:
        node.complain("missing-key", "summary is missing, which the project requires", hint="write summary: ...")
    return HandWrittenAlert(
        name=name,
        expr=node.read("expr", instant) or "",
        duration=node.read("for", duration_or_zero) or Duration(0),
        severity=node.get("severity", ""),
        summary=node.read("summary", alert_text) or " ".join(_WORD.findall(name)),
        description=node.read("description", alert_text) or "",
        keep_firing_for=node.read("keep_firing_for", duration),
        labels=dict(_labels(node.child("labels"))),
        runbook=node.read("runbook", lambda text: _runbook(text, around)),
        tests=tuple(author_tests(node)),
        origin=section.location(name),
        expr_at=Location(node.report.file, *node.mark("expr")),
    )


def _runbook(text: str, around: Surroundings) -> Runbook:
    return runbook(text, around.folder, around.project.pages_url, around.service)


def _labels(node: Node) -> Iterator[tuple[str, str]]:
    for label in node.data:
        try:
            identifiers.free_label(label)
        except RefusedError as error:
            node.complain_of_key(error.check, str(error), label, error.hint)
        if (value := node.read(label, plain_text)) is not None:
            yield label, value
