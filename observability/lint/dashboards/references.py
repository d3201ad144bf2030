"""Which variables the texts of a dashboard refer to: shared by two checks."""

import re
from collections.abc import Iterator
from typing import Any

# As Grafana finds them. `$1` belongs to label_replace, and names with two underscores to Grafana.
_REFERENCE = re.compile(r"\$(\w+)|\[\[(\w+?)(?::\w+)?\]\]|\${(\w+)(?:\.[^:^}]+)?(?::[^}]+)?}")


def references(part: Any) -> set[str]:
    """The names of all variables that are referred to anywhere in a part of a dashboard."""
    found = (name for text in _texts(part) for match in _REFERENCE.finditer(text) for name in match.groups() if name)
    return {name for name in found if not name.startswith("__") and not name[0].isdigit()}


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    children = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for child in children:
        yield from _texts(child)
