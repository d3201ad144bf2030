"""A part's files into a tree. What cannot be read is a finding, and the rest is looked at all the same."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson
from attrs import frozen

from observability import workspace
from observability.findings import Finding
from observability.lint import DashboardFile, Tree
from observability.model.location import Location
from observability.rulefiles import read_rules
from observability.verifier.parts import Part


@frozen
class Loaded:
    """A tree, and what could not be read for it."""

    tree: Tree
    findings: tuple[Finding, ...]


def load(part: Part) -> Loaded:
    """Read all files of a part.

    Raises:
        InputError: a file cannot be opened.
    """
    readings = [read_rules(str(path), workspace.read_output(path)) for path in part.rules]
    findings = [finding for reading in readings for finding in reading.findings]
    dashboards = tuple(_dashboards(part.dashboards, findings))
    return Loaded(Tree(tuple(reading.file for reading in readings), dashboards, part.catalog), tuple(findings))


def _dashboards(paths: Iterable[Path], findings: list[Finding]) -> Iterator[DashboardFile]:
    for path in paths:
        try:
            document = orjson.loads(workspace.read_output(path))
        except orjson.JSONDecodeError as error:
            where = Location(str(path), error.lineno, error.colno)
            findings.append(Finding("dashboard-file", f"is not JSON: {error.msg}", where))
            continue
        if isinstance(document, dict):
            yield DashboardFile(str(path), document)
        else:
            findings.append(Finding("dashboard-file", "is no dashboard", Location(str(path)), hint="it is an object"))
