"""Whom Alertmanager would tell of each alert that was built, against what the project file says.

What is expected comes from the catalog's receivers by owner and severity, never from the tree of routes.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from attrs import evolve, frozen

from observability import workspace
from observability.adapters.amtool import Complaint, check_config, misrouted
from observability.findings import Finding, Location
from observability.lint import Tree
from observability.model import names
from observability.verifier.catalogs import Entry
from observability.verifier.labelsets import Labels, distinct
from observability.verifier.verified import Verified
from observability.workspace import OutputFolder

Place = Mapping[str, Any]


# An alert's labels, and the receiver that it must come to.
Test = tuple[Labels, str]


@frozen
class Table:
    """What an environment's configuration of Alertmanager is held against: `settings`, the catalog's word on it."""

    config: Path
    amtool: Path
    settings: Mapping[str, Any]
    # As it was parsed; None where it is no YAML, which is amtool's to say.
    parsed: Any

    def tests(self, trees: Iterable[Tree]) -> list[Test]:
        """The first alert of each kind that the routes can tell apart."""
        alerts = (alert for tree in trees for file in tree.rules for alert in file.alerts)
        labels = ({**alert.labels, "alertname": alert.alert} for alert in alerts)
        # One without a severity, or with another, is for nobody; alert-severity says so.
        routed = (of for of in labels if of.get(names.SEVERITY) in self.settings["default"])
        return self.distinct((of, _receiver(of, self.settings)) for of in routed)

    def distinct(self, tests: Iterable[Test]) -> list[Test]:
        """The first of each kind."""
        return distinct(tests, self.parsed)


def table(catalog: Entry, config: Path | None, amtool: Path | None) -> Table | None:
    """What there is to check of an environment; None without a configuration, or without a word on it.

    Raises:
        InputError: it cannot be read.
    """
    settings = catalog.get("alertmanager")
    if settings is None or config is None or amtool is None:
        return None
    try:
        parsed = yaml.load(workspace.read_output(config), yaml.CSafeLoader)
    except yaml.YAMLError:
        parsed = None
    return Table(config, amtool, settings, parsed)


def lost(catalog: Entry, folder: OutputFolder) -> Iterator[Finding]:
    """A configuration that the catalog tells of and that is gone. A build of rules or dashboards alone makes none."""
    settings = catalog.get("alertmanager")
    if settings and not folder.alertmanager and folder.rules and folder.dashboards:
        message = f"{settings['path']}, which says who is told, is not there"
        yield Finding("missing-file", message, Location(**settings["source"]), hint="run `observability build` again")


def check(table: Table, tests: Iterable[Test], jobs: int) -> Verified:
    """Check the configuration, then send an alert of each kind through it; `routes` counts those.

    Raises:
        MissingToolError: `amtool` is none.
    """
    config, settings = table.config, table.settings
    if complaints := check_config(table.amtool, config):
        said = (_complaint(config, one) for one in complaints)
        return Verified(tuple(_traced(finding, settings["source"]) for finding in said))
    kinds = table.distinct(tests)
    with ThreadPoolExecutor(jobs) as pool:
        told = list(pool.map(lambda test: misrouted(table.amtool, config, *test), kinds))
    findings = (_misrouted(config, settings, *test, other) for test, other in zip(kinds, told, strict=True) if other)
    return Verified(tuple(findings), routes=len(kinds))


def _complaint(config: Path, one: Complaint) -> Finding:
    # An older one knows no such key, and says only that.
    hint = "it needs Alertmanager 0.26 or newer, and so does this amtool" if "field url_file " in one.message else ""
    return Finding("amtool", one.message, Location(str(config), one.line, bool(one.line)), hint=hint)


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
