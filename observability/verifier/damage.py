"""What of a build's JSON cannot be read, because somebody changed its shape.

To make sure before would take seconds for a fleet, and programs write these files: it is asked when reading has failed.
"""

from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import orjson

from observability import workspace
from observability.findings import Finding, Location
from observability.workspace import OutputFolder

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

_CATALOG = "observability.emit", "catalog.schema.json"
_DASHBOARD = "observability.verifier", "dashboard.schema.json"
# What makes a file of another shape. A newer version of us may add fields.
_SHAPE = frozenset({"required", "type"})


def damage(folder: OutputFolder) -> Iterator[Finding]:
    """The first that is wrong in each damaged file of a folder."""
    schemas = [(folder.catalog, _schema(*_CATALOG))] if folder.catalog else []
    dashboard = _schema(*_DASHBOARD)
    for path, schema in (*schemas, *((path, dashboard) for path in folder.dashboards)):
        # What is no JSON at all is said by who reads it.
        with suppress(orjson.JSONDecodeError):
            yield from _first(str(path), orjson.loads(workspace.read_output(path)), schema)


def _schema(package: str, name: str) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator

    return Draft202012Validator(orjson.loads((files(package) / name).read_bytes()))


def _first(path: str, document: Any, schema: "Draft202012Validator") -> Iterator[Finding]:
    wrong = next((error for error in schema.iter_errors(document) if error.validator in _SHAPE), None)
    if wrong:
        where = wrong.json_path.removeprefix("$").removeprefix(".")
        yield Finding(
            "damaged-file", f"is damaged: {_words(wrong)}", Location(path), where=where, hint="build it again"
        )


def _words(wrong: "ValidationError") -> str:
    if wrong.validator != "type":
        return wrong.message
    # The library's own message holds the value, however long. Where null would do, it is the second of two types.
    kind: Any = wrong.validator_value
    return f"this is no {kind if isinstance(kind, str) else kind[0]}"
