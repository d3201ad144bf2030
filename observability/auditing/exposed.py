"""The metrics that exist, as somebody wrote them down."""

import re
from pathlib import Path

import orjson

from observability import workspace
from observability.exceptions import InputError
from observability.findings import Finding, Location

_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


def read_exposed(path: Path) -> frozenset[str]:
    """The names in a file: a text of a target, a name a line, or Prometheus' answer to `/api/v1/label/__name__/values`.

    Raises:
        InputError: it cannot be read, or holds no name.
    """
    content = workspace.read_output(path)
    found = _of_answer(content) if content.lstrip().startswith(b"{") else _of_lines(content)
    if not found:
        hint = "as in `curl http://localhost:9090/api/v1/label/__name__/values`"
        raise InputError([Finding("metrics", "holds no names of metrics", Location(str(path)), hint=hint)])
    return frozenset(found)


def _of_answer(content: bytes) -> list[str]:
    try:
        match orjson.loads(content):
            case {"data": list(names)}:
                return [name for name in names if isinstance(name, str)]
    except orjson.JSONDecodeError:
        pass
    return []


def _of_lines(content: bytes) -> list[str]:
    lines = (line for line in content.decode("utf-8", "replace").splitlines() if not line.startswith("#"))
    return [found[0] for found in map(_NAME.match, lines) if found]
