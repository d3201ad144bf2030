"""The language as one JSON Schema (draft 2020-12): for editors, for the reference page, and for validation.

The files in `schemas/` are its `$defs`. They are data, because people and programs other than this one read them.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import orjson

_PARTS = ("common", "project", "alertmanager", "service")
KINDS = ("Service", "Project")


def schema() -> dict[str, Any]:
    """The schema of both kinds of files, a fresh copy."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Observability as code",
        "description": "A service's descriptor, or the project file observability.yaml.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS],
        "$defs": dict(sorted(_definitions().items())),
    }


def _definitions() -> dict[str, Any]:
    folder = files("observability.descriptor") / "schemas"
    definitions: dict[str, Any] = {}
    for part in _PARTS:
        definitions |= orjson.loads((folder / f"{part}.json").read_bytes())
    return definitions


@cache
def shape(kind: str) -> dict[str, Any]:
    """The schema of one kind as we validate with it: references resolved, and only what tells about structure.

    What a value may be (patterns, ranges) is left to the code that reads it, which can say why; a test holds both
    together. Examples stay, as errors quote them.
    """
    definitions = _definitions()
    return _bare(definitions[kind], definitions)


_STRUCTURE = {
    "additionalProperties",
    "const",
    "enum",
    "examples",
    "items",
    "maxItems",
    "minItems",
    "minLength",
    "minProperties",
    "properties",
    "required",
    "type",
    "uniqueItems",
}


def _bare(definition: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    referred = definition.get("$ref")
    if referred is not None:
        target = definitions[referred.removeprefix("#/$defs/")]
        definition = {**target, **{key: value for key, value in definition.items() if key != "$ref"}}
        return _bare(definition, definitions)
    return {key: _value(key, value, definitions) for key, value in definition.items() if key in _STRUCTURE}


def _value(key: str, value: Any, definitions: dict[str, Any]) -> Any:
    if key == "properties":
        return {name: _bare(item, definitions) for name, item in value.items()}
    return _bare(value, definitions) if isinstance(value, dict) else value
