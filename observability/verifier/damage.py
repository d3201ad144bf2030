"""What of a build's JSON cannot be read, because somebody changed its shape.

To make sure before would take seconds for a fleet, and programs write these files: it is asked when reading has failed.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import orjson

from observability.findings import Finding, Location
from observability.lint import Tree

if TYPE_CHECKING:
    from jsonschema import ValidationError

_CATALOG = "observability.emit", "catalog.schema.json"
_DASHBOARD = "observability.verifier", "dashboard.schema.json"
# What makes a file of another shape. A newer version of us may add fields.
_SHAPE = frozenset({"required", "type"})


def damage(tree: Tree, catalog: str) -> Iterator[Finding]:
    """The first that is wrong in each damaged file of a tree; `catalog` is the path of its catalog."""
    if tree.catalog is not None:
        yield from _first(catalog, tree.catalog, _CATALOG)
    for file in tree.dashboards:
        yield from _first(file.path, file.json, _DASHBOARD)


def _first(path: str, document: Mapping[str, Any], schema: tuple[str, str]) -> Iterator[Finding]:
    from jsonschema import Draft202012Validator

    package, name = schema
    validator = Draft202012Validator(orjson.loads((files(package) / name).read_bytes()))
    wrong = next((error for error in validator.iter_errors(document) if error.validator in _SHAPE), None)
    if wrong:
        where = wrong.json_path.removeprefix("$").removeprefix(".")
        yield Finding(
            "damaged-file", f"is damaged: {_words(wrong)}", Location(path), where=where, hint="build it again"
        )


def _words(wrong: "ValidationError") -> str:
    # The library's own message of a wrong type holds the value, however long.
    return f"here belongs {wrong.validator_value}" if wrong.validator == "type" else wrong.message
