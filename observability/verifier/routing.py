"""Whom Alertmanager would tell of each alert that was built, against what the project file says.

What is expected comes from the catalog's receivers by owner and severity, never from the tree of routes.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import yaml
from attrs import evolve, frozen

from observability import workspace
from observability.adapters.amtool import check_config, misrouted
from observability.findings import Finding, Location
from observability.lint import Tree
from observability.model import names
from observability.verifier.labelsets import Labels, distinct

Place = Mapping[str, Any]


@frozen
class Routed:
    """What was found, and how many alerts were sent through the tree for it."""

    findings: tuple[Finding, ...] = ()
    routes: int = 0


def check(tree: Tree, config: Path | None, amtool: Path | None, pool: Executor) -> Routed:
    """Check the configuration of an environment, if it has one.

    Raises:
        InputError: it cannot be read.
        MissingToolError: `amtool` is none.
    """
    settings = tree.catalog.get("alertmanager") if tree.catalog else None
    if settings is None or config is None or amtool is None:
        return Routed()
    if complaints := check_config(amtool, config):
        said = (Finding("amtool", one.message, Location(str(config), one.line, bool(one.line))) for one in complaints)
        return Routed(tuple(_traced(finding, settings["source"]) for finding in said))
    return _routes(tree, settings, config, amtool, pool)


def _routes(tree: Tree, settings: Mapping[str, Any], config: Path, amtool: Path, pool: Executor) -> Routed:
    expected = [(labels, _receiver(labels, settings)) for labels in _alerts(tree)]
    tests = distinct(expected, yaml.load(workspace.read_output(config), yaml.CSafeLoader))
    told = pool.map(lambda test: misrouted(amtool, config, *test), tests)
    findings = (_misrouted(config, settings, *test, other) for test, other in zip(tests, told, strict=True) if other)
    return Routed(tuple(findings), len(tests))


def _alerts(tree: Tree) -> Iterator[Labels]:
    for file in tree.rules:
        for alert in file.alerts:
            yield {**alert.labels, "alertname": alert.alert}


def _receiver(labels: Labels, settings: Mapping[str, Any]) -> str:
    """Who must be told, as the catalog says."""
    if labels["alertname"] == names.WATCHDOG and names.OWNER not in labels:
        return str(settings["watchdog"])
    owner = settings["owners"].get(labels.get(names.OWNER))
    receivers = owner["receivers"] if owner else settings["default"]
    return str(receivers[labels[names.SEVERITY]])


def _misrouted(config: Path, settings: Mapping[str, Any], labels: Labels, receiver: str, other: str) -> Finding:
    owner = settings["owners"].get(labels.get(names.OWNER), settings)
    alert = f"{labels['alertname']} ({labels[names.SEVERITY]}) of {labels[names.SERVICE]}"
    message = f"{alert} would be told to {other}, not to {receiver}"
    return _traced(Finding("misrouted", message, Location(str(config))), owner["source"])


def _traced(finding: Finding, place: Place) -> Finding:
    """The finding at the project file's line; where it was found goes with it."""
    if not place["file"]:
        return finding
    line = f":{finding.location.line}" if finding.location.line else ""
    return evolve(finding, location=Location(**place), where=f"{finding.location.file}{line}")
