"""Values in the words of a message."""

from typing import Any

from observability.descriptor.yaml.scalars import written


def described(value: Any) -> str:
    """As in `this is ..., not a map`."""
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case str():
            return f"the text {_short(value)!r}"
        case dict():
            return "a map"
        case list():
            return "a list"
        case _:
            return f"the number {written(value)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}..."
