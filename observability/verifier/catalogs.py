"""The catalog of a built folder, in short: a fleet's is large, and the rest stays on the disk until a finding asks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from attrs import frozen

from observability import workspace
from observability.emit.catalogtext import Index, Span, index
from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.location import Location
from observability.workspace import OutputFolder

_VERSION = 1
# Of a service's entry, what checks ask for.
_ASKED_FOR = ("dashboard", "metrics", "rules", "source")

Entry = Mapping[str, Any]


@frozen
class ShortCatalog:
    """`document`: all but the services. `services`: their entries, short for those whose place is in `spans`."""

    path: Path
    document: Entry
    services: Mapping[str, Entry]
    spans: Mapping[str, Span]


def read(folder: OutputFolder) -> ShortCatalog | None:
    """Read the catalog of a built folder.

    Raises:
        InputError: it is none of ours, or cannot be read.
        KeyError, TypeError: it is damaged.
    """
    if folder.catalog is None:
        return None
    try:
        found = index(workspace.read_lines(folder.catalog))
        short = {name: _short(whole_entry(folder.catalog, span)) for name, span in found.spans.items()}
    except orjson.JSONDecodeError:
        found, short = Index({}, {}), {}
    match found.document:
        case {"kind": "Catalog", "version": version, "services": dict(services)} if version == _VERSION:
            return ShortCatalog(folder.catalog, found.document, {**services, **short}, found.spans)
    message, hint = f"is no catalog of version {_VERSION}", "run `observability build` again"
    raise InputError([Finding("catalog", message, Location(str(folder.catalog)), hint=hint)])


def whole_entry(catalog: Path, span: Span) -> Entry:
    """An entry as it stands in the file.

    Raises:
        InputError: it cannot be read.
    """
    entry: Entry = orjson.loads(workspace.read_slice(catalog, span.start, span.length))
    return entry


def _short(entry: Entry) -> Entry:
    # Of a build of an earlier version nothing is told of undeclared metrics.
    return {"undeclared": entry.get("undeclared", ()), **{key: entry[key] for key in _ASKED_FOR}}
