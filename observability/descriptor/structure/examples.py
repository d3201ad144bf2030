"""The schema's own examples of what belongs somewhere, as people would write them on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from observability.yamltext import in_flow

if TYPE_CHECKING:
    from jsonschema import ValidationError

# A longer one explains nothing at the end of a message.
_LONGEST = 70


def example(schema: Mapping[str, Any]) -> str:
    """The first short example of a schema; empty where there is none."""
    texts = (value if isinstance(value, str) else _on_one_line(value) for value in schema.get("examples", ()))
    return next((text for text in texts if len(text) <= _LONGEST), "")


def _on_one_line(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{in_flow(key)}: {_on_one_line(item)}" for key, item in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_on_one_line, value))}]"
        case str():
            return in_flow(value)
        case _:
            return str(value)


def sample_of(error: ValidationError) -> str:
    """`as in ...`, where the schema has an example of what an error is about."""
    schema: Any = error.schema
    sample = example(schema)
    return f"as in {sample}" if sample else ""
