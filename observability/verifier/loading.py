"""Files into the tree that checks look at. What cannot be read is a finding, and the rest is looked at all the same."""

from collections.abc import Iterable
from pathlib import Path

import orjson
from attrs import frozen

from observability import workspace
from observability.exceptions import InputError
from observability.findings import Finding
from observability.lint import Catalog, DashboardFile, Tree
from observability.model.location import Location
from observability.rulefiles import read_rule_file
from observability.workspace import OutputFolder

_VERSION = 1


@frozen
class Loaded:
    """A tree, and what could not be read for it."""

    tree: Tree
    findings: tuple[Finding, ...]


def load(folder: OutputFolder) -> Loaded:
    """Read all files of a folder.

    Raises:
        InputError: the catalog is none of ours, or a file cannot be opened.
    """
    readings = [read_rule_file(str(path), workspace.read_output(path)) for path in folder.rules]
    findings = [finding for reading in readings for finding in reading.findings]
    dashboards = tuple(_dashboards(folder.dashboards, findings))
    tree = Tree(tuple(reading.file for reading in readings), dashboards, _catalog(folder))
    return Loaded(tree, tuple(findings))


def _dashboards(paths: Iterable[Path], findings: list[Finding]) -> Iterable[DashboardFile]:
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


def _catalog(folder: OutputFolder) -> Catalog | None:
    text = workspace.read_catalog(folder)
    if text is None:
        return None
    try:
        catalog = orjson.loads(text)
    except orjson.JSONDecodeError:
        catalog = None
    match catalog:
        case {"kind": "Catalog", "version": version, "services": dict()} if version == _VERSION:
            return dict(catalog)
    message, hint = f"is no catalog of version {_VERSION}", "run `observability build` again"
    raise InputError([Finding("catalog", message, Location(str(folder.catalog)), hint=hint)])
