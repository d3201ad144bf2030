"""The schema's own examples of what belongs somewhere, as people would write them on one line."""

from collections.abc import Mapping
from typing import Any

from observability.yamltext import in_flow

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
